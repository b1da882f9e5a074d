"""From what was typed to the words that dates are made of, as tokens; or to nothing.

Each token has a kind of one letter, so that the kinds of a phrase make a string, and a regular
expression over that string says what the phrase looks like, in any language. The words of each
language are in its lexicon, by canonical token; a canonical token is a kind and a value:

    n number    o ordinal    y year    m month    w weekday    c decade
    s season or feast    P summers, winters    E weekend    z time of day
    Y M W D H   units, from years down to hours    q vague amount    h half    A a, an
    v today, yesterday, tomorrow    N now
    l last    t this    x next    p past    a ago    f from now    i in    < less than
    e early, middle, late    k was, age    K my    b between    r to, or, and    B before last
    - / .       between numbers    ~ about, maybe    _ changes nothing
    S T         numbers said in words, and "thousand", before they are put together
    ^ =         the endings of "3rd" and "90s", before they are put together
    g j J u L G d   words that `shapes` turns into others by what stands beside them
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mmn_check.understanding.lexicon import Lexicon, lexicon, listed
from mmn_check.understanding.utterance import Piece, Vocabulary, folded, words_of
from mmn_check.understanding.utterance import Token as Found

LONGEST = 120
"""Characters. What is longer tells a story and is kept as one."""
LONGEST_SEARCHED = 1000
"""Characters of a story that are looked through for a date."""
MOST_TOKENS = 20
UNITS = "YMWDH"
CORRECTABLE = f"mwsv{UNITS}"
FIRST_YEAR, LAST_YEAR = 1900, 2100
TODAY = 2
"""The value of "today" among the words for days."""
TO, OR, AND = 0, 1, 2
"""The values of the words that join."""
FALL = 9
"""The value of "fall" among the seasons: it may as well be an accident."""
FIRST_FEAST = 4
"""The seasons of four months come before the feasts."""


class Token(NamedTuple):
    """One word: its kind, and its value (the least and the most, where that is vague)."""

    kind: str
    value: int = 0
    high: int = 0
    two_digits: bool = False
    """Whether it may be a year cut short ("98")."""


Tokens = tuple[Token, ...]

_KINDS: Mapping[str, str] = {
    "m": (
        "- JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER"
    ),
    "w": "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY",
    "s": "SPRING SUMMER AUTUMN WINTER CHRISTMAS EASTER NEW_YEAR THANKSGIVING HALLOWEEN FALL",
    "P": "SPRINGS SUMMERS AUTUMNS WINTERS",
    "Y": "- YEAR - - - - - - - - DECADE",
    "M": "- MONTH",
    "W": "- WEEK FORTNIGHT",
    "D": "- DAY",
    "H": "MINUTE HOUR",
    "d": "- ONE_DAY",
    "A": "- A",
    "v": "DAY_BEFORE_YESTERDAY YESTERDAY TODAY TOMORROW DAY_AFTER_TOMORROW",
    "z": "NIGHT TIME_OF_DAY",
    "e": "EARLY MID LATE",
    "r": "TO OR AND",
    "S": "ZERO",
} | {
    kind: name
    for name, kind in (
        *(("NOW", "N"), ("WEEKEND", "E"), ("HALF", "h"), ("NTH", "^"), ("TENS", "=")),
        *(("THOUSAND", "T"), ("LAST", "l"), ("THIS", "t"), ("NEXT", "x"), ("PAST", "p")),
        *(("GONE", "j"), ("COMING", "J"), ("LATEST", "u"), ("AGO", "a"), ("AGO_BEFORE", "g")),
        *(("BEFORE_LAST", "B"), ("FROM_NOW", "f"), ("IN", "i"), ("LESS_THAN", "<")),
        *(("AGE", "k"), ("MY", "K"), ("BETWEEN", "b"), ("ABOUT", "~"), ("FILLER", "_")),
        *(("THE_SEVERAL", "L"), ("SINCE_THE", "G")),
    )
}
"""By kind, its canonical tokens; the value of each is its place."""
_TOKENS: Mapping[str, Token] = {
    name: Token(kind, value, value)
    for kind, names in _KINDS.items()
    for value, name in enumerate(names.split())
} | {"COUPLE": Token("q", 2, 3), "FEW": Token("q", 2, 5), "NOUGHTIES": Token("c", 2000)}
_TOKENS = {**_TOKENS, "YEARS": Token("Y", 1, 2)}

_AND = _TOKENS["AND"]
_SIGNS: Mapping[str, Token] = (
    {sign: Token(sign) for sign in "-/."}
    | dict.fromkeys("~≈±?", _TOKENS["ABOUT"])
    | dict.fromkeys(',;!:()"“”¿¡', _TOKENS["FILLER"])
    | {"&": _AND, "½": _TOKENS["HALF"]}
)
_DASH = _SIGNS["-"]
_FIGURES = frozenset("ny")
_SERIES = (("o", "nth", 0, 1), ("o", "nth_tens", 20, 10), ("c", "decades", 20, 10))
"""Words in a row that are numbered: their kind, their section, the first and the step."""
_ENDS = frozenset(';:?!()"“”')
"""Signs at which a stretch of a sentence ends."""
YEAR_IN_THOUSANDS = re.compile(r"(?<![\d.,])[12][.,]\d{3}(?![\d/-]|[.,]\d)")
"""A year with a mark behind its thousand ("2.019"), which is asked about."""
_CUT_SHORT = "^"
"""Stands before a year of which two digits were written: '98."""
_SPELLINGS = tuple(
    (re.compile(shape), instead)
    for shape, instead in (
        (r"(?<![\w'’])['’‘`](?=\d\d(?!\d))", _CUT_SHORT),
        (r"(?<=\d)['’]s\b", "s"),
        (r"(?<=[^\W\d_])['’]s\b", ""),
        (r"(?<=\d)\.(?=[ºª°])", ""),
        (r"\.(?=\s+[A-ZÁÉÍÓÚÑ¿¡])", " ; "),  # the end of a sentence
        (r"(?<!\d)[-‐‑‒–—−]|[-‐‑‒–—−](?!\d)", " - "),
    )
)
_PART = re.compile(
    r"\d{1,2}[:.]\d\d ?[ap]\.? ?m\b|\d{1,2}:\d\d|\d{1,2} ?(?:[ap]\.? ?m\b|oclock)"  # a time
    rf"|\{_CUT_SHORT}\d\d|{YEAR_IN_THOUSANDS.pattern}"
    r"|(?<![\w.,])[.,]+\d+|\d+[.,]\d{1,2}(?!\d)(?=\s*[^\W\d_])"  # a fraction
    r"|\d+|(?<=\d)\.(?=\d)|[ºª°]|[^\W\d_ºª°]+|[^\w\s.]|_"
)


class _Words(NamedTuple):
    """The words of one language."""

    vocabulary: Vocabulary
    meanings: Mapping[str, Tokens]
    """What each word of the vocabulary's tokens comes to."""
    endings: Mapping[str, Token]
    """What stands behind figures: 3rd, 90s."""
    correctable: tuple[tuple[str, Token], ...]
    """Words that are understood with one slip in them."""


@cache
def _words_of(known: Lexicon) -> _Words:
    """The words of a language; made when its first date is read."""
    canonical = {
        words_of(way): name for name, line in known.section("dates").items() for way in listed(line)
    }
    numbered = {
        words_of(way): f"{kind} {first + step * place}"
        for kind, section, first, step in _SERIES
        for place, ways in enumerate(known.series(section))
        for way in ways
    }
    spelled = dict(known.spelled_numbers())
    said = {words: f"S {number}" for words, number in spelled.items()} | numbered | canonical
    return _Words(
        vocabulary=Vocabulary({words: Found(name) for words, name in said.items()}),
        meanings={name: _meaning(name) for name in said.values()},
        endings={
            way: _TOKENS[name]
            for name in ("NTH", "TENS")
            for way in listed(known.section("dates").get(name, ""))
        },
        correctable=tuple(
            (words[0], token)
            for words, name in canonical.items()
            for token in _meaning(name)
            if len(words) == 1 and len(words[0]) >= 5 and token.kind in CORRECTABLE
        ),
    )


def _meaning(name: str) -> Tokens:
    """The tokens of a canonical one (several, joined by a plus), or of a kind with its number."""
    kind, _, number = name.partition(" ")
    if number:
        return (Token(kind, int(number), int(number)),)
    return tuple(_TOKENS[part] for part in name.split("+"))


def tokens_of(typed: str) -> Tokens | None:
    """The tokens of a phrase; None if any word of it is not one that dates are made of."""
    if len(typed) > LONGEST or any(map(_is_hidden, typed)):
        return None
    return _tokens_in(typed, lexicon())


@lru_cache(maxsize=256)
def _tokens_in(typed: str, known: Lexicon) -> Tokens | None:
    tokens: list[Token] = []
    for token in _read(_pieces(typed), _words_of(known)):
        if token is None:
            return None
        tokens.append(token)
    return _numbers_together(tokens) if len(tokens) <= MOST_TOKENS else None


def stretches_of(typed: str) -> Iterator[Tokens]:
    """The tokens of each stretch of a text that holds only words that dates are made of."""
    if any(map(_is_hidden, typed)):
        return
    pieces = _pieces(typed[:LONGEST_SEARCHED])
    found: list[Token] = []
    for token in (*_read(pieces, _words_of(lexicon()), ends=_ENDS), None):
        if token:
            found.append(token)
            continue
        if 0 < len(found) <= MOST_TOKENS:
            yield _numbers_together(found)
        found = []


def kinds_of(tokens: Sequence[Token]) -> str:
    """The kinds of a phrase's tokens, one letter each."""
    return "".join(token.kind for token in tokens)


def begins_with_name(said: str) -> bool:
    """Whether a month, a weekday or a feast stands first, which are written with a capital."""
    first = next(_read(_pieces(said[:LONGEST]), _words_of(lexicon())), None)
    if first is None:
        return False
    return first.kind in "mw" or (first.kind == "s" and FIRST_FEAST <= first.value < FALL)


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C") and not letter.isspace()


def _pieces(typed: str) -> list[Piece]:
    """The words, figures and signs of a text, in one spelling, as far as a date may have them."""
    text = typed
    for shape, instead in _SPELLINGS:
        text = shape.sub(instead, text)
    pieces: list[Piece] = []
    end = -1
    for found in _PART.finditer(folded(text)):
        pieces.append(Piece(found[0], touches=found.start() == end))
        end = found.end()
    return pieces


def _read(
    pieces: Sequence[Piece], words: _Words, *, ends: frozenset[str] = frozenset()
) -> Iterator[Token | None]:
    """Each piece or phrase as a token; None for what no date is made of, or for an end."""
    at, kind = 0, ""
    while at < len(pieces):
        word, touches, *_ = pieces[at]
        length = 1
        said = words.vocabulary.at(pieces, at)
        if kind in _FIGURES and word in words.endings and (touches or said.word == word):
            tokens: Tokens | None = (words.endings[word],)
        elif word[0].isalpha():
            length = said.length
            tokens = words.meanings.get(said.word) or _one_slip_from(word, words.correctable)
        else:
            tokens = None if word in ends else _sign_or_figures(word)
        yield from tokens or (None,)
        kind = tokens[-1].kind if tokens else ""
        at += length


def _sign_or_figures(part: str) -> Tokens | None:
    if part in _SIGNS:
        return (_SIGNS[part],)
    if part.startswith(_CUT_SHORT):
        return (Token("y", int(part[1:]), two_digits=True),)
    if part.isdecimal():
        return _digits(part)
    if YEAR_IN_THOUSANDS.fullmatch(part):
        return _digits(part[0] + part[2:])
    if ":" in part or part[-1].isalpha():
        return (_TOKENS["TIME_OF_DAY"],)
    return _decimal(part)


def _decimal(part: str) -> Tokens | None:
    """Two and a half; what is no half is somewhere between two whole numbers."""
    whole, _, fraction = part.replace(",", ".").rpartition(".")
    if not fraction.isdecimal() or not (whole or "0").isdecimal() or len(whole) > 2:
        return None
    least = int(whole or 0)
    if fraction.rstrip("0") == "5":
        return (Token("n", least, least), Token("h")) if least else (Token("h"),)
    return (Token("q", least, least + 1),)


def _digits(digits: str) -> Tokens | None:
    if len(digits) > 4 or (len(digits) == 3 and digits[0] == "0"):
        return None
    value = int(digits)
    if FIRST_YEAR <= value <= LAST_YEAR:
        return (Token("y", value),)
    return (Token("n", value, value, two_digits=len(digits) == 2),)


def _one_slip_from(word: str, correctable: Iterable[tuple[str, Token]]) -> Tokens | None:
    """What `word` must have been meant to be, if there is only one thing it can be."""
    meant = {token for right, token in correctable if _is_slip(word, right, token.kind)}
    return tuple(meant) if len(meant) == 1 else None


def _is_slip(word: str, right: str, kind: str) -> bool:
    """Whether one letter is missing, too many, swapped or wrong.

    A wrong letter makes another word of a short name ("match"), but hardly of a unit; "Mondays"
    is meant as it stands.
    """
    if word[0] != right[0] or abs(len(word) - len(right)) > 1 or word == f"{right}s":
        return False
    if len(word) != len(right):
        short, long = sorted((word, right), key=len)
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    wrong = [at for at in range(len(word)) if word[at] != right[at]]
    if len(wrong) == 1:
        return len(right) > 5 or kind in UNITS
    return len(wrong) == 2 and word[wrong[0]] + word[wrong[1]] == right[wrong[1]] + right[wrong[0]]


def _numbers_together(tokens: Iterable[Token]) -> Tokens:
    """Numbers of several words made one: twenty-one, two thousand and five, 3 rd, 90 s."""
    done: list[Token] = []
    for token in tokens:
        between = done[-1] if len(done) > 1 and token.kind in "So" else None
        over = between in (_AND, _DASH)
        joined = _joined(done[-2] if over else done[-1], token) if done else None
        if joined and over and (between == _DASH or done[-2].value >= 1000):
            done[-2:] = [joined]
        elif joined and not over:
            done[-1] = joined
        elif token.kind == "T":
            done.append(Token("S", 1000))
        else:
            done.append(token)
    return tuple(map(_as_number, _years_together(done)))


def _joined(first: Token, then: Token) -> Token | None:
    """Two words that are one number, but for a year said in two halves."""
    match first.kind, then.kind:
        case "n", "^":
            return first._replace(kind="o")
        case (("n" | "y"), "=") if first.value % 10 == 0:
            return Token("c", first.value)
        case "S", "T":
            return Token("S", first.value * 1000)
        case "S", "S" if first.value == 0 and then.value < 10:
            return then._replace(two_digits=True)
        case "S", ("S" | "o") if _leaves_room(first.value, then.value):
            return then._replace(value=first.value + then.value)
        case "S", "c" if first.value in (19, 20):
            return Token("c", first.value * 100 + then.value)
    return None


def _leaves_room(first: int, then: int) -> bool:
    """Whether the second number goes into the noughts of the first: 20 and 1, 1900 and 98."""
    room = next((room for room in (1000, 100, 10) if first and first % room == 0), 1)
    return first >= 20 and 0 < then < room


def _years_together(tokens: Sequence[Token]) -> Tokens:
    """Years said in two halves (nineteen ninety-eight), found from the right.

    From the right, because in "twenty twenty nineteen" the first number is a day.
    """
    done: list[Token] = []
    for token in reversed(tokens):
        over = len(done) > 1 and done[-1] == _DASH and done[-2].kind == "S"
        half = done[-2] if over else done[-1] if done else token
        spoken = half.kind == token.kind == "S" and token.value in (19, 20)
        if done and spoken and (half.two_digits or 10 <= half.value <= 99):
            done[-2 if over else -1 :] = [Token("y", token.value * 100 + half.value)]
        else:
            done.append(token)
    return tuple(reversed(done))


def _as_number(token: Token) -> Token:
    if token.kind not in "So":
        return token
    is_year = token.kind == "S" and FIRST_YEAR <= token.value <= LAST_YEAR
    return Token("y" if is_year else "o" if token.kind == "o" else "n", token.value, token.value)

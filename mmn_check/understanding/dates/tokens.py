"""From what was typed to the words that dates are made of, as tokens; or to nothing.

Each token has a kind of one letter, so that the kinds of a phrase make a string, and a regular
expression over that string says what the phrase looks like, in any language. A lexicon has its
words by canonical token. Some kinds are no words of a lexicon:

    n number    o ordinal    y year    c decade, in years or by age    - / .  between numbers
    X +         "this coming" and "so many weeks after": made of several words by the grammar
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from mmn_check.understanding.lexicon import (
    FoldedWords,
    Lexicon,
    Phrasebook,
    TypedPiece,
    cut,
    folded,
    lexicon,
    lexicons,
    listed,
    words_of,
)

UNITS = "YMWDH"
FIRST_YEAR, LAST_YEAR = 1900, 2100
TODAY = 2
"""The value of "today" among the words for days."""
FALL, FIRST_FEAST = 9, 4
"""Among the seasons: "fall", which may as well be an accident; the four come before the feasts."""
LONGEST = 120
"""Characters. What is longer tells a story and is kept as one."""
LONGEST_SEARCHED = 500
"""Characters of a story that are looked through for a date."""
MOST_TOKENS = 20


class DateToken(NamedTuple):
    """One word: its kind, and its value (the least and the most, where that is vague)."""

    kind: str
    value: int = 0
    high: int = 0
    two_digits: bool = False
    """Whether it may be a year cut short ("98")."""


DateTokens = tuple[DateToken, ...]

_KINDS = """
    m - JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER;
    w MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY;
    s SPRING SUMMER AUTUMN WINTER CHRISTMAS EASTER NEW_YEAR THANKSGIVING HALLOWEEN FALL;
    P SPRINGS SUMMERS AUTUMNS WINTERS; Y - YEAR - - - - - - - - DECADE; M - MONTH;
    W - WEEK FORTNIGHT; D - DAY; d - ONE_DAY; H MINUTE HOUR; h HALF; A - A;
    v DAY_BEFORE_YESTERDAY YESTERDAY TODAY TOMORROW DAY_AFTER_TOMORROW; N NOW; E WEEKEND;
    z NIGHT TIME_OF_DAY; C AT; e EARLY MID LATE; r TO OR AND; b BETWEEN;
    l LAST; t THIS; x NEXT; p PAST; j GONE; J COMING; u LATEST; B BEFORE_LAST;
    F AFTER_NEXT; i IN; < LESS_THAN; a AGO; g AGO_BEFORE; f FROM_NOW; k AGE; K MY;
    L THE_SEVERAL; G SINCE_THE; ~ ABOUT; _ FILLER OF THE;
    Q WILL_BE WILL_HAVE_BEEN; T THOUSAND; U SOME_MORE; V JUST_GONE
"""
"""By kind, its canonical tokens; the value of each is its place."""
TOKENS: Mapping[str, DateToken] = {
    name: DateToken(kind, value, value)
    for kind, *names in map(str.split, _KINDS.split(";"))
    for value, name in enumerate(names)
} | {
    "COUPLE": DateToken("q", 2, 3),
    "FEW": DateToken("q", 2, 5),
    "YEARS": DateToken("Y", 1, 2),
}
_CORRECTABLE = f"mwsv{UNITS}"
_SIGNS: Mapping[str, DateToken] = (
    {sign: DateToken(sign) for sign in "-/."}
    | dict.fromkeys("~≈±?", TOKENS["ABOUT"])
    | dict.fromkeys(',;!:()"“”¿¡', TOKENS["FILLER"])
    | {"&": TOKENS["AND"], "½": TOKENS["HALF"]}
)
_ENDS = frozenset(';:?!()"“”')
"""Signs at which a stretch of a sentence ends."""
YEAR_IN_THOUSANDS = re.compile(r"(?<![\d.,])[12][.,]\d{3}(?![\d/-]|[.,]\d)")
"""A year with a mark behind its thousand ("2.019"), which is asked about."""
_CUT_SHORT = "^"
"""Stands before a year of which two digits were written: '98."""
_NOTHING = TypedPiece("", touches=False)
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


def kinds_of(tokens: Sequence[DateToken]) -> str:
    """The kinds of a phrase's tokens, one letter each."""
    return "".join(token.kind for token in tokens)


def tokens_of(typed: str, language: str | None) -> DateTokens | None:
    """The tokens of a phrase; None if any word of it is not one that dates are made of.

    Without a language, in the first that knows all the words: a page may be made in another
    language than that in which a date was told.
    """
    if len(typed) > LONGEST or any(map(_is_hidden, typed)):
        return None
    known = lexicons() if language is None else (lexicon(language),)
    return next((found for one in known if (found := _tokens_in(typed, one)) is not None), None)


@lru_cache(maxsize=256)
def _tokens_in(typed: str, known: Lexicon) -> DateTokens | None:
    found = tuple(_read(typed, date_words(known)))
    tokens = tuple(filter(None, found))
    return tokens if len(tokens) == len(found) <= MOST_TOKENS else None


def tokens_inside(typed: str) -> DateTokens:
    """Those of all stretches of a text, in the language that knows the most of its words."""
    read = (_read(typed[:LONGEST_SEARCHED], date_words(one)) for one in lexicons())
    return max((tuple(filter(None, found)) for found in read), key=len)


def stretches_of(typed: str, language: str) -> Iterator[DateTokens]:
    """The tokens of each stretch of a text that holds only words that dates are made of."""
    text = typed[:LONGEST_SEARCHED]
    if any(map(_is_hidden, text)):
        return
    found: list[DateToken] = []
    for token in (*_read(text, date_words(lexicon(language)), ends=_ENDS), None):
        if token:
            found.append(token)
            continue
        if 0 < len(found) <= MOST_TOKENS:
            yield tuple(found)
        found = []


def begins_with_name(said: str, language: str) -> bool:
    """Whether a month, a weekday or a feast stands first, which are written with a capital."""
    first = next(_read(said[:LONGEST], date_words(lexicon(language))), None)
    if first is None:
        return False
    return first.kind in "mw" or (first.kind == "s" and FIRST_FEAST <= first.value < FALL)


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C") and not letter.isspace()


def _pieces(typed: str, words: DateWords) -> Sequence[TypedPiece]:
    """The words, figures and signs of a text, in one spelling, as far as a date may have them."""
    text = typed
    for shape, instead in _SPELLINGS:
        text = shape.sub(instead, text)
    pieces = cut(folded(text), _PART)
    around = zip((_NOTHING, *pieces), pieces, (*pieces[1:], _NOTHING), strict=False)
    return [
        one
        for before, one, after in around
        if one.word != "-" or (before.word, after.word) not in words.hyphened
    ]


class DateWords(NamedTuple):
    """The words of one language."""

    phrases: Phrasebook[DateTokens]
    endings: Mapping[str, str]
    """The kinds that stand behind figures: 3rd, 90s."""
    correctable: tuple[tuple[str, DateToken], ...]
    """Words that are understood with one slip in them."""
    hyphened: frozenset[tuple[str, str]]
    """Words of one number, between which a hyphen says nothing: twenty-one."""


@cache
def date_words(known: Lexicon) -> DateWords:
    """The words of a language; made when its first date is read."""
    named = {
        words_of(way): tuple(TOKENS.get(one) or _numbered(*one.split()) for one in name.split("+"))
        for name, line in known.section("dates").items()
        for way in listed(line)
    }
    ordinals = {
        words_of(way): (DateToken("o", place),)
        for place, ways in enumerate(known.series("nth"))
        for way in ways
    }
    numbers = {words: (_numbered("n", str(said)),) for words, said in known.spelled_numbers()}
    decades = {words: tokens for words, tokens in named.items() if tokens[0].kind == "c"}
    in_words = numbers | dict(_years(known, numbers | decades)) | ordinals
    return DateWords(
        phrases=Phrasebook(in_words | named),
        endings={
            way: kind
            for kind, line in known.section("date_endings").items()
            for way in listed(line)
        },
        correctable=tuple(
            (words[0], token)
            for words, tokens in named.items()
            for token in tokens
            if len(words) == 1 and len(words[0]) >= 5 and token.kind in _CORRECTABLE
        ),
        hyphened=frozenset(pair for words in in_words for pair in pairwise(words)),
    )


def _years(
    known: Lexicon, numbers: Mapping[FoldedWords, DateTokens]
) -> Iterator[tuple[FoldedWords, DateTokens]]:
    """Years in words, nineteen ninety-eight; behind a day as well: twenty twenty nineteen."""
    for century, line in known.section("years").items():
        for begins in map(words_of, listed(line)):
            half = len(begins) == 1  # "twenty one" is no year
            for words, (number,) in numbers.items():
                if not (10 if half else 1) <= number.value < 100:
                    continue
                kind = "c" if number.kind == "c" else "y"
                year = DateToken(kind, century + number.value)
                yield (*begins, *words), (year,)
                if half:
                    yield (*begins, *begins, *words), (_numbered("n", str(century // 100)), year)


def _numbered(kind: str, figures: str) -> DateToken:
    number = int(figures)
    return DateToken(kind, number, number, two_digits=kind == "n" and number >= 10)


def _read(
    text: str, words: DateWords, *, ends: frozenset[str] = frozenset()
) -> Iterator[DateToken | None]:
    """Each word or phrase as a token; None for what no date is made of, or for an end."""
    pieces, at = _pieces(text, words), 0
    while at < len(pieces):
        word, length = pieces[at].word, 1
        if word[0].isalpha():
            tokens, length = words.phrases.at(pieces, at)
            tokens = tokens or one_slip_from(word, words.correctable)
        else:
            tokens = None if word in ends else _sign_or_figures(word)
        if tokens and tokens[-1].kind in "ny" and (kind := _ending(pieces, at + length, words)):
            tokens, length = _with_ending(tokens[-1], kind), length + 1
        yield from tokens or (None,)
        at += length


def _ending(pieces: Sequence[TypedPiece], at: int, words: DateWords) -> str | None:
    """The kind that an ending there makes of the figures before it."""
    if at == len(pieces) or pieces[at].word not in words.endings:
        return None
    word, touches, *_ = pieces[at]
    alone = words.phrases.at(pieces, at)[0] is None
    return words.endings[word] if touches or alone else None


def _with_ending(number: DateToken, kind: str) -> DateTokens | None:
    if kind == "o":
        return (DateToken("o", number.value),) if number.kind == "n" else None
    return None if number.value % 10 else (DateToken("c", number.value),)


def _sign_or_figures(part: str) -> DateTokens | None:
    if part in _SIGNS:
        return (_SIGNS[part],)
    if part.startswith(_CUT_SHORT) and part != _CUT_SHORT:
        return (DateToken("y", int(part[1:]), two_digits=True),)
    if part.isdecimal():
        return _digits(part)
    if YEAR_IN_THOUSANDS.fullmatch(part):
        return _digits(part[0] + part[2:])
    if ":" in part or part[-1].isalpha():
        return (TOKENS["TIME_OF_DAY"],)
    return _decimal(part)


def _decimal(part: str) -> DateTokens | None:
    """Two and a half; what is no half is somewhere between two whole numbers."""
    whole, _, fraction = part.replace(",", ".").rpartition(".")
    if not fraction.isdecimal() or not (whole or "0").isdecimal() or len(whole) > 2:
        return None
    least = int(whole or 0)
    if fraction.rstrip("0") == "5":
        return (DateToken("n", least, least), DateToken("h")) if least else (DateToken("h"),)
    return (DateToken("q", least, least + 1),)


def _digits(digits: str) -> DateTokens | None:
    if len(digits) > 4 or (len(digits) == 3 and digits[0] == "0"):
        return None
    value = int(digits)
    if FIRST_YEAR <= value <= LAST_YEAR:
        return (DateToken("y", value),)
    return (DateToken("n", value, value, two_digits=len(digits) == 2),)


def one_slip_from(word: str, correctable: Iterable[tuple[str, DateToken]]) -> DateTokens | None:
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

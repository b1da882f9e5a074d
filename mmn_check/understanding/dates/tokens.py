"""From what was typed to the words that dates are made of, as tokens; or to nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from mmn_check.understanding.dates.date_words import (
    FALL,
    FIRST_FEAST,
    FIRST_YEAR,
    LAST_YEAR,
    TOKENS,
    DateToken,
    DateTokens,
    DateWords,
    date_words,
    one_slip_from,
)
from mmn_check.understanding.lexicon import Lexicon, lexicon, lexicons
from mmn_check.understanding.utterance import TypedPiece, cut, folded

LONGEST = 120
"""Characters. What is longer tells a story and is kept as one."""
LONGEST_SEARCHED = 500
"""Characters of a story that are looked through for a date."""
MOSTTOKENS = 20
_SIGNS: Mapping[str, DateToken] = (
    {sign: DateToken(sign) for sign in "-/."}
    | dict.fromkeys("~≈±?", TOKENS["ABOUT"])
    | dict.fromkeys(',;!:()"“”¿¡', TOKENS["FILLER"])
    | {"&": TOKENS["AND"], "½": TOKENS["HALF"]}
)
_FIGURES = frozenset("ny")
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


def tokens_of(typed: str, language: str) -> DateTokens | None:
    """The tokens of a phrase; None if any word of it is not one that dates are made of."""
    return None if _is_too_much(typed) else _tokens_in(typed, lexicon(language))


def tokens_in_some_language(typed: str) -> DateTokens | None:
    """The same, in the first language that knows all the words.

    A page may be made in another language than that in which a date was told.
    """
    if _is_too_much(typed):
        return None
    return next((found for one in lexicons() if (found := _tokens_in(typed, one))), None)


def _is_too_much(typed: str) -> bool:
    return len(typed) > LONGEST or any(map(_is_hidden, typed))


@lru_cache(maxsize=256)
def _tokens_in(typed: str, known: Lexicon) -> DateTokens | None:
    tokens: list[DateToken] = []
    for token in _read(_pieces(typed), date_words(known)):
        if token is None:
            return None
        tokens.append(token)
    return numbers_together(tokens) if len(tokens) <= MOSTTOKENS else None


def stretches_of(typed: str, language: str) -> Iterator[DateTokens]:
    """The tokens of each stretch of a text that holds only words that dates are made of."""
    text = typed[:LONGEST_SEARCHED]
    if any(map(_is_hidden, text)):
        return
    pieces = _pieces(text)
    found: list[DateToken] = []
    for token in (*_read(pieces, date_words(lexicon(language)), ends=_ENDS), None):
        if token:
            found.append(token)
            continue
        if 0 < len(found) <= MOSTTOKENS:
            yield numbers_together(found)
        found = []


def begins_with_name(said: str, language: str) -> bool:
    """Whether a month, a weekday or a feast stands first, which are written with a capital."""
    first = next(_read(_pieces(said[:LONGEST]), date_words(lexicon(language))), None)
    if first is None:
        return False
    return first.kind in "mw" or (first.kind == "s" and FIRST_FEAST <= first.value < FALL)


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C") and not letter.isspace()


def _pieces(typed: str) -> Sequence[TypedPiece]:
    """The words, figures and signs of a text, in one spelling, as far as a date may have them."""
    text = typed
    for shape, instead in _SPELLINGS:
        text = shape.sub(instead, text)
    return cut(folded(text), _PART)


def _read(
    pieces: Sequence[TypedPiece], words: DateWords, *, ends: frozenset[str] = frozenset()
) -> Iterator[DateToken | None]:
    """Each piece or phrase as a token; None for what no date is made of, or for an end."""
    at, kind = 0, ""
    while at < len(pieces):
        word, touches, *_ = pieces[at]
        length = 1
        said = words.vocabulary.at(pieces, at)
        if kind in _FIGURES and word in words.endings and (touches or said.word == word):
            tokens: DateTokens | None = (words.endings[word],)
        elif word[0].isalpha():
            length = said.length
            tokens = words.meanings.get(said.word) or one_slip_from(word, words.correctable)
        else:
            tokens = None if word in ends else _sign_or_figures(word)
        yield from tokens or (None,)
        kind = tokens[-1].kind if tokens else ""
        at += length


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


_AND = TOKENS["AND"]
_DASH = DateToken("-")


def numbers_together(tokens: Iterable[DateToken]) -> DateTokens:
    """Numbers of several words made one: twenty-one, two thousand and five, 3 rd, 90 s."""
    done: list[DateToken] = []
    for token in tokens:
        between = done[-1] if len(done) > 1 and token.kind in "So" else None
        over = between in (_AND, _DASH)
        joined = _joined(done[-2] if over else done[-1], token) if done else None
        if joined and over and (between == _DASH or done[-2].value >= 1000):
            done[-2:] = [joined]
        elif joined and not over:
            done[-1] = joined
        elif token.kind == "T":
            done.append(DateToken("S", 1000))
        else:
            done.append(token)
    return tuple(map(_as_number, _years_together(done)))


def _joined(first: DateToken, then: DateToken) -> DateToken | None:
    """Two words that are one number, but for a year said in two halves."""
    match first.kind, then.kind:
        case "n", "^":
            return first._replace(kind="o")
        case (("n" | "y"), "=") if first.value % 10 == 0:
            return DateToken("c", first.value)
        case "S", "T":
            return DateToken("S", first.value * 1000)
        case "S", "S" if first.value == 0 and then.value < 10:
            return then._replace(two_digits=True)
        case "S", ("S" | "o") if _leaves_room(first.value, then.value):
            return then._replace(value=first.value + then.value)
        case "S", "c" if first.value in (19, 20):
            return DateToken("c", first.value * 100 + then.value)
    return None


def _leaves_room(first: int, then: int) -> bool:
    """Whether the second number goes into the noughts of the first: 20 and 1, 1900 and 98."""
    room = next((room for room in (1000, 100, 10) if first and first % room == 0), 1)
    return first >= 20 and 0 < then < room


def _years_together(tokens: Sequence[DateToken]) -> DateTokens:
    """Years said in two halves (nineteen ninety-eight), found from the right.

    From the right, because in "twenty twenty nineteen" the first number is a day.
    """
    done: list[DateToken] = []
    for token in reversed(tokens):
        over = len(done) > 1 and done[-1] == _DASH and done[-2].kind == "S"
        half = done[-2] if over else done[-1] if done else token
        spoken = half.kind == token.kind == "S" and token.value in (19, 20)
        if done and spoken and (half.two_digits or 10 <= half.value <= 99):
            done[-2 if over else -1 :] = [DateToken("y", token.value * 100 + half.value)]
        else:
            done.append(token)
    return tuple(reversed(done))


def _as_number(token: DateToken) -> DateToken:
    if token.kind not in "So":
        return token
    is_year = token.kind == "S" and FIRST_YEAR <= token.value <= LAST_YEAR
    kind = "y" if is_year else "o" if token.kind == "o" else "n"
    return DateToken(kind, token.value, token.value, two_digits=kind == "n" and token.value >= 10)

"""From what was typed to the words that dates are made of, as tokens; or to nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from mmn_check.understanding.dates.vocabulary import (
    AND,
    AS_ONE,
    FALL,
    FIRST_FEAST,
    GROUPS,
    NTH,
    SMALL,
    TENS,
    VAGUE,
)

LONGEST = 120
"""Characters. What is longer tells a story and is kept as one."""
MOST_TOKENS = 20
LONGEST_SEARCHED = 1000
"""Characters of a story that are looked through for a date."""
UNITS = "YMWDH"
CORRECTABLE = f"mwsv{UNITS}"
FIRST_YEAR, LAST_YEAR = 1900, 2100


class Token(NamedTuple):
    """One word: its kind, and its value (the least and the most, where that is vague)."""

    kind: str
    value: int = 0
    high: int = 0
    two_digits: bool = False
    """Whether it may be a year cut short ("98")."""


Tokens = tuple[Token, ...]

YEAR_IN_THOUSANDS = re.compile(r"(?<![\d.,])[12][.,]\d{3}(?![\d.,/-])")
"""A year with a mark behind its thousand ("2.019"), which is asked about."""

_ENDS = frozenset(';:?!()"“”')
_AND = Token("r", AND, AND)
_AFTER_DIGITS = {"st": "^", "nd": "^", "rd": "^", "th": "^", "s": "="}
_PART = (
    r"\d{1,2}[:.]\d\d ?[ap]m\b|\d{1,2}:\d\d|\d{1,2} ?(?:[ap]m\b|o'clock)"  # a time
    r"|(?<!\w)'\d\d(?!\d)|(?<![\d.,])[12][.,]\d{3}(?![\d.,/-])"
    r"|(?<![\w.,])[.,]+\d+"  # a fraction
    r"|\d+[.,]\d+(?= ?(?:[ymwdh]\b|years?|yrs?|mo|mth|w(?:ee)?k|days?|h(?:ou)?r))"
    r"|\d+\.5(?![\d./-])|\d+|(?<=\d)\.(?=\d)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s.]|_"
)
_SAME_SIGN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)


@lru_cache(maxsize=64)
def tokens_of(typed: str) -> Tokens | None:
    """The tokens of a phrase; None if any word of it is not one that dates are made of."""
    if len(typed) > LONGEST or any(_is_hidden(letter) for letter in typed):
        return None
    tokens: list[Token] = []
    for part in re.findall(_PART, _plain(typed)):
        read = _read(part, after_number=bool(tokens) and tokens[-1].kind in "ny")
        if read is None:
            return None
        tokens.extend(read)
    return _numbers_together(tokens) if len(tokens) <= MOST_TOKENS else None


@cache
def _words() -> Mapping[str, Token]:
    """Every word of the vocabulary as a token; made when the first date is read."""
    tens = list(enumerate(TENS.split(), start=2))
    return (
        {
            word: Token(kind, value, value)
            for kind, groups in GROUPS.items()
            for value, group in enumerate(groups)
            for word in group.split()
        }
        | {word: Token("q", least, most) for word, (least, most) in VAGUE.items()}
        | {word: Token("S", value) for value, word in enumerate(SMALL.split())}
        | {word: Token("o", value) for value, word in enumerate(NTH.split())}
        | {word: Token("S", value * 10) for value, word in tens}
        | {f"{word[:-1]}ieth": Token("o", value * 10) for value, word in tens}
        | {f"{word[:-1]}ies": Token("c", value * 10) for value, word in tens}
        | {"noughties": Token("c", 2000), "oh": Token("S", 0), "thousand": Token("T")}
    )


def stretches_of(typed: str) -> Iterator[Tokens]:
    """The tokens of each stretch of a text that holds only words that dates are made of."""
    if any(_is_hidden(letter) for letter in typed):
        return
    tokens: list[Token] = []
    text = re.sub(r"\.(?=\s)", " ;", _plain(typed)[:LONGEST_SEARCHED])
    for part in (*re.findall(_PART, text), None):
        after_number = bool(tokens) and tokens[-1].kind in "ny"
        read = _read(part, after_number=after_number) if part else None
        if read is None or part in _ENDS:
            if 0 < len(tokens) <= MOST_TOKENS:
                yield _numbers_together(tokens)
            tokens = []
        else:
            tokens.extend(read)


def kinds_of(tokens: Tokens) -> str:
    """The kinds of a phrase's tokens, one letter each."""
    return "".join(token.kind for token in tokens)


def begins_with_name(said: str) -> bool:
    """Whether a month, a weekday or a feast stands first, which are written with a capital."""
    words = said.split()
    firsts = (_words().get(_plain(" ".join(words[:length])).strip(" .,")) for length in (1, 2))
    return any(token.kind in "mw" or _is_feast(token) for token in firsts if token)


def _is_feast(token: Token) -> bool:
    return token.kind == "s" and FIRST_FEAST <= token.value < FALL


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C") and not letter.isspace()


def _plain(typed: str) -> str:
    """The phrase in one spelling: lower case, ordinary digits, signs and spaces."""
    text = unicodedata.normalize("NFKC", typed.replace("½", " half ")).casefold()
    text = text.translate(_SAME_SIGN)
    text = re.sub(r"\b([ap])\.m\b\.?", r"\1m", text)
    text = re.sub(r"(?<![\d/])1/2(?= *(?:an? )?[ymwd])", "half", text)
    text = re.sub(r"(?<=[a-z])'s\b", "", text)
    text = re.sub(r"(?<=\d)'s\b", "s", text)
    text = re.sub(r"((?:ty|een))-(?=[a-z])", r"\1 ", text)
    text = f" {' '.join(text.split())} "
    for several, one in AS_ONE.items():
        text = text.replace(f" {several} ", f" {one} ")
    return text


def _read(part: str, *, after_number: bool) -> Tokens | None:
    if not part[-1].isdecimal():
        if after_number and part in _AFTER_DIGITS:
            return (Token(_AFTER_DIGITS[part]),)
        token = _words().get(part) or _one_slip_from(part)
        return (token,) if token else _time(part)
    if part.startswith("'"):
        return (Token("y", int(part[1:]), two_digits=True),)
    if part.isdecimal():
        return _digits(part)
    if YEAR_IN_THOUSANDS.fullmatch(part):
        return _digits(part[0] + part[2:])
    return _time(part) if ":" in part else _decimal(part)


def _decimal(part: str) -> Tokens | None:
    """Two and a half; what is no half is somewhere between two whole numbers."""
    whole, _, fraction = part.replace(",", ".").rpartition(".")
    if not set(whole) <= set("0123456789") or len(whole) > 2:
        return None
    least = int(whole or 0)
    if fraction.rstrip("0") == "5":
        return (Token("n", least, least), Token("h")) if least else (Token("h"),)
    return (Token("q", least, least + 1),)


def _time(part: str) -> Tokens | None:
    return (Token("z", 1),) if part[0].isdecimal() else None


def _digits(digits: str) -> Tokens | None:
    if len(digits) > 4 or (len(digits) == 3 and digits[0] == "0"):
        return None
    value = int(digits)
    if FIRST_YEAR <= value <= LAST_YEAR:
        return (Token("y", value),)
    return (Token("n", value, value, two_digits=len(digits) == 2),)


def _one_slip_from(word: str) -> Token | None:
    """What `word` must have been meant to be, if there is only one thing it can be."""
    meant = {
        token
        for right, token in _words().items()
        if token.kind in CORRECTABLE and len(right) >= 5 and _is_slip(word, right, token.kind)
    }
    return meant.pop() if len(meant) == 1 else None


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


def _numbers_together(tokens: list[Token]) -> Tokens:
    """Numbers of several words made one: twenty one, two thousand and five, 3 rd, 90 s."""
    done: list[Token] = []
    for token in tokens:
        with_and = len(done) > 1 and done[-1] == _AND and token.kind == "S"
        joined = _joined(done[-2] if with_and else done[-1], token) if done else None
        if with_and and joined and done[-2].value >= 1000:
            done[-2:] = [joined]
        elif joined and not with_and:
            done[-1] = joined
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
    room = 100 if first >= 1000 and first % 100 == 0 else 10
    return first >= 20 and first % room == 0 and 0 < then < room


def _years_together(tokens: list[Token]) -> Tokens:
    """Years said in two halves (nineteen ninety eight), found from the right.

    From the right, because in "twenty twenty nineteen" the first number is a day.
    """
    done: list[Token] = []
    for token in reversed(tokens):
        half = done[-1] if done else token
        spoken = half.kind == token.kind == "S" and token.value in (19, 20)
        if done and spoken and (half.two_digits or 10 <= half.value <= 99):
            done[-1] = Token("y", token.value * 100 + half.value)
        else:
            done.append(token)
    return tuple(reversed(done))


def _as_number(token: Token) -> Token:
    if token.kind not in "So":
        return token
    is_year = token.kind == "S" and FIRST_YEAR <= token.value <= LAST_YEAR
    return Token("y" if is_year else "o" if token.kind == "o" else "n", token.value, token.value)

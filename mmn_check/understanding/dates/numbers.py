"""Numbers of several words made one, once every word of a phrase is a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mmn_check.understanding.dates.date_words import (
    FIRST_YEAR,
    LAST_YEAR,
    TOKENS,
    DateToken,
    DateTokens,
)

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
    return DateToken(
        "y" if is_year else "o" if token.kind == "o" else "n", token.value, token.value
    )

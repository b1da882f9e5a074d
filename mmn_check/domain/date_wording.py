"""A rough date, and how long ago it was, put into words that are no more exact than it is."""

from __future__ import annotations

import re
from datetime import date

from mmn_check.domain.date_reading.vocabulary import FALL, GROUPS, OR
from mmn_check.domain.date_reading.words import Token, Tokens, kinds_of, tokens_of
from mmn_check.domain.values import RoughDate, first_day, last_day

HALF_A_YEAR = 6
DAYS_A_MONTH = 365.25 / 12
PLAIN = set("nomywrbi_-/.")
"""Kinds of words that a date in full says just as well."""
LENGTH = re.compile("[~_nqhArN-]*[YMWDH][~_nqhArNYMWDH-]*")
"""Kinds of words that say how long, and not how long ago."""
MONTHS = tuple(words.partition(" ")[0].capitalize() for words in GROUPS["m"])
FEASTS = {Token("s", feast, feast) for feast in range(4, FALL)}
"""They keep their capital; the four seasons do not need it."""


def date_in_words(rough: RoughDate) -> str:
    """A date read back with its precision: as said, in full, or both."""
    said = " ".join(rough.as_typed.split())
    if rough.earliest is None or rough.latest is None:
        return f"“{said}” (kept in your words)"
    tokens = tokens_of(rough.as_typed) or ()
    in_full = in_full_words(rough.earliest, rough.latest)
    kinds = kinds_of(tokens)
    if tokens and PLAIN.issuperset(kinds):
        return in_full.replace(" to ", " or ") if _says_or(tokens) else in_full
    if _is_numeric(kinds):
        return _softened(in_full, tokens)
    said = _inside_a_line(said, tokens)
    years = {str(token.value) for token in tokens if token.kind == "y"}
    if years.issuperset((rough.earliest[:4], rough.latest[:4])):
        return said
    return f"{said} ({in_full})"


def says_how_long(rough: RoughDate) -> bool:
    """Whether it was said as a bare length of time ("2 years"), which names no date as it is."""
    return LENGTH.fullmatch(kinds_of(tokens_of(rough.as_typed) or ())) is not None


def _says_or(tokens: Tokens) -> bool:
    return any(token.kind == "r" and token.value == OR for token in tokens)


def _is_numeric(kinds: str) -> bool:
    """Whether a day or month is written as a number: such forms are never printed."""
    bare = re.sub("[_~]", "", kinds)
    numbers = re.search(r"n([/.-])n\1[ny]|y[/.-]n|n[/.-]y|n/n(?![YMWDH])", bare)
    return numbers is not None and "s" not in bare


def _softened(in_full: str, tokens: Tokens) -> str:
    """A date in full with the "about" or "early" that was said."""
    soft = [("early", "mid", "late")[token.value] for token in tokens if token.kind == "e"]
    if any(token.kind == "~" for token in tokens):
        soft.append("about")
    return " ".join([*soft, in_full])


def _inside_a_line(said: str, tokens: Tokens) -> str:
    """The person's own words without the full stop and the capital that dictation adds."""
    said = said.rstrip(".!")
    is_name = not tokens or tokens[0].kind in "mw" or tokens[0] in FEASTS
    if is_name or said.startswith(("I ", "I'")) or said[1:2].isupper():
        return said
    return said[:1].lower() + said[1:]


def in_full_words(earliest: str, latest: str) -> str:
    """One date, or two with what they share said once."""
    if earliest == latest:
        return " ".join(_parts(latest))
    first, last = _parts(earliest), _parts(latest)
    if len(first) == len(last):
        while first[-1] == last[len(first) - 1]:
            first.pop()
    return " ".join(first) + " to " + " ".join(last)


def _parts(partial: str) -> list[str]:
    """The day, month and year of a partial date, as far as it has them."""
    year, *rest = partial.split("-")
    month = [MONTHS[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return [*day, *month, year]


def length_in_words(rough: RoughDate, *, today: date) -> str | None:
    """How long ago a date was, never more exactly than the date itself is known.

    Nothing if the date was not understood or is still to come.
    """
    if rough.earliest is None or rough.latest is None or first_day(rough.earliest) > today:
        return None
    said = _since(rough.earliest, rough.latest, today)
    is_about = any(token.kind == "~" for token in tokens_of(rough.as_typed) or ())
    return _about(said) if is_about else said


def _about(said: str) -> str:
    return f"about {said}" if said[0].isdecimal() else said


def _since(earliest: str, latest: str, today: date) -> str:
    match len(min(earliest, latest, key=len)):
        case 4:
            low, high = (today.year - int(one[:4]) for one in (latest, earliest))
            return _rough_count(max(low, 0), high, "year")
        case 7:
            return _since_months(_months(latest, today), _months(earliest, today))
        case _:
            return _since_days(first_day(earliest), last_day(latest), today)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _between(low: int, high: int, unit: str) -> str:
    return _counted(high, unit) if low == high else f"{low} to {_counted(high, unit)}"


def _less_than(count: int, unit: str) -> str:
    return f"less than a {unit}" if count == 1 else f"less than {_counted(count, unit)}"


def _rough_count(low: int, high: int, unit: str) -> str:
    """A difference of calendar years or months: the time gone by may be nearly one less."""
    if low == 0 or high == 1:
        return _less_than(high + 1, unit)
    return f"about {_between(low, high, unit)}"


def _months(partial: str, today: date) -> int:
    """How many calendar months ago; none for a month to come."""
    day = first_day(partial)
    return max((today.year - day.year) * 12 + today.month - day.month, 0)


def _since_months(low: int, high: int) -> str:
    if high < 2:
        return _rough_count(low, high, "month")
    if low == high:
        return _years_and_months(high)
    if high >= 12 and high - low <= HALF_A_YEAR:
        return f"about {_years_and_months((low + high) // 2)}"
    if high < 24:
        return _between(low, high, "month") if low else _less_than(high + 1, "month")
    if low < 12:
        return _less_than(high // 12 + 1, "year")
    return f"about {_between(low // 12, -(-high // 12), 'year')}"


def _years_and_months(months: int) -> str:
    years, rest = divmod(months, 12)
    said = [_counted(years, "year")] if years else []
    return " ".join([*said, _counted(rest, "month")] if rest else said)


def _since_days(earliest: date, latest: date, today: date) -> str:
    low, high = max((today - latest).days, 0), (today - earliest).days
    if earliest == latest:
        return _since_day(earliest, today)
    if low == 0:
        return _less_than(high + 1, "day") if high < 14 else _less_than(high // 7 + 1, "week")
    if high < 14:
        return _between(low, high, "day")
    if high < 16 * 7:
        return f"about {_between(round(low / 7), round(high / 7), 'week')}"
    said = _since_months(round(low / DAYS_A_MONTH), round(high / DAYS_A_MONTH))
    return _about(said)


def _since_day(day: date, today: date) -> str:
    """Whole days, weeks or months that have gone by since one day."""
    days = (today - day).days
    if days < 14:
        return _counted(days, "day") if days else _less_than(1, "day")
    months = _months(day.isoformat(), today) - (today.day < day.day)
    return _years_and_months(months) if months >= 3 else _counted(days // 7, "week")

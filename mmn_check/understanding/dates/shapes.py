"""The shapes that dates have, and what each of them means.

A shape is a regular expression over the kinds of the words (see `vocabulary`). Nothing here
narrows what was said: "spring 2020" stays with the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mmn_check.understanding.dates import exact, rough
from mmn_check.understanding.dates.found import Found, Meaning
from mmn_check.understanding.dates.lengths import LENGTH
from mmn_check.understanding.dates.spans import Moment
from mmn_check.understanding.dates.tokens import Tokens, kinds_of


def meaning_of(tokens: Tokens, moment: Moment) -> Meaning:
    """What a phrase without "to" and "or" may mean."""
    kinds = kinds_of(tokens)
    for shape, mean in _SHAPES:
        if re.fullmatch(shape, kinds):
            meaning = mean(Found(tokens, moment))
            if meaning is not None:
                return meaning
    return None


_SHAPES: Iterable[tuple[str, Callable[[Found], Meaning]]] = (
    ("y", exact.year),
    ("my|ym", exact.month),
    ("[ltx]?w?([no]m|m[no])[ny]w?|w?ym[no]", exact.day),
    ("[ltx]?m", exact.month_without_year),
    ("w?[no]mw?|w?m[no]w?", exact.day_without_year),
    ("[ltx]w(?:[no]m|m[no]|o)", exact.day_of_week_said),
    ("w?o|ow", exact.day_of_month),
    ("[no][r/-][no]my?|m[no][r/-][no]y?", exact.days_of_month),
    ("w?n([/.-])n\\1[ny]|w?nn[ny]", exact.numeric_day),
    ("y([/.-])n\\1n", exact.year_first),
    ("n[/.-]y", exact.numeric_month),
    ("y[/.-]n", exact.year_and_number),
    ("n[/.]n", exact.two_numbers),
    ("b?yrn", exact.years_cut_short),
    ("[ltx]?s", rough.season),
    ("nPa|Asa", rough.seasons_ago),
    ("s[ny]|ys", rough.season_of_year),
    ("sy[/-]n", rough.season_of_years),
    ("k*Ke?c|k*e?c", rough.decade),
    ("(?=.*k)k*~?b?n([r/-]n)?Y?k*", rough.age),
    ("v", rough.day_word),
    ("N", rough.now),
    ("[tl]z", rough.part_of_day),
    ("[ltx]?w", rough.weekday),
    ("w[ltx]W|[ltx]Ww", rough.weekday_of_week),
    (f"w{LENGTH}a|{LENGTH}aw", rough.weekday_ago),
    ("[ltx]W", rough.week),
    ("[ltx]?E", rough.weekend),
    (f"{LENGTH}N?", rough.length),
    (f"{LENGTH}a", rough.ago),
    (f"i{LENGTH}f?|{LENGTH}f", rough.from_now),
    (f"[lpx<]{LENGTH}a?|p[YMWD]", rough.within),
    ("Y?n([r/.-]n)*", exact.no_such_date),
)

"""A phrase in fewer kinds of words: "last year" as a year, fillers left out, all said in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mmn_check.understanding.dates import calendar
from mmn_check.understanding.dates.calendar import AWAY, Moment
from mmn_check.understanding.dates.date_words import DateToken, DateTokens, kinds_of
from mmn_check.understanding.dates.lengths import LENGTH
from mmn_check.understanding.dates.meanings import LONGEST_AGO
from mmn_check.understanding.lexicon import lexicon

_AGO = DateToken("a")
Rewriting = Callable[[DateTokens, Moment], DateTokens] | str
"""What a stretch is put as: by a function, or the same with another kind; left out, if empty."""


def settled(tokens: DateTokens, moment: Moment) -> DateTokens:
    """The phrase in fewer kinds of words, without its fillers."""
    is_about = any(token.kind == "~" for token in tokens)
    # Before the fillers go: "Friday week" is no "Friday of the week".
    tokens = _changed(tokens, "(?<=[wv])W(?=[_~]*$|[_~]*y)", _weeks_after, moment)
    tokens = _changed(tokens, "i_*n(?=_*(?:$|~_*m|i_*m))", _as_short_year, moment)
    tokens = tuple(token for token in tokens if token.kind not in "_~")
    for shape, change in _CHANGES:
        tokens = _changed(tokens, shape, change, moment)
    length = re.search(LENGTH, kinds_of(tokens))
    if is_about and length:
        return (*tokens[: length.start()], DateToken("~"), *tokens[length.start() :])
    return tokens


def _changed(tokens: DateTokens, shape: str, change: Rewriting, moment: Moment) -> DateTokens:
    """The phrase with every stretch of that shape put in another way."""
    done: list[DateToken] = []
    after = 0
    for found in re.finditer(shape, kinds_of(tokens)):
        stretch = tokens[found.start() : found.end()]
        done.extend(tokens[after : found.start()])
        if isinstance(change, str):
            done.extend(token._replace(kind=change) for token in stretch if change)
        else:
            done.extend(change(stretch, moment))
        after = found.end()
    return (*done, *tokens[after:])


def _in_full(tokens: DateTokens, moment: Moment) -> DateTokens:
    """'98 as 1998."""
    year = tokens[0]
    return (DateToken("y", calendar.full_year(year.value, moment)),) if year.two_digits else tokens


def _as_short_year(tokens: DateTokens, moment: Moment) -> DateTokens:
    """In 22; en el veintidós, en octubre: no day of the month."""
    begins, *_, number = tokens
    if moment.future or not number.two_digits:
        return tokens
    year = calendar.full_year(number.value, moment)
    near = year > moment.today.year - LONGEST_AGO
    return (begins, DateToken("y", year)) if near else tokens


def _as_year(tokens: DateTokens, moment: Moment) -> DateTokens:
    """Last year, this year, next year."""
    said, year = tokens
    return tokens if year.value != 1 else (DateToken("y", moment.today.year + AWAY[said.kind]),)


def _as_month(tokens: DateTokens, moment: Moment) -> DateTokens:
    """Last month, this month, next month."""
    months = moment.today.year * 12 + moment.today.month - 1 + AWAY[tokens[0].kind]
    return DateToken("m", months % 12 + 1), DateToken("y", months // 12)


def _as_year_ago(tokens: DateTokens, moment: Moment) -> DateTokens:
    """Two years ago, beside a month or a season."""
    year = moment.today.year - max(tokens[0].value, 1) * tokens[1].value
    return (DateToken("y", year),) if calendar.is_near(year) else tokens


def _as_two_numbers(tokens: DateTokens, _: Moment) -> DateTokens:
    """A year or two, as one or two years."""
    first, unit, joint, second = tokens
    return (DateToken("n", max(first.value, 1), max(first.value, 1)), joint, second, unit)


def _weeks_after(tokens: DateTokens, moment: Moment) -> DateTokens:
    """A week on Wednesday, tomorrow fortnight, de hoy en ocho: so many weeks after that day.

    Only of a day to come: "it was a week on Wednesday" looks back.
    """
    count, *unit = (token for token in tokens if token.kind in "AnWD")
    if not moment.future:
        return tokens
    if count.kind == "W":
        return (DateToken("+", count.value),)
    if unit and unit[0].kind == "W":
        return (DateToken("+", max(count.value, 1) * unit[0].value),)
    weeks = lexicon(moment.language).section("weeks_in_days").get(count.value)
    return (DateToken("+", weeks),) if weeks else tokens


def _behind(tokens: DateTokens, _: Moment) -> DateTokens:
    """Hace 5 años: what comes first here comes last there."""
    return (*(token for token in tokens if token.kind not in "ga"), _AGO)


def _as_time(tokens: DateTokens, _: Moment) -> DateTokens:
    """At 3, after a day: a time, and not an age."""
    hour = next(token.value for token in tokens if token.kind == "n")
    return () if hour <= 24 else tokens


def _as_decade(tokens: DateTokens, _: Moment) -> DateTokens:
    """Los 90, los años noventa, años 90; a number that is no ten is left."""
    tens, begins = tokens[-1], tokens[0]
    is_decade = tens.value % 10 == 0 and tens.value > 10 and (begins.kind != "Y" or begins.high > 1)
    return (tens._replace(kind="c"),) if is_decade else tokens


def _as_half(tokens: DateTokens, _: Moment) -> DateTokens:
    """Two and 1/2 years."""
    return (DateToken("h"),) if (tokens[0].value, tokens[2].value) == (1, 2) else tokens


_CHANGES: Iterable[tuple[str, Rewriting]] = (
    ("(?<=d)n(?![YMWDHh])", "o"),  # el día 12
    ("d(?=o)", ""),
    ("d", "D"),  # un día
    ("n/n(?=A?[YMWD])", _as_half),  # 2 1/2 years
    ("(?<=g)(?=[YMW]r?h)", lambda _, __: (DateToken("A", 1, 1),)),  # hace año y medio
    (f"g<?{LENGTH}a?(?!r?{LENGTH})|g[nA][Ps]", _behind),  # hace 5 años
    ("u(?=[mws]|Wm)", "l"),  # el último lunes
    ("L(?=u)", ""),
    ("u", "p"),  # los últimos 2 años
    ("[YMW]B", lambda tokens, _: (DateToken("n", 2, 2), tokens[0], _AGO)),  # the year before last
    (  # the Friday after next
        "wF",
        lambda tokens, _: (DateToken("x"), tokens[0], DateToken("+", 1)),
    ),
    ("[YMmsE][jJ]|[wW](?:j|J(?!W))", lambda tokens, _: tokens[::-1]),  # lunes que viene
    ("j", "l"),
    ("J", "x"),
    ("(?<=t)x(?=[wmsE])", "X"),  # this coming Friday
    ("t(?=X|x[YMW])", ""),
    ("(?<=[wv])inD?$|(?<!i)[nA]W(?=[ltxX]?w|v)", _weeks_after),
    ("Gn(?=Y)", lambda tokens, _: (DateToken("k"), tokens[-1])),  # desde los 38 años
    ("[LG]Y?[ny](?![YMWDH])|(?<!L)Yn$", _as_decade),
    ("y", _in_full),
    (f"i(?!{LENGTH}f?$)", ""),
    ("A(?![YMWDHs])|A(?=s(?!a))", ""),
    ("(?<![nqhA])(Y(?=y)|M(?=m))", ""),  # the year 2019, the month of March
    ("[ol]W(?=m)", ""),  # the second week of March
    ("[ltx]Y", _as_year),
    ("[ltx]M", _as_month),
    ("[nA]Ya(?=[ms])|(?<=[ms])[nA]Ya", _as_year_ago),
    ("(?<=e)-|-$", ""),  # mid-March, 2015-ish
    ("[nA][YMWDH]rn(?=a?$)", _as_two_numbers),
    ("(?<=e)[r/](?=e)", ""),  # early to mid 2019
    ("e(?!c)", ""),
    ("kz", ""),  # at 2 pm
    ("Cn(?:r[nh])?z*|Cz+", ""),  # a las diez y media
    ("(?<=[vwmyona])z+|z(?=.*[vwm])", ""),
    ("(?:(?<=[wv])|(?<=[no]m)|(?<=m[no]))k(?:hp)?nn?z*$", _as_time),  # on the 3rd at half past 9
    ("(?<=[no])(?<!m[no])[/.-](?=m)|(?<=m)[/.-](?=[noy](?!m))", ""),  # 12-Mar-2019
    ("(?<=y)[/-](?=m([/.-]?[no])?$)", ""),  # 2019-Mar-12
)

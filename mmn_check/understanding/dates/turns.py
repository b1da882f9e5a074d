"""A phrase in fewer kinds of words: "last year" as a year, fillers left out, all said in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mmn_check.understanding.dates import calendar
from mmn_check.understanding.dates.calendar import Moment
from mmn_check.understanding.dates.date_words import DateToken, DateTokens, kinds_of
from mmn_check.understanding.dates.lengths import LENGTH
from mmn_check.understanding.lexicon import lexicon


def settled(tokens: DateTokens, moment: Moment) -> DateTokens:
    """The phrase in fewer kinds of words: "last year" as a year, fillers left out."""
    is_about = any(token.kind == "~" for token in tokens)
    tokens = _changed(tokens, "(?<=[wv])W(?=[_~]*$|[_~]*y)", _weeks_after, moment)
    tokens = tuple(token for token in tokens if token.kind not in "_~")
    for shape, change in _CHANGES:
        tokens = _changed(tokens, shape, change, moment)
    length = re.search(LENGTH, kinds_of(tokens))
    if is_about and length:
        return (*tokens[: length.start()], DateToken("~"), *tokens[length.start() :])
    return tokens


Rewriting = Callable[[DateTokens, Moment], DateTokens]


def _changed(tokens: DateTokens, shape: str, change: Rewriting, moment: Moment) -> DateTokens:
    """The phrase with every stretch of that shape put in another way."""
    done: list[DateToken] = []
    after = 0
    for found in re.finditer(shape, kinds_of(tokens)):
        done.extend(tokens[after : found.start()])
        done.extend(change(tokens[found.start() : found.end()], moment))
        after = found.end()
    return (*done, *tokens[after:])


def _left_out(_: DateTokens, __: Moment) -> DateTokens:
    return ()


def _in_full(tokens: DateTokens, moment: Moment) -> DateTokens:
    """'98 as 1998."""
    year = tokens[0]
    return (DateToken("y", calendar.full_year(year.value, moment)),) if year.two_digits else tokens


def _away(tokens: DateTokens) -> int:
    return {"l": -1, "t": 0, "x": 1}[tokens[0].kind]


def _as_year(tokens: DateTokens, moment: Moment) -> DateTokens:
    """Last year, this year, next year."""
    if tokens[1].value != 1:
        return tokens
    return (DateToken("y", moment.today.year + _away(tokens)),)


def _as_month(tokens: DateTokens, moment: Moment) -> DateTokens:
    """Last month, this month, next month."""
    months = moment.today.year * 12 + moment.today.month - 1 + _away(tokens)
    return DateToken("m", months % 12 + 1), DateToken("y", months // 12)


def _as_year_ago(tokens: DateTokens, moment: Moment) -> DateTokens:
    """Two years ago, beside a month or a season."""
    year = moment.today.year - max(tokens[0].value, 1) * tokens[1].value
    return (DateToken("y", year),) if calendar.is_near(year) else tokens


def _as_two_numbers(tokens: DateTokens, _: Moment) -> DateTokens:
    """A year or two, as one or two years."""
    first, unit, joint, second = tokens
    return (DateToken("n", max(first.value, 1), max(first.value, 1)), joint, second, unit)


def _as_time(tokens: DateTokens, _: Moment) -> DateTokens:
    """At 3, after a day: a time, and not an age."""
    return () if tokens[-1].value <= 24 else tokens


_BEFORE: dict[str, str] = {"j": "l", "J": "x"}
"""What "pasado" and "que viene" are, before what they go with or behind it."""


def _to_front(tokens: DateTokens, _: Moment) -> DateTokens:
    """Año pasado, lunes que viene: as "last" and "next", which stand before."""
    *name, behind = tokens
    return (DateToken(_BEFORE[behind.kind]), *name)


def _before(tokens: DateTokens, _: Moment) -> DateTokens:
    return (DateToken(_BEFORE[tokens[0].kind]),)


def _behind(tokens: DateTokens, _: Moment) -> DateTokens:
    """Hace 5 años: what comes first here comes last there."""
    return (*(token for token in tokens if token.kind not in "ga"), _AGO)


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


def _with_one(tokens: DateTokens, _: Moment) -> DateTokens:
    """Hace año y medio."""
    return (tokens[0], DateToken("A", 1, 1))


def _two_ago(tokens: DateTokens, _: Moment) -> DateTokens:
    """The year before last."""
    return (DateToken("n", 2, 2), tokens[0], _AGO)


def _as(kind: str) -> Rewriting:
    return lambda tokens, _: tuple(token._replace(kind=kind) for token in tokens)


def _as_decade(tokens: DateTokens, _: Moment) -> DateTokens:
    """Los 90, los años noventa, años 90; a number that is no ten is left."""
    tens, begins = tokens[-1], tokens[0]
    is_decade = tens.value % 10 == 0 and tens.value > 10 and (begins.kind != "Y" or begins.high > 1)
    return (tens._replace(kind="c"),) if is_decade else tokens


def _as_half(tokens: DateTokens, _: Moment) -> DateTokens:
    """Two and 1/2 years."""
    first, joint, last = tokens
    return (DateToken("h"),) if (first.value, last.value) == (1, 2) else (first, joint, last)


_AGO = DateToken("a")
_CHANGES: Iterable[tuple[str, Rewriting]] = (
    ("dn(?![YMWDHh])", lambda tokens, _: (tokens[1]._replace(kind="o"),)),  # el día 12
    ("d", _as("D")),  # un día
    ("n/n(?=A?[YMWD])", _as_half),  # 2 1/2 years
    ("g(?=[YMW]r?h)", _with_one),  # hace año y medio
    (f"g<?{LENGTH}a?(?!r?{LENGTH})|g[nA][Ps]", _behind),  # hace 5 años
    ("u(?=[mws]|Wm)", _as("l")),  # el último lunes
    ("Lu|u", lambda tokens, _: (tokens[-1]._replace(kind="p"),)),  # los últimos 2 años
    ("[YMW]B", _two_ago),  # the year before last
    ("[YMmsE][jJ]|[wW](?:j|J(?!W))", _to_front),  # marzo pasado
    ("[jJ]", _before),  # el próximo lunes
    ("tx(?=[YMW])", lambda tokens, _: tokens[1:]),  # this coming month
    ("tx(?=[wmsE])", lambda tokens, _: (tokens[1]._replace(kind="X"),)),  # this coming Friday
    ("(?<=[wv])inD?$|(?<!i)[nA]W(?=[ltxX]?w|v)", _weeks_after),
    ("Gn(?=Y)", lambda tokens, _: (DateToken("k"), tokens[-1])),  # desde los 38 años
    ("[LG]Y?[ny](?![YMWDH])|(?<!L)Yn$", _as_decade),
    ("y", _in_full),
    (f"i(?!{LENGTH}f?$)", _left_out),
    ("A(?![YMWDHs])|A(?=s(?!a))", _left_out),
    ("(?<![nqhA])(Y(?=y)|M(?=m))", _left_out),  # the year 2019, the month of March
    ("[ol]W(?=m)", _left_out),  # the second week of March
    ("[ltx]Y", _as_year),
    ("[ltx]M", _as_month),
    ("[nA]Ya(?=[ms])|(?<=[ms])[nA]Ya", _as_year_ago),
    ("(?<=e)-|-$", _left_out),  # mid-March, 2015-ish
    ("[nA][YMWDH]rn(?=a?$)", _as_two_numbers),
    ("(?<=e)[r/](?=e)", _left_out),  # early to mid 2019
    ("e(?!c)", _left_out),
    ("kz", _left_out),  # at 2 pm
    ("Cn(?:r[nh])?z*|Cz+", _left_out),  # a las diez y media
    ("(?<=[vwmyona])z+|z(?=.*[vwm])", _left_out),
    ("(?:(?<=[wv])|(?<=[no]m)|(?<=m[no]))k(?:hp)?nn?z*$", _as_time),
    ("(?<=[no])(?<!m[no])[/.-](?=m)|(?<=m)[/.-](?=[noy](?!m))", _left_out),  # 12-Mar-2019
    ("(?<=y)[/-](?=m([/.-]?[no])?$)", _left_out),  # 2019-Mar-12
)

"""What a whole phrase may mean: settled into a plainer one, then looked up by its shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from mmn_check.understanding.dates import meanings
from mmn_check.understanding.dates.meanings import (
    AWAY,
    LENGTH,
    DatePhrase,
    Meaning,
    Moment,
    Span,
    Spans,
)
from mmn_check.understanding.dates.tokens import (
    TODAY,
    TOKENS,
    DateToken,
    DateTokens,
    kinds_of,
    stretches_of,
    tokens_of,
)
from mmn_check.understanding.lexicon import lexicon
from mmn_check.visit.values import Manner, first_day, last_day

Rewriting = Callable[[DatePhrase], DateTokens] | str
"""What a stretch is put as: by a function, or the same with another kind; left out, if empty."""


def _settled(tokens: DateTokens, moment: Moment) -> DateTokens:
    """The phrase in fewer kinds of words, without its fillers."""
    is_about = "~" in kinds_of(tokens)
    # Before the fillers go: "Friday week" is no "Friday of the week".
    tokens = _changed(tokens, "(?<=[wv])W(?=[_~]*$|[_~]*y)", _weeks_after, moment)
    tokens = _changed(tokens, "i_*n(?=_*(?:$|~_*m|i_*m))", _as_short_year, moment)
    tokens = _changed(tokens, "y[_~]+y", _in_a_row, moment)
    tokens = _changed(tokens, "o[_k]*n?[_k]*i_*(?=m)", "", moment)  # "the first was in February"
    tokens = _changed(tokens, "n_n(?!_*[YMWDHh])", _of_month, moment)
    tokens = _changed(tokens, "^_n$|(?<!i)_n(?=$|_*r_*n$)", _by_article, moment)
    tokens = tuple(token for token in tokens if token.kind not in "_~")
    for shape, change in _CHANGES:
        tokens = _changed(tokens, shape, change, moment)
    length = re.search(LENGTH, kinds_of(tokens)) if is_about else None
    if length:
        return (*tokens[: length.start()], TOKENS["ABOUT"], *tokens[length.start() :])
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
            done.extend(change(DatePhrase(stretch, moment)))
        after = found.end()
    return (*done, *tokens[after:])


def _in_full(said: DatePhrase) -> DateTokens:
    """'98 as 1998."""
    year = said.tokens[0]
    full = meanings.full_year(year.value, said.moment) if year.two_digits else year.value
    return (DateToken("y", full),)


def _as_short_year(said: DatePhrase) -> DateTokens:
    """In 22; en el veintidós, en octubre: no day of the month."""
    year = None if said.moment.future else said.year()
    return said.tokens if year is None else (said.tokens[0], DateToken("y", year))


def _of_month(said: DatePhrase) -> DateTokens:
    """El 3 del 9: a day and its month."""
    day, article, last = said.tokens
    is_month = article == TOKENS["OF"] and 1 <= last.value <= 12
    return (day, last._replace(kind="m")) if is_month else said.tokens


def _by_article(said: DatePhrase) -> DateTokens:
    """El 3: a day; el 15 may be a year."""
    article, last = said.tokens
    is_day = article == TOKENS["THE"] and 1 <= last.value <= 31
    return (last._replace(kind="o"),) if is_day else said.tokens


def _as_day(said: DatePhrase) -> DateTokens:
    """El día 12, jueves 3."""
    return (DateToken("o", said.one("no")),)


def _in_thousands(said: DatePhrase) -> DateTokens:
    """2 mil 19, dos mil 19."""
    first, *_, last = said.tokens
    year = 2000 + (last.value if last.kind == "n" else 0)
    is_year = first.value == (2 if first.kind == "n" else 2000) and last.value < 100
    return (DateToken("y", year),) if is_year else said.tokens


def _in_a_row(said: DatePhrase) -> DateTokens:
    """Five, six years; 2017, maybe 2018: one or the other."""
    one, *_, other = said.tokens
    return (one, TOKENS["OR"], other) if other.value == one.value + 1 else said.tokens


def _as_year(said: DatePhrase) -> DateTokens:
    """Last year, this year, next year; no decade."""
    year = said.moment.today.year + AWAY[said.said()]
    return said.tokens if said.one("Y") != 1 else (DateToken("y", year),)


def _as_month(said: DatePhrase) -> DateTokens:
    """Last month, this month, next month."""
    months = said.moment.today.year * 12 + said.moment.today.month - 1 + AWAY[said.said()]
    return DateToken("m", months % 12 + 1), DateToken("y", months // 12)


def _as_year_ago(said: DatePhrase) -> DateTokens:
    """Two years ago, beside a month or a season."""
    year = said.moment.today.year - max(said.one("nA"), 1) * said.one("Y")
    return (DateToken("y", year),) if meanings.is_near(year) else said.tokens


def _weeks_after(said: DatePhrase) -> DateTokens:
    """A week on Wednesday, tomorrow fortnight, de hoy en ocho: so many weeks after that day.

    Only of a day to come: "it was a week on Wednesday" looks back.
    """
    count, *unit = (token for token in said.tokens if token.kind in "AnWD")
    weeks = lexicon(said.moment.language).section("weeks_in_days").get(count.value)
    if count.kind == "W":
        weeks = count.value
    elif unit and unit[0].kind == "W":
        weeks = max(count.value, 1) * unit[0].value
    return (DateToken("+", weeks),) if weeks and said.moment.future else said.tokens


def _as_decade(said: DatePhrase) -> DateTokens:
    """Los 90, los años noventa, años 90; a number that is no ten is left."""
    begins, tens = said.tokens[0], said.tokens[-1]
    is_decade = tens.value % 10 == 0 and tens.value > 10 and (begins.kind != "Y" or begins.high > 1)
    return (tens._replace(kind="c"),) if is_decade else said.tokens


_ONE = DateToken("n", 1, 1)
_CHANGES: Iterable[tuple[str, Rewriting]] = (
    ("^r(?=.)", lambda it: it.without("r") if it.tokens[0] == TOKENS["AND"] else it.tokens),
    ("nTn?$|yn$", _in_thousands),
    ("nn(?=[YMWD])", _in_a_row),
    ("(?<=k)nU", lambda it: (it.tokens[0]._replace(kind="c"),)),  # a los cuarenta y tantos
    ("K?o(?=k)", lambda it: (it.tokens[-1]._replace(kind="n"),)),  # my 50th birthday
    ("(?<!m)Q(?![nA]Yi?[txX]?m$)", "g"),
    ("V", lambda it: (TOKENS["LAST"],) if it.moment.future else ()),  # Sunday just gone
    ("t(?=[wmsE]j)", ""),  # este lunes pasado
    ("(?<=e)[YM]$|(?<=[olu]w)M$", lambda it: (TOKENS["THIS"], *it.tokens)),  # a fin de mes
    ("(?<=d)n(?![YMWDHh])|(?<=w)n(?=$|rwn$)|(?<=r)o|o(?=r)", _as_day),  # el día 12, jueves 3
    ("d(?=o)", ""),
    ("d", "D"),  # un día
    # 2 1/2 years
    ("n/n(?=A?[YMWD])", lambda it: (TOKENS["HALF"],) if it.all("n") == [1, 2] else it.tokens),
    ("(?<=g)(?=[YMW]r?h)", lambda _: (DateToken("A", 1, 1),)),  # hace año y medio
    # hace 5 años: what comes first here comes last there
    (f"g<?{LENGTH}a?(?!r?{LENGTH})|g[nA][Ps]", lambda it: (*it.without("ga"), TOKENS["AGO"])),
    ("u(?=[mws]|Wm)", "l"),  # el último lunes
    ("L(?=u)", ""),
    ("u", "p"),  # los últimos 2 años
    ("[YMW]B", lambda it: (DateToken("n", 2, 2), it.tokens[0], TOKENS["AGO"])),  # year before last
    ("wF", lambda it: (TOKENS["NEXT"], it.tokens[0], DateToken("+", 1))),  # the Friday after next
    ("[YMmsE][jJ](?![YMW])|[wW](?:j|J(?!W))", lambda it: it.tokens[::-1]),  # lunes que viene
    ("j", "l"),
    ("J", "x"),
    ("(?<=t)x(?=[wmsE])", "X"),  # this coming Friday
    ("t(?=X|x[YMW])", ""),
    ("(?<=[wv])inD?$|(?<!i)[nA]W(?=[ltxX]?w|v)", _weeks_after),
    ("Gn(?=Y)", lambda it: (TOKENS["AGE"], it.tokens[-1])),  # desde los 38 años
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
    ("A(?=[YMWDH]rna?$)", lambda _: (_ONE,)),
    ("(?<=n)[YMWDH]rn(?=a?$)", lambda it: (*it.tokens[1:], it.tokens[0])),  # a year or two
    ("(?<=e)[r/](?=e)", ""),  # early to mid 2019
    ("e(?!c)", ""),
    ("kz", ""),  # at 2 pm
    ("Cn(?:r[nh])?z*|Cz+", ""),  # a las diez y media
    ("(?<=[vwmyona])z+|z(?=.*[vwm])", ""),
    (  # on the 3rd at half past 9: a time, and not an age
        "(?:(?<=[wv])|(?<=[no]m)|(?<=m[no]))k(?:hp)?nn?z*$",
        lambda it: () if it.one("n") <= 24 else it.tokens,
    ),
    ("(?<=[no])(?<!m[no])[/.-](?=m)|(?<=m)[/.-](?=[noy](?!m))", ""),  # 12-Mar-2019
    ("(?<=y)[/-](?=m([/.-]?[no])?$)", ""),  # 2019-Mar-12
)


_SHAPES: Iterable[tuple[str, Callable[[DatePhrase], Meaning]]] = (
    # by day, month and year
    ("y", lambda it: meanings.each(str(it.one("y")))),
    ("my|ym|n[/.-]y", lambda it: meanings.each(meanings.month_of(it.one("y"), it.one("mn")))),
    ("[ltxX]?w?([no]m|m[no])[ny]w?|w?ym[no]", meanings.day),
    ("[ltxX]?m", meanings.month),
    ("w?[no]mw?|w?m[no]w?", meanings.day_without_year),
    ("[ltxX]w(?:[no]m|m[no]|o)", meanings.day_of_week_said),
    ("o", meanings.day_or_year),
    ("wo|ow", meanings.day_of_month),
    ("[ol]wmy?", meanings.weekday_in_month),
    ("[wmsE]B|[WMYE]F", meanings.one_more_away),
    ("[no][r/-][no]my?|m[no][r/-][no]y?", meanings.days_of_month),
    # in figures
    ("w?n([/.-])n\\1[ny]|w?nn[ny]", meanings.numeric_day),
    ("y([/.-])n\\1n", lambda it: meanings.each(meanings.day_of(it.one("y"), *it.all("n")))),
    ("y[/.-]n", meanings.year_and_number),
    ("n[/.]n", meanings.two_numbers),
    ("b?yrn|sy[/-]n", lambda it: meanings.years_cut_short(it) or None),
    # by season, decade or age
    ("[ltxX]?s", meanings.season),
    ("nPa|Asa", meanings.seasons_ago),
    ("s[ny]|ys", meanings.season_of_year),
    ("sym|smy|mys|ysm|yms|msy", meanings.month_in_season),
    ("k*Ke?c|k*e?c", meanings.decade),
    ("(?=.*k)k*~?b?n([r/-]n)?Y?k*", meanings.age),
    # by the day or the week
    ("v", lambda it: meanings.days([it.day_away(it.one("v") - TODAY)])),
    ("N", lambda it: meanings.days([it.moment.today])),
    ("[tl]z", meanings.part_of_day),
    ("[ltxX]?w", meanings.weekday),
    ("w[ltx]W|[ltx]Ww", meanings.weekday_of_week),
    ("\\+[ltxX]?w|[ltxX]?w\\+|\\+v|v\\+", meanings.weeks_after),
    (f"w{LENGTH}a|{LENGTH}aw", meanings.weekday_ago),
    ("[ltx]W", meanings.week),
    ("[ltxX]?E", meanings.weekend),
    # by a length of time
    (f"{LENGTH}N?", meanings.length),
    (f"{LENGTH}a", meanings.ago),
    ("Q?[nA]Y[txX]?m|mQ[nA]Y", meanings.anniversary),
    (f"i{LENGTH}f?|{LENGTH}f", meanings.from_now),
    (f"[lpx<]{LENGTH}a?|p[YMWD]", meanings.within),
    # a bare number: a year, an age or a length of time
    ("Y?n([r/.-]n)*|n?T", lambda _: ()),
)


def _meaning_of(tokens: DateTokens, moment: Moment) -> Meaning:
    """What a phrase without "to" and "or" may mean."""
    kinds = kinds_of(tokens)
    for shape, mean in _SHAPES:
        if re.fullmatch(shape, kinds):  # compiled once it is wanted: no start waits for all of them
            meaning = mean(DatePhrase(tokens, moment))
            if meaning is not None:
                return meaning
    return None


MOST_WITHIN = 4
"""So many dates inside a sentence are looked for; it is a story, if it has more."""
MOST_IN_A_ROW = 10
"""A day of a month beyond this is hardly said for anything else: "the 25th"."""
LONGEST_WITHIN = 10
"""Words that a date inside a sentence may have."""
PLAIN = frozenset("nomywrbi_~-/.d")
"""Kinds of words that a date in full says just as well."""
_NAMED = "w?(?:[no]m[ny]?|m[no]?y?|m[no]n|y|w)w?"
"""The parts of one date, none of them twice: what tells it from another."""
_BARE_LENGTH = re.compile("[~_nqhArN-]*[YMWDH][~_nqhArNYMWDH-]*")
_TELLING = re.compile(r"y|m[no]|[no]m|[YMWDH].*a|g.*[YMWDHd]|v|c|[lxtjJ][YMWms]|[YMWms][lxjJ]|L.*n")
"""What is a date even inside a sentence: not a number alone, nor "may", nor "second"."""
_MOVES = re.compile(r"[nowmcvyYMWDdHEqP<pbBF]|r[_~]*\*|\*[_~]*U")
"""What may move a date that it stands beside, or be another; a "first" and a season may not."""


Understood = tuple[Spans, Manner, bool]
"""Every span that may be meant (none if there is no such day), and how it was said, with "about"
or without."""


def understood(typed: str, moment: Moment) -> Understood | None:
    """What a date means; None if it is not understood."""
    tokens = tokens_of(typed, moment.language)
    if not tokens or not meanings.is_near(moment.today.year):
        return None
    spans = _whole(_settled(tokens, moment), moment)
    return None if spans is None else (spans, *_how_said(tokens))


def _how_said(tokens: DateTokens) -> tuple[Manner, bool]:
    kinds = re.sub("[gB]", "a", kinds_of(tokens))
    about = "~" in kinds
    if PLAIN.issuperset(kinds):
        return ("either" if TOKENS["OR"] in tokens else "date"), about
    if _BARE_LENGTH.fullmatch(kinds):
        return "length", about
    return ("ago" if "a" in kinds else "words"), about


def dates_within(typed: str, moment: Moment) -> tuple[Iterable[Understood], bool]:
    """What the dates inside a text mean that is none as a whole, and how each is said there.

    With them, whether any other word there may move them: "until 2019", "two years after 2019".
    """
    if not meanings.is_near(moment.today.year):
        return (), False
    found, is_moved = list[Understood](), False
    for stretch in stretches_of(typed, moment.language):
        dates, left = _within(stretch, moment)
        found += dates
        is_moved = is_moved or _MOVES.search(left) is not None
    return dict.fromkeys(found[:MOST_WITHIN]), is_moved


def _within(tokens: DateTokens, moment: Moment) -> tuple[list[Understood], str]:
    """The dates of a stretch of a text, the longest first, then those on either side of it.

    With them the kinds of its words, a star for each date.
    """
    for length in range(min(len(tokens), LONGEST_WITHIN), 0, -1):
        for start in range(len(tokens) - length + 1):
            some = tokens[start : start + length]
            told = _TELLING.search(re.sub("[_~]", "", kinds_of(some)))
            meaning = told and _whole(_settled(some, moment), moment)
            if meaning:
                (before, left), (behind, right) = (
                    _within(one, moment) for one in (tokens[:start], tokens[start + length :])
                )
                return [(meaning, *_how_said(some)), *before, *behind], f"{left}*{right}"
    ones = ("1" if one.kind in "no" and one.value == 1 else one.kind for one in tokens)
    return [], "".join(ones)


def names_time(typed: str, language: str) -> bool:
    """Whether any word is more than a number, an order or a joint."""
    return any(re.search("[ymwcvsYMWDE]", kinds_of(one)) for one in stretches_of(typed, language))


def day_alone(typed: str, language: str, *, most: int = 0) -> int:
    """The day of a month that is all that is said, by more than a number up to `most`; or 0."""
    told = [one for one in tokens_of(typed, language) or () if one.kind not in "_~"]
    if re.fullmatch("d?[no]", kinds_of(told)) is None:
        return 0
    return told[-1].value if len(told) > 1 or told[-1].value > most else 0


def parts_said(typed: str, language: str) -> Mapping[str, int]:
    """The year, month, day and weekday that a phrase names; empty if it says anything else."""
    tokens = [one for one in tokens_of(typed, language) or () if one.kind not in "_~ik"]
    parts: dict[str, int] = {}
    for token in tokens if re.fullmatch(_NAMED, kinds_of(tokens)) else ():
        name = {"o": "day", "n": "day", "m": "month", "y": "year", "w": "weekday"}[token.kind]
        if (token.kind == "n" and "day" in parts) or (token.two_digits and token.kind == "y"):
            name = "short_year"
        parts[name] = token.value
    return parts


def _whole(tokens: DateTokens, moment: Moment) -> Meaning:
    meaning = _meaning_of(tokens, moment)
    if meaning is None:
        meaning = _range(tokens, moment)
    if meaning is None and re.match("k+[^kn]", kinds_of(tokens)):
        return _whole(DatePhrase(tokens, moment).without("k"), moment)
    return _said_twice(tokens, moment) if meaning is None else meaning


def _said_twice(tokens: DateTokens, moment: Moment) -> Meaning:
    """One date in two ways: "the ninth of December, next Wednesday week", "5 years ago, in 2021".

    It is the more exact one, if that lies within the other. A length alone ("a week on
    Wednesday") is no date said twice.
    """
    for at in range(1, len(tokens)):
        ways = tokens[:at], tokens[at:]
        one, other = (() if _is_length(some) else _meaning_of(some, moment) or () for some in ways)
        pairs = (*product(one, other), *product(other, one))
        found = dict.fromkeys(inner for inner, outer in pairs if _is_within(inner, outer))
        if found:
            return tuple(found)
    return None


def _is_within(inner: Span, outer: Span) -> bool:
    first, last = first_day(outer.earliest), last_day(outer.latest)
    return first <= first_day(inner.earliest) and last_day(inner.latest) <= last


def _range(tokens: DateTokens, moment: Moment) -> Meaning:
    """Two dates with "to", "or" or a dash between them."""
    between = kinds_of(tokens).startswith("b")
    tokens = tokens[between:]
    for at, joint in enumerate(tokens):
        left, right = tokens[:at], tokens[at + 1 :]
        if joint.kind not in "r-/" or not left or not right:
            continue
        if kinds_of(right) == "N" or right == (TOKENS["TODAY"],):
            return _meaning_of(left, moment)
        if _is_length(left):
            if span := _from_length(left, joint, right, moment):
                return (span,)
            continue
        left, right = _sharing(left, right)
        begin, end = _meaning_of(left, moment), _meaning_of(right, moment)
        if begin and end and len(begin) == len(end):
            if joint == TOKENS["AND"] and not between and not all(map(_follows, begin, end)):
                return (*begin, *end)  # "2019 and 2021" is no span
            both = [_from_to(one, two, joint) for one, two in zip(begin, end, strict=True)]
            return tuple(span for span in both if span) or None
    return None


def _sharing(left: DateTokens, right: DateTokens) -> tuple[DateTokens, DateTokens]:
    """Two dates, each with what only the other says of both: its year, its month or its week."""
    kinds, others = kinds_of(left), kinds_of(right)
    shared = re.compile("[ltx]W|my?$|y$")
    if re.fullmatch("[no]?m[no]?|s|w?[no]|w", kinds) and (found := shared.search(others)):
        some = right[found.start() : found.end()]
        lacks = [token for token in some if "m" not in kinds or token.kind == "y"]
        return (*left, *lacks), right
    if re.fullmatch("w?[no]|w", others) and (found := shared.search(kinds)):
        return left, (*right, *left[found.start() : found.end()])
    return left, right


def _follows(one: Span, other: Span) -> bool:
    """Whether one is the day after the other: a dose on two days."""
    days = len(one.latest) == len(other.earliest) == len("2026-11-21")
    return days and (first_day(other.earliest) - first_day(one.latest)).days == 1


def _from_length(
    left: DateTokens, joint: DateToken, right: DateTokens, moment: Moment
) -> Span | None:
    """From the less to the more of two lengths: "nine months to a year ago"."""
    ago = tuple(token for token in right if token.kind in "af")
    lengths = [left, right[: len(right) - len(ago)]]
    if joint.kind != "r" or joint == TOKENS["AND"] or not all(map(_is_length, lengths)):
        return None
    if len({kinds_of(one)[-1] for one in lengths}) > 1:
        lengths = [_changed(one, "[nA]Y", _in_months, moment) for one in lengths]
    spans = [span for one in lengths for span in _meaning_of((*one, *ago), moment) or ()]
    first, last = min(one.earliest for one in spans), max(one.latest for one in spans)
    return Span(first, last, ahead=spans[0].ahead)


def _in_months(said: DatePhrase) -> DateTokens:
    """A year as twelve months."""
    months = 12 * said.one("Y") * max(said.one("nA"), 1)
    return DateToken("n", months, months), TOKENS["MONTH"]


def _is_length(tokens: DateTokens) -> bool:
    """Whether it is half of a length: the months of "2 months and 3 weeks ago"."""
    return re.fullmatch(LENGTH, kinds_of(tokens)) is not None


def _from_to(one: Span, two: Span, joint: DateToken) -> Span | None:
    """From the start of one span to the end of the other; "or" may name the later one first."""
    in_any_order = joint.kind == "r" and joint != TOKENS["TO"]
    if in_any_order and first_day(two.earliest) < first_day(one.earliest):
        one, two = two, one
    upside_down = first_day(one.earliest) > first_day(two.earliest)
    if upside_down or last_day(one.latest) > last_day(two.latest):
        return None
    return Span(one.earliest, two.latest, ahead=one.ahead or two.ahead)

"""What a whole phrase may mean: settled into a plainer one, then looked up by its shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from mmn_check.understanding.dates import spans
from mmn_check.understanding.dates.found import Meaning
from mmn_check.understanding.dates.lengths import LENGTH
from mmn_check.understanding.dates.shapes import meaning_of
from mmn_check.understanding.dates.spans import Moment, Span, Spans
from mmn_check.understanding.dates.tokens import (
    OR,
    TO,
    TODAY,
    Token,
    Tokens,
    kinds_of,
    stretches_of,
    tokens_of,
)
from mmn_check.visit.values import Manner, first_day, last_day


def meanings_of(typed: str, moment: Moment) -> Meaning:
    """Every span that may be meant, none if there is no such day; None if not understood."""
    tokens = tokens_of(typed)
    if not tokens or not spans.is_near(moment.today.year):
        return None
    return _whole(_settled(tokens, moment), moment)


PLAIN = frozenset("nomywrbi_~-/.d")
"""Kinds of words that a date in full says just as well."""
_NAMED = "w?(?:[no]m[ny]?|m[no]?y?|m[no]n|y|w)w?"
"""The parts of one date, none of them twice: what tells it from another."""
_BARE_LENGTH = re.compile("[~_nqhArN-]*[YMWDH][~_nqhArNYMWDH-]*")


def how_said(typed: str) -> tuple[Manner, bool]:
    """How a date was said, and whether "about" was said with it; in words, if in none of them."""
    return _how_said(tokens_of(typed) or ())


def _how_said(tokens: Tokens) -> tuple[Manner, bool]:
    kinds = re.sub("[gB]", "a", kinds_of(tokens))
    about = "~" in kinds
    if tokens and PLAIN.issuperset(kinds):
        said_or = any(token.kind == "r" and token.value == OR for token in tokens)
        return ("either" if said_or else "date"), about
    if _BARE_LENGTH.fullmatch(kinds):
        return "length", about
    return ("ago" if "a" in kinds else "words"), about


_TELLING = re.compile(r"y|m[no]|[no]m|[YMWDH].*a|g.*[YMWDHd]|v|c|[lxtjJ][YMWms]|[YMWms][lxjJ]|L.*n")
"""What is a date even inside a sentence: not a number alone, nor "may", nor "second"."""


class Within(NamedTuple):
    """A date that stands inside other words."""

    spans: Spans
    manner: Manner
    about: bool


def dates_within(typed: str, moment: Moment) -> tuple[Within, ...]:
    """The dates inside a text that is no date as a whole."""
    if not spans.is_near(moment.today.year):
        return ()
    found = [one for tokens in stretches_of(typed) for one in _within(tokens, moment)]
    return tuple(dict.fromkeys(found))


def names_time(typed: str) -> bool:
    """Whether any word is more than a number, an order or a joint."""
    return any(re.search("[ymwcvsYMWDE]", kinds_of(one)) for one in stretches_of(typed))


def parts_said(typed: str) -> Mapping[str, int]:
    """The year, month, day and weekday that a phrase names; empty if it says anything else."""
    tokens = tuple(token for token in tokens_of(typed) or () if token.kind not in "_~ik")
    kinds = kinds_of(tokens)
    if not re.fullmatch(_NAMED, kinds):
        return {}
    parts: dict[str, int] = {}
    for token in tokens:
        name = {"o": "day", "n": "day", "m": "month", "y": "year", "w": "weekday"}[token.kind]
        if token.kind == "n" and "day" in parts:
            name = "short_year"
        parts["short_year" if token.two_digits and token.kind == "y" else name] = token.value
    return parts


def _within(tokens: Tokens, moment: Moment) -> Iterator[Within]:
    """The dates of a stretch of a text, the longest first, then those on either side of it."""
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length + 1):
            some = tokens[start : start + length]
            told = _TELLING.search(re.sub("[_~]", "", kinds_of(some)))
            meaning = told and _whole(_settled(some, moment), moment)
            if meaning:
                yield Within(meaning, *_how_said(some))
                yield from _within(tokens[:start], moment)
                yield from _within(tokens[start + length :], moment)
                return


def _whole(tokens: Tokens, moment: Moment) -> Meaning:
    meaning = meaning_of(tokens, moment)
    if meaning is None:
        meaning = _range(tokens, moment)
    if meaning is None and re.match("k+[^kn]", kinds_of(tokens)):
        return _whole(tuple(token for token in tokens if token.kind != "k"), moment)
    return meaning


def _range(tokens: Tokens, moment: Moment) -> Meaning:
    """Two dates with "to", "or" or a dash between them."""
    tokens = tokens[1:] if kinds_of(tokens).startswith("b") else tokens
    for at, joint in enumerate(tokens):
        left, right = tokens[:at], tokens[at + 1 :]
        if joint.kind not in "r-/" or not left or not right or _is_length(left):
            continue
        if kinds_of(right) == "N" or right == (Token("v", TODAY, TODAY),):
            return meaning_of(left, moment)
        if re.fullmatch("[no]?m[no]?|s", kinds_of(left)):
            left += tuple(token for token in right if token.kind == "y")[:1]
        begin, end = meaning_of(left, moment), meaning_of(right, moment)
        if begin and end and len(begin) == len(end):
            both = [_from_to(one, two, joint) for one, two in zip(begin, end, strict=True)]
            return tuple(span for span in both if span) or None
    return None


def _is_length(tokens: Tokens) -> bool:
    """Whether it is half of a length: the months of "2 months and 3 weeks ago"."""
    return re.fullmatch(LENGTH, kinds_of(tokens)) is not None


def _from_to(one: Span, two: Span, joint: Token) -> Span | None:
    """From the start of one span to the end of the other; "or" may name the later one first."""
    in_any_order = joint.kind == "r" and joint.value != TO
    if in_any_order and first_day(two.earliest) < first_day(one.earliest):
        one, two = two, one
    if first_day(one.earliest) > first_day(two.earliest):
        return None
    if last_day(one.latest) > last_day(two.latest):
        return None
    return Span(one.earliest, two.latest, ahead=one.ahead or two.ahead)


def _settled(tokens: Tokens, moment: Moment) -> Tokens:
    """The phrase in fewer kinds of words: "last year" as a year, fillers left out."""
    is_about = any(token.kind == "~" for token in tokens)
    tokens = tuple(token for token in tokens if token.kind not in "_~")
    for shape, change in _CHANGES:
        tokens = _changed(tokens, shape, change, moment)
    length = re.search(LENGTH, kinds_of(tokens))
    if is_about and length:
        return (*tokens[: length.start()], Token("~"), *tokens[length.start() :])
    return tokens


Change = Callable[[Tokens, Moment], Tokens]


def _changed(tokens: Tokens, shape: str, change: Change, moment: Moment) -> Tokens:
    """The phrase with every stretch of that shape put in another way."""
    done: list[Token] = []
    after = 0
    for found in re.finditer(shape, kinds_of(tokens)):
        done.extend(tokens[after : found.start()])
        done.extend(change(tokens[found.start() : found.end()], moment))
        after = found.end()
    return (*done, *tokens[after:])


def _left_out(_: Tokens, __: Moment) -> Tokens:
    return ()


def _in_full(tokens: Tokens, moment: Moment) -> Tokens:
    """'98 as 1998."""
    year = tokens[0]
    return (Token("y", spans.full_year(year.value, moment)),) if year.two_digits else tokens


def _away(tokens: Tokens) -> int:
    return {"l": -1, "t": 0, "x": 1}[tokens[0].kind]


def _as_year(tokens: Tokens, moment: Moment) -> Tokens:
    """Last year, this year, next year."""
    if tokens[1].value != 1:
        return tokens
    return (Token("y", moment.today.year + _away(tokens)),)


def _as_month(tokens: Tokens, moment: Moment) -> Tokens:
    """Last month, this month, next month."""
    months = moment.today.year * 12 + moment.today.month - 1 + _away(tokens)
    return Token("m", months % 12 + 1), Token("y", months // 12)


def _as_year_ago(tokens: Tokens, moment: Moment) -> Tokens:
    """Two years ago, beside a month or a season."""
    year = moment.today.year - max(tokens[0].value, 1) * tokens[1].value
    return (Token("y", year),) if spans.is_near(year) else tokens


def _as_two_numbers(tokens: Tokens, _: Moment) -> Tokens:
    """A year or two, as one or two years."""
    first, unit, joint, second = tokens
    return (Token("n", max(first.value, 1), max(first.value, 1)), joint, second, unit)


def _as_time(tokens: Tokens, _: Moment) -> Tokens:
    """At 3, after a day: a time, and not an age."""
    return () if tokens[-1].value <= 24 else tokens


_BEFORE: dict[str, str] = {"j": "l", "J": "x"}
"""What "pasado" and "que viene" are, before what they go with or behind it."""


def _to_front(tokens: Tokens, _: Moment) -> Tokens:
    """Año pasado, lunes que viene: as "last" and "next", which stand before."""
    *name, behind = tokens
    return (Token(_BEFORE[behind.kind]), *name)


def _before(tokens: Tokens, _: Moment) -> Tokens:
    return (Token(_BEFORE[tokens[0].kind]),)


def _behind(tokens: Tokens, _: Moment) -> Tokens:
    """Hace 5 años: what comes first here comes last there."""
    return (*(token for token in tokens if token.kind not in "ga"), _AGO)


def _with_one(tokens: Tokens, _: Moment) -> Tokens:
    """Hace año y medio."""
    return (tokens[0], Token("A", 1, 1))


def _two_ago(tokens: Tokens, _: Moment) -> Tokens:
    """The year before last."""
    return (Token("n", 2, 2), tokens[0], _AGO)


def _as(kind: str) -> Change:
    return lambda tokens, _: tuple(token._replace(kind=kind) for token in tokens)


def _as_decade(tokens: Tokens, _: Moment) -> Tokens:
    """Los 90, los años noventa, años 90; a number that is no ten is left."""
    tens, begins = tokens[-1], tokens[0]
    is_decade = tens.value % 10 == 0 and tens.value > 10 and (begins.kind != "Y" or begins.high > 1)
    return (tens._replace(kind="c"),) if is_decade else tokens


def _as_half(tokens: Tokens, _: Moment) -> Tokens:
    """Two and 1/2 years."""
    first, joint, last = tokens
    return (Token("h"),) if (first.value, last.value) == (1, 2) else (first, joint, last)


_AGO = Token("a")
_CHANGES: Iterable[tuple[str, Change]] = (
    ("dn(?![YMWDHh])", lambda tokens, _: (tokens[1]._replace(kind="o"),)),  # el día 12
    ("d", _as("D")),
    ("n/n(?=A?[YMWD])", _as_half),
    ("g(?=[YMW]r?h)", _with_one),
    (f"g<?{LENGTH}a?(?!r?{LENGTH})|g[nA][Ps]", _behind),
    ("u(?=[mws]|Wm)", _as("l")),
    ("Lu|u", lambda tokens, _: (tokens[-1]._replace(kind="p"),)),
    ("[YMW]B", _two_ago),
    ("[YMWmwsE][jJ]", _to_front),
    ("[jJ]", _before),
    ("Gn(?=Y)", lambda tokens, _: (Token("k"), tokens[-1])),
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
    ("(?<=[vwmyona])z|z(?=.*[vwm])", _left_out),
    ("(?<=w)kn$|(?<=v)kn$|(?<=[no]m)kn$|(?<=m[no])kn$", _as_time),
    ("(?<=[no])(?<!m[no])[/.-](?=m)|(?<=m)[/.-](?=[noy](?!m))", _left_out),  # 12-Mar-2019
    ("(?<=y)[/-](?=m([/.-]?[no])?$)", _left_out),  # 2019-Mar-12
)

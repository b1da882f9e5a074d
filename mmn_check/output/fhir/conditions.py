"""When an item is enabled.

What plain `enableWhen` can say is said so, as every form filler knows it: one clause of any of
several answers, or several of one answer each. Two clauses of several answers each, counts and
days gone by are beyond it and become an `enableWhenExpression` of Structured Data Capture, in
FHIRPath. Form fillers differ in what they know of it, so expressions go down the levels of a
response one by one (`%resource.item.item`: a section, then a question) and never search it
whole, and answers are compared by `=` alone: what "not equal" means for several answers is read
in two ways. Elsewhere nobody can mark an answer as skipped, so a blank counts as skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, assert_never

from mmn_check.domain.conditions import ANYTHING, AllOf, AnyOf, Clause, Within
from mmn_check.domain.records import Record
from mmn_check.domain.steps import TWO_SIDES
from mmn_check.output.fhir.names import HL7, SDC, Json, extension
from mmn_check.output.fhir.options import Option

QUESTIONS = "%resource.item.item"
"""Where the questions of a response stand, and what follows them up: each in its section."""
CELLS = f"{QUESTIONS}.item"
"""The cells of all rows of all tables."""
ROW = "row"
IN_ROW = f"%{ROW}.item"
"""The cells of the row in which a condition stands."""
FHIRPATH = "text/fhirpath"
ALWAYS = "true"
SKIPPED = "skipped"

Plain = tuple[Literal["all", "any"], list[Json]]


class Place(Record):
    """One item where an answer may be, and what may be picked there."""

    link: str
    options: tuple[Option, ...] = ()
    within: str = QUESTIONS
    asked: str = ALWAYS
    """In FHIRPath, whether the item is enabled itself: only then is a blank a skipped answer."""

    @property
    def path(self) -> str:
        """Where it stands, in FHIRPath."""
        return f"{self.within}.where(linkId = '{self.link}')"


class Aim(Record):
    """What a clause looks at: the item of a question, or the cells and the end of a table."""

    places: tuple[Place, ...]
    repeats: bool = False
    """Whether there may be several of them: plain conditions look at the nearest alone."""


class Need(Record):
    """A clause with what it looks at."""

    clause: Clause
    aim: Aim


def enabled_when(needs: Sequence[Need], *, also: Sequence[str] = ()) -> Json:
    """The elements that say when an item is enabled: if all needs hold, and `also` in FHIRPath."""
    together = None if also else _together([_plain(need) for need in needs])
    if together:
        how, tests = together
        return {"enableWhen": tests} | ({"enableBehavior": how} if len(tests) > 1 else {})
    if not needs and not also:
        return {}
    return {"extension": [_sdc(expression_of(needs, also=also))]}


def expression_of(needs: Sequence[Need], *, also: Sequence[str] = ()) -> str:
    """In FHIRPath, whether all needs hold, and `also`; true if there are none."""
    parts = [*map(_expression, needs), *also]
    return " and ".join(parts if len(parts) == 1 else map(_bracketed, parts)) or ALWAYS


def is_one_of(link: str, codings: Sequence[Json]) -> Json:
    """The elements that enable an item as soon as one of these is picked."""
    tests = [{"question": link, "operator": "=", "answerCoding": one} for one in codings]
    return {"enableWhen": tests} | ({"enableBehavior": "any"} if len(tests) > 1 else {})


def picked_at(place: Place) -> str:
    """In FHIRPath, the codes picked at an item, "none of these" and the states left out."""
    picks = [one for one in place.options if not one.alone]
    return f"{place.path}.answer.value.where({_codes(picks)}).code"


def row_variable() -> Json:
    """What lets the cells of a row look at one another."""
    of_row = {"name": ROW, "language": FHIRPATH, "expression": "%context"}
    return extension(f"{HL7}/variable", valueExpression=of_row)


def _sdc(expression: str) -> Json:
    return extension(
        f"{SDC}/sdc-questionnaire-enableWhenExpression",
        valueExpression={"language": FHIRPATH, "expression": expression},
    )


def _together(parts: Sequence[Plain | None]) -> Plain | None:
    """Several tests as one list, if all of them are to hold, or if there is only one."""
    plain = [part for part in parts if part]
    if not plain or len(plain) < len(parts):
        return None
    if len(plain) == 1:
        return plain[0]
    if any(how == "any" and len(tests) > 1 for how, tests in plain):
        return None
    return "all", [test for _, tests in plain for test in tests]


def _plain(need: Need) -> Plain | None:
    """A clause as tests of enableWhen, if it can be said so."""
    place = need.aim.places[0]
    match need.clause:
        case Within():
            return None
        case _ if need.aim.repeats or not place.options:
            return None
        case AnyOf(words=words):
            if SKIPPED in words and place.asked != ALWAYS:
                return None
            said = [word for word in words if word != SKIPPED]
            each = [[one for one in place.options if word in one.said] for word in said]
            blank = {"question": place.link, "operator": "exists", "answerBoolean": False}
            tests = is_one_of(place.link, _once(each))["enableWhen"]
            tests += [blank] if SKIPPED in words else []
            return ("any", tests) if all(each) and tests else None
        case AllOf(words=words):
            each = [[one for one in place.options if word in one.said] for word in words]
            tests = is_one_of(place.link, _once(each))["enableWhen"]
            return ("all", tests) if all(len(one) == 1 for one in each) else None
        case _:
            assert_never(need.clause)


def _once(each: Sequence[Sequence[Option]]) -> list[Json]:
    return list({one.code: one.coding for options in each for one in options}.values())


def _expression(need: Need) -> str:
    """A clause in FHIRPath."""
    match need.clause:
        case AnyOf(words=words):
            return " or ".join(_tests(need.aim, words)) or "false"
        case AllOf(words=words):
            each = (" or ".join(_tests(need.aim, (word,))) or "false" for word in words)
            return " and ".join(map(_bracketed, each))
        case Within(days=days):
            return " or ".join(_lately(place, days) for place in need.aim.places)
        case _:
            assert_never(need.clause)


def _tests(aim: Aim, words: Sequence[str]) -> Iterator[str]:
    """In FHIRPath, whether any of the words was said, at each of the places."""
    for place in aim.places:
        options = [one for one in place.options if one.said.intersection(words)]
        if options:
            yield f"{place.path}.answer.value.where({_codes(options)}).exists()"
        if TWO_SIDES in words:
            yield _on_two_sides(place)
        if SKIPPED in words:
            blank = f"{place.path}.answer.exists().not()"
            yield blank if place.asked == ALWAYS else f"({blank} and ({place.asked}))"
        if ANYTHING in words and not place.options:
            yield f"{place.path}.answer.exists()"


def _on_two_sides(place: Place) -> str:
    """Whether the places marked are not all known to be on one and the same side."""
    marked = f"{place.path}.answer.value.code"
    right, left = (f"{marked}.where(endsWith('.{side}')).exists()" for side in ("right", "left"))
    return f"({right} and {left}) or {marked}.where(endsWith('.not_sure')).exists()"


def _lately(place: Place, days: int) -> str:
    """Whether a date may lie in so many last days: it is compared as far as it is told."""
    latest, date = replace(place, link=f"{place.link}.latest").path, place.path
    dates = f"iif({latest}.exists(), {latest}, {date}).answer.value"
    first = f"(today() - {days} days).toString()"
    told = "$this.toString()"
    lately = f"{told} >= {first}.substring(0, {told}.length())"
    return f"{dates}.where({told}.matches('^[0-9]{{4}}') and {lately}).exists()"


def _codes(options: Sequence[Option]) -> str:
    codes = [f"'{one.code}'" for one in options]
    return f"code = {codes[0]}" if len(codes) == 1 else f"code in ({' | '.join(codes)})"


def _bracketed(expression: str) -> str:
    return f"({expression})"

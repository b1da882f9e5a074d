"""When a question is asked, as FHIR's `enableWhen` and FHIRPath say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, assert_never

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Clause, Condition, Within, limits_in
from mmn_check.output.fhir.elements import (
    AnswerOption,
    Json,
    ends_of,
    extension,
    link_id,
    options_of,
)
from mmn_check.visit.steps import TWO_SIDES

QUESTIONS = "%resource.item.item"
"""Where the questions of a response stand, and what follows them up: each in its section."""
CELLS = f"{QUESTIONS}.item"
"""The cells of all rows of all tables."""
ROW = "row"
IN_ROW = f"%{ROW}.item"
"""The cells of the row in which a condition stands."""
FHIRPATH = "text/fhirpath"
EXPRESSION = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
ALWAYS = "true"
SKIPPED = "skipped"

Enabling = tuple[Literal["all", "any"], list[Json]]


class LinkPlace(NamedTuple):
    """One item where an answer may be, and what may be picked there."""

    link: str
    options: tuple[AnswerOption, ...] = ()
    within: str = QUESTIONS
    asked: str = ALWAYS
    """In FHIRPath, whether the item is enabled itself: only then is a blank a skipped answer."""

    @property
    def path(self) -> str:
        """Where it stands, in FHIRPath."""
        return f"{self.within}.where(linkId = '{self.link}')"


class EnableNeed(NamedTuple):
    """A clause, and where it looks: at the item of a question, or the cells and end of a table."""

    clause: Clause
    places: tuple[LinkPlace, ...]


def enabled_when(needs: Sequence[EnableNeed], *, also: Sequence[str] = ()) -> Json:
    """The elements that say when an item is enabled: if all needs hold, and `also` in FHIRPath."""
    together = None if also else _tests_together([_in_tests(need) for need in needs])
    if together:
        how, tests = together
        return {"enableWhen": tests} | ({"enableBehavior": how} if len(tests) > 1 else {})
    if not needs and not also:
        return {}
    expression = {"language": FHIRPATH, "expression": expression_of(needs, also=also)}
    return {"extension": [{"url": EXPRESSION, "valueExpression": expression}]}


def expression_of(needs: Sequence[EnableNeed], *, also: Sequence[str] = ()) -> str:
    """In FHIRPath, whether all needs hold, and `also`; true if there are none."""
    parts = [*map(_expression, needs), *also]
    return " and ".join(parts if len(parts) == 1 else map("({})".format, parts)) or ALWAYS


def is_one_of(link: str, codings: Sequence[Json]) -> Json:
    """The elements that enable an item as soon as one of these is picked."""
    tests = [{"question": link, "operator": "=", "answerCoding": one} for one in codings]
    return {"enableWhen": tests} | ({"enableBehavior": "any"} if len(tests) > 1 else {})


def picked_at(place: LinkPlace) -> str:
    """In FHIRPath, the codes picked at an item, "none of these" and the states left out."""
    picks = [one for one in place.options if not one.alone]
    return f"{place.path}.answer.value.where({_code_test(picks)}).code"


def row_variable() -> Json:
    """What lets the cells of a row look at one another."""
    of_row = {"name": ROW, "language": FHIRPATH, "expression": "%context"}
    return extension("variable", valueExpression=of_row)


def _tests_together(parts: Sequence[Enabling | None]) -> Enabling | None:
    """Several tests as one list, if all of them are to hold, or if there is only one."""
    plain = [part for part in parts if part]
    if not plain or len(plain) < len(parts):
        return None
    if len(plain) == 1:
        return plain[0]
    if any(how == "any" and len(tests) > 1 for how, tests in plain):
        return None
    return "all", [test for _, tests in plain for test in tests]


def _in_tests(need: EnableNeed) -> Enabling | None:
    """A clause as tests of enableWhen, if it can be said so."""
    place = need.places[0]
    clause = need.clause
    # Of the cells of several rows, plain conditions look at the nearest alone.
    if isinstance(clause, Within) or place.within == CELLS or not place.options:
        return None
    blank = SKIPPED in clause.words
    said = [word for word in clause.words if word != SKIPPED]
    each = [[one for one in place.options if word in one.said] for word in said]
    codings = {one.code: one.coding for options in each for one in options}
    tests = is_one_of(place.link, list(codings.values()))["enableWhen"]
    if isinstance(clause, AllOf):
        return ("all", tests) if not blank and all(len(one) == 1 for one in each) else None
    if blank:
        tests.append({"question": place.link, "operator": "exists", "answerBoolean": False})
    told = all(each) and tests and not (blank and place.asked != ALWAYS)
    return ("any", tests) if told else None


def _expression(need: EnableNeed) -> str:
    """A clause in FHIRPath."""
    match need.clause:
        case AnyOf(words=words):
            return " or ".join(_tests(need.places, words)) or "false"
        case AllOf(words=words):
            each = (" or ".join(_tests(need.places, (word,))) or "false" for word in words)
            return " and ".join(map("({})".format, each))
        case Within(days=days):
            return " or ".join(_lately(place, days) for place in need.places)
        case _:
            assert_never(need.clause)


def _tests(places: Sequence[LinkPlace], words: Sequence[str]) -> Iterator[str]:
    """In FHIRPath, whether any of the words was said, at each of the places."""
    for place in places:
        options = [one for one in place.options if one.said.intersection(words)]
        if options:
            yield f"{place.path}.answer.value.where({_code_test(options)}).exists()"
        yield from (f"{place.path}.answer.value <= {most}" for most in limits_in(words))
        if TWO_SIDES in words:
            yield _on_two_sides(place)
        if SKIPPED in words:
            blank = f"{place.path}.answer.exists().not()"
            yield blank if place.asked == ALWAYS else f"({blank} and ({place.asked}))"
        if ANYTHING in words and not place.options:
            yield f"{place.path}.answer.exists()"


def _on_two_sides(place: LinkPlace) -> str:
    """Whether the places marked are not all known to be on one and the same side."""
    marked = f"{place.path}.answer.value.code"
    right, left = (f"{marked}.where(endsWith('.{side}')).exists()" for side in ("right", "left"))
    return f"({right} and {left}) or {marked}.where(endsWith('.not_sure')).exists()"


def _lately(place: LinkPlace, days: int) -> str:
    """Whether a date may lie in so many last days: it is compared as far as it is told."""
    latest, date = place._replace(link=f"{place.link}.latest").path, place.path
    dates = f"iif({latest}.exists(), {latest}, {date}).answer.value"
    first = f"(today() - {days} days).toString()"
    told = "$this.toString()"
    lately = f"{told} >= {first}.substring(0, {told}.length())"
    return f"{dates}.where({told}.matches('^[0-9]{{4}}') and {lately}).exists()"


def _code_test(options: Sequence[AnswerOption]) -> str:
    codes = " | ".join(f"'{one.code}'" for one in options)
    return f"code = {codes}" if len(options) == 1 else f"code in ({codes})"


def enabled_if(bank: model.Bank, condition: Condition) -> Json:
    """The elements that say when a section, or a text that a condition shows, is enabled."""
    return enabled_when(_needs(bank, condition))


def question_enabled(bank: model.Bank, question: model.Question) -> Json:
    """The elements that say when a question is enabled."""
    clauses, counted = _picks_test(bank, question)
    return enabled_when(_needs(bank, (*question.ask_if, *clauses)), also=counted)


def _is_asked(bank: model.Bank, question: model.Question) -> str:
    """In FHIRPath, whether a question is enabled, its section's condition included."""
    clauses, counted = _picks_test(bank, question)
    needs = _needs(bank, (*question.ask_if, *clauses))
    of_section = _needs(bank, bank.section_of[question.id].ask_if)
    return expression_of([*of_section, *needs], also=counted)


def cell_enabled(bank: model.Bank, table: model.Rows, cell: model.Simple) -> Json:
    """The elements that say when a cell is enabled: by its row, and what it is picked from."""
    cells = [(one, _cell_at(bank, table, table.cells[one.question], IN_ROW)) for one in cell.ask_if]
    in_row = [EnableNeed(one, (place,)) for one, place in cells]
    clauses, counted = _picks_test(bank, cell)
    return enabled_when([*in_row, *_needs(bank, clauses)], also=counted)


def cell_link(table: model.Rows, cell: model.Simple) -> str:
    """The item of a cell, in every row."""
    return link_id((table.id, "row", "", cell.id))


def _picks_test(bank: model.Bank, item: model.Question) -> tuple[list[Clause], list[str]]:
    """What must have been picked before: anything at all, or so many things."""
    match item:
        case model.Rows(for_each=str(source), only=only):
            return [AnyOf(question=source, words=only or (ANYTHING,))], []
        case model.Many(picked_in=str(), only=only) if only or item.and_in:
            return [], [_enough(bank, item, 1)]
        case model.Many(picked_in=str(source)):
            return [AnyOf(question=source, words=(ANYTHING,))], []
        case model.One(picked_in=str()) | model.Rank():
            return [], [_enough(bank, item, model.enough_picked(item))]
        case _:
            return [], []


def _enough(bank: model.Bank, item: model.Question, least: int) -> str:
    """Whether so much was picked in all, in FHIRPath."""
    counts = " + ".join(
        _count(bank, source, item) for source in model.built_on(item) if source in bank.by_id
    )
    return f"{counts} >= {least}"


def _count(bank: model.Bank, source: str, item: model.Question) -> str:
    question = bank.by_id[source]
    picks = picked_at(LinkPlace(source, options_of(bank, question, source)))
    if isinstance(question, model.Places) and not isinstance(item, model.One):
        picks = f"{picks}.select(iif(contains('.'), substring(0, indexOf('.')), $this)).distinct()"
    if isinstance(item, model.Many) and item.only:
        meant = [one.code for one in options_of(bank, item, item.id) if not one.alone]
        meant_ones = " | ".join(f"'{one}'" for one in meant)
        picks = f"{picks}.where($this in ({meant_ones}))"
    return f"{picks}.count()"


def _needs(bank: model.Bank, condition: Sequence[Clause]) -> list[EnableNeed]:
    """What a condition needs; a question that is asked no longer and was not answered is nothing.

    Only what is asked no longer itself looks at such a one, and is there because it was answered.
    """
    return [_need(bank, one) for one in dict.fromkeys(condition) if one.question in bank.by_id]


def _need(bank: model.Bank, clause: Clause) -> EnableNeed:
    question = bank.by_id[clause.question]
    if not isinstance(question, model.Rows):
        options = options_of(bank, question, question.id)
        skipped = not isinstance(clause, Within) and SKIPPED in clause.words
        asked = _is_asked(bank, question) if skipped else ALWAYS
        return EnableNeed(clause, (LinkPlace(question.id, options, asked=asked),))
    end = f"{question.id}.end"
    ends = [] if question.for_each else [LinkPlace(end, ends_of(bank, question, end))]
    cells = [_cell_at(bank, question, cell, CELLS) for cell in question.fields]
    return EnableNeed(clause, (*cells, *ends))


def _cell_at(bank: model.Bank, table: model.Rows, cell: model.Simple, within: str) -> LinkPlace:
    link = cell_link(table, cell)
    return LinkPlace(link, options_of(bank, cell, link, names_row=names_row(table, cell)), within)


def names_row(table: model.Rows, cell: model.Simple) -> bool:
    """Whether a cell says what its row is about."""
    return table.for_each is None and cell == table.fields[0]

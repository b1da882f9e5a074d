"""A bank as a FHIR Questionnaire.

First when a question is asked, as FHIR's `enableWhen` and FHIRPath say it; then the items.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Literal, NamedTuple, assert_never
from urllib.parse import quote

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Clause, Condition, Within, limits_in
from mmn_check.bank.records import Record
from mmn_check.i18n import tr, tr_later
from mmn_check.output.fhir.elements import (
    AnswerOption,
    Json,
    compact,
    ends_of,
    extension,
    language_tag,
    link_id,
    narrative_of,
    options_of,
    row_options,
    urn_of,
    uuid_of,
)
from mmn_check.visit.steps import TWO_SIDES
from mmn_check.visit.steps_of_question import CONFIRM_REST
from mmn_check.visit.urgent import CALL_TODAY, HELP_NOW, STOP_CARD

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


EnableNeed = tuple[Clause, tuple[LinkPlace, ...]]
"""A clause, and where it looks: at the item of a question, or the cells and end of a table."""


def enabled_when(needs: Sequence[EnableNeed], *, also: Sequence[str] = ()) -> Json:
    """The elements that say when an item is enabled: if all needs hold, and `also` in FHIRPath."""
    if not also and (together := _tests_together(needs)):
        return _plain(*together)
    if not needs and not also:
        return {}
    expression = {"language": FHIRPATH, "expression": expression_of(needs, also=also)}
    return {"extension": [{"url": EXPRESSION, "valueExpression": expression}]}


def _plain(how: str, tests: list[Json]) -> Json:
    return {"enableWhen": tests} | ({"enableBehavior": how} if len(tests) > 1 else {})


def expression_of(needs: Sequence[EnableNeed], *, also: Sequence[str] = ()) -> str:
    """In FHIRPath, whether all needs hold, and `also`; true if there are none."""
    parts = [*map(_expression, needs), *also]
    return " and ".join(parts if len(parts) == 1 else map("({})".format, parts)) or ALWAYS


def is_one_of(link: str, codings: Sequence[Json]) -> Json:
    """The elements that enable an item as soon as one of these is picked."""
    tests = ({"question": link, "operator": "=", "answerCoding": one} for one in codings)
    return _plain("any", [*tests])


def picked_at(place: LinkPlace) -> str:
    """In FHIRPath, the codes picked at an item, "none of these" and the states left out."""
    picks = [one for one in place.options if not one.alone]
    return f"{place.path}.answer.value.where({_code_test(picks)}).code"


def row_variable() -> Json:
    """What lets the cells of a row look at one another."""
    of_row = {"name": ROW, "language": FHIRPATH, "expression": "%context"}
    return extension("variable", valueExpression=of_row)


def _tests_together(needs: Sequence[EnableNeed]) -> Enabling | None:
    """Several tests as one list, if all of them are to hold, or if there is only one."""
    plain = [part for part in map(_in_tests, needs) if part]
    if not plain or len(plain) < len(needs):
        return None
    if len(plain) == 1:
        return plain[0]
    if any(how == "any" and len(tests) > 1 for how, tests in plain):
        return None
    return "all", [test for _, tests in plain for test in tests]


def _in_tests(need: EnableNeed) -> Enabling | None:
    """A clause as tests of enableWhen, if it can be said so."""
    clause, (place, *_) = need
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
    clause, places = need
    match clause:
        case AnyOf(words=words):
            return " or ".join(_tests(places, words)) or "false"
        case AllOf(words=words):
            each = (" or ".join(_tests(places, (word,))) or "false" for word in words)
            return " and ".join(map("({})".format, each))
        case Within(days=days):
            return " or ".join(_lately(place, days) for place in places)
        case _:
            assert_never(clause)


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
    in_row = [(one, (place,)) for one, place in cells]
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
        return clause, (LinkPlace(question.id, options, asked=asked),)
    end = f"{question.id}.end"
    ends = [] if question.for_each else [LinkPlace(end, ends_of(bank, question, end))]
    cells = [_cell_at(bank, question, cell, CELLS) for cell in question.fields]
    return clause, (*cells, *ends)


def _cell_at(bank: model.Bank, table: model.Rows, cell: model.Simple, within: str) -> LinkPlace:
    link = cell_link(table, cell)
    return LinkPlace(link, options_of(bank, cell, link, names_row=names_row(table, cell)), within)


def names_row(table: model.Rows, cell: model.Simple) -> bool:
    """Whether a cell says what its row is about."""
    return table.for_each is None and cell == table.fields[0]


UCUM = "http://unitsofmeasure.org"
ITEM_CONTROL = "http://hl7.org/fhir/questionnaire-item-control"
LARGEST_INTEGER = 2**31 - 1
"""Of FHIR; what may be larger is a decimal."""
ORDER = (
    "extension", "linkId", "code", "prefix", "text", "type", "enableWhen", "enableBehavior",
    "required", "repeats", "answerOption", "item"
)  # fmt: skip
"""The elements of an item in the order of the standard."""


def item_of(
    link: str,
    text: str,
    kind: str,
    *extensions: Json,
    enabled: Json | None = None,
    options: Sequence[AnswerOption] = (),
    **more: object,
) -> Json:
    """One item; `more` are elements as they are."""
    when = dict(enabled or {})
    repeats = bool(more.get("repeats"))
    elements = {
        **when,
        **more,
        "extension": [*extensions, *when.get("extension", ())],
        "linkId": link,
        "text": text,
        "type": kind,
        "answerOption": [_option(one, repeats=repeats) for one in options],
    }
    return compact(**{name: elements.get(name) for name in ORDER})


def display(link: str, text: str | None, control: str) -> list[Json]:
    """Words to be shown, as what they are for; nothing where there are none."""
    return [item_of(link, text, "display", item_control(control))] if text else []


def item_control(*controls: str) -> Json:
    """How an item is to be shown: the first of these that the renderer has."""
    concept = {"coding": [{"system": ITEM_CONTROL, "code": one} for one in controls]}
    return extension("questionnaire-itemControl", valueCodeableConcept=concept)


HIDDEN = extension("questionnaire-hidden", valueBoolean=True)
"""That an item is not shown to who fills in the form."""


def at_most(number: int | None) -> list[Json]:
    """How often an item may be answered."""
    return [extension("questionnaire-maxOccurs", valueInteger=number)] if number else []


def kind_of(number: model.Number) -> str:
    """The type of a number's item."""
    fits = number.minimum >= -LARGEST_INTEGER and number.maximum <= LARGEST_INTEGER
    return "integer" if fits and not number.decimals else "decimal"


def limits(number: model.Number) -> Iterator[Json]:
    """How small and how large a number may be, and of what it is."""
    value = f"value{kind_of(number).capitalize()}"
    yield extension("minValue", **{value: number.minimum})
    yield extension("maxValue", **{value: number.maximum})
    if number.unit:
        coded = {"system": UCUM, "code": number.ucum} if number.ucum else {}
        yield extension("questionnaire-unit", valueCoding=coded | {"display": number.unit})


def scale() -> Iterator[Json]:
    """A rating goes from 0 to 10 by steps of 1."""
    yield item_control("slider")
    yield extension("minValue", valueInteger=0)
    yield extension("maxValue", valueInteger=10)
    yield extension("questionnaire-sliderStepValue", valueInteger=1)


def _option(option: AnswerOption, *, repeats: bool) -> Json:
    exclusive = extension("questionnaire-optionExclusive", valueBoolean=True)
    alone = [exclusive] if repeats and option.alone else []
    return compact(extension=alone, valueCoding=option.coding)


AS_TYPED = tr_later("In your own words: {question}")
MOST_SHOWN = 30
"""Medplum shows no more boxes or buttons than these of a list; of one that opens it shows all."""
EARLIEST, LATEST = tr_later("Not before: {question}"), tr_later("Not after: {question}")


class _Ask(Record):
    """One thing that is asked, and where it stands."""

    bank: model.Bank
    item: model.Question
    link: str
    enabled: Json
    prefix: str | None = None
    names_row: bool = False
    within: str = QUESTIONS

    def items(self) -> Iterator[Json]:
        """The item and those that stand behind it."""
        item = self.item
        match item:
            case model.Rows():
                yield from self._table(item)
            case model.YesNo():
                yield self._one()
                said = {"question": self.link, "operator": "exists", "answerBoolean": True}
                yield self._beside("as_typed", AS_TYPED, "text", enabled={"enableWhen": [said]})
            case model.One():
                yield self._one()
            case model.Many(at_most=most) | model.Rank(at_most=most):
                yield self._several(*at_most(most))
            case model.Places():
                yield self._several()
            case model.Number():
                yield self._item(kind_of(item), *limits(item))
            case model.Rating():
                yield self._item("integer", *scale())
            case model.Date():
                yield self._beside("as_typed", AS_TYPED, "text")
                yield self._item("date")
                yield self._beside("earliest", EARLIEST, "date", HIDDEN)
                yield self._beside("latest", LATEST, "date", HIDDEN)
            case model.Text():
                yield self._item("text")
            case _:
                assert_never(item)
        yield from self._words()
        if isinstance(item, model.Many) and item.confirm_rest:
            yield self._others()

    def _table(self, table: model.Rows) -> Iterator[Json]:
        cells = [one for cell in table.fields for one in self._cell(table, cell).items()]
        most = at_most(table.at_most)
        if table.for_each:
            thing, things = table.row.capitalize(), row_options(self.bank, table)
            listed, link, most = item_control("drop-down"), f"{table.id}.thing", []
            cells.insert(0, item_of(link, thing, "choice", listed, options=things))
        if IN_ROW in json.dumps(cells) or any(cell.ask_if for cell in table.fields):
            most.insert(0, row_variable())
        yield self._item("group", *most, repeats=True, items=cells)
        if table.for_each is None:
            end, text = f"{table.id}.end", tr("Is there another {row}?", row=table.row)
            ends = ends_of(self.bank, table, end)
            yield item_of(end, text, "choice", enabled=self.enabled, options=ends)

    def _cell(self, table: model.Rows, cell: model.Simple) -> _Ask:
        return _Ask(
            bank=self.bank,
            item=cell,
            link=cell_link(table, cell),
            enabled=cell_enabled(self.bank, table, cell),
            names_row=names_row(table, cell),
            within=IN_ROW,
        )

    def _one(self) -> Json:
        """One choice; in a row from a list that opens: buttons of several rows may be one group."""
        opens = self.within == IN_ROW or self._long
        return self._item("choice", *([item_control("drop-down")] if opens else []))

    def _several(self, *extensions: Json) -> Json:
        """Several choices, as boxes; for a long list, first of all as one that opens."""
        controls = ("drop-down", "check-box") if self._long else ("check-box",)
        return self._item("choice", item_control(*controls), *extensions, repeats=True)

    @property
    def _long(self) -> bool:
        return len(self._options) > MOST_SHOWN

    def _item(
        self, kind: str, *extensions: Json, repeats: bool = False, items: Sequence[Json] = ()
    ) -> Json:
        """The item itself: its words, the clinician's term, its sources and its help.

        Its words are all that changes the answer: not every renderer shows what is below.
        """
        item, link, bank = self.item, self.link, self.bank
        note = bank.texts[item.note].text if item.note else None
        ends = f"0: {item.lowest}; 10: {item.highest}" if isinstance(item, model.Rating) else None
        helped = "\n".join(line for line in (item.help, item.why) if line)
        titles = "; ".join(bank.sources[code].title for code in item.sources)
        told = tr("Where this comes from: {titles}.", titles=titles)
        sources = [extension("designNote", valueMarkdown=told)] if titles else []
        term = {"system": urn_of("questions", bank.id), "code": link, "display": item.clinical}
        # LHC-Forms wants what is required even while an expression hides it, since its check looks
        # at plain tests alone: nobody could submit.
        required = item.required and kind != "group" and "extension" not in self.enabled
        return item_of(
            link,
            "\n".join(line for line in (item.ask, note, ends) if line),
            kind,
            *extensions,
            *sources,
            enabled=self.enabled,
            options=self._options,
            code=[term] if item.clinical else None,
            prefix=self.prefix,
            required=required,
            repeats=repeats,
            item=[*display(f"{link}.help", helped, "help"), *items],
        )

    @cached_property
    def _options(self) -> tuple[AnswerOption, ...]:
        return options_of(self.bank, self.item, self.link, names_row=self.names_row)

    def _words(self) -> Iterator[Json]:
        """The free words that go with a choice."""
        options = self._options
        for one in {option.choice.id: option.choice for option in options}.values():
            if one.words:
                codings = [option.coding for option in options if option.choice.id == one.id]
                enabled = is_one_of(self.link, codings)
                yield item_of(f"{self.link}.words.{one.id}", one.words, "text", enabled=enabled)

    def _others(self) -> Json:
        """Whether the rest is really not there, asked if something was picked, and not all."""
        options, link = self._options, f"{self.link}.others"
        item = model.YesNo(id="others", ask=self.bank.texts[CONFIRM_REST].text)
        picks = picked_at(LinkPlace(self.link, options, self.within))
        rest = sum(not one.alone for one in options)
        some, not_all = f"{picks}.exists()", f"{picks}.count() < {rest}"
        enabled = enabled_when([], also=[some, not_all])
        told = options_of(self.bank, item, link)
        return item_of(link, item.ask, "choice", enabled=enabled, options=told)

    def _beside(
        self, part: str, text: str, kind: str, *extensions: Json, enabled: Json | None = None
    ) -> Json:
        """What goes with an answer: the words it was told in, and the ends of a vague date."""
        asked, when = tr(text, question=self.item.ask), enabled or self.enabled
        return item_of(f"{self.link}.{part}", asked, kind, *extensions, enabled=when)


START, FOOTER = "start", "footer"
"""The fixed texts that open the interview and stand under every page."""
DIGITS = 12
"""Of the digest that tells the texts and conditions of one version from those of another."""
IN_AN_ADDRESS = "!$&'()*+,;=:@/~"
"""What a version may hold in a canonical address besides letters and figures."""


def questionnaire_of(bank: model.Bank) -> Json:
    """The whole bank; the same for every visit to it.

    Its version tells languages apart, and banks that changed without a new number.
    """
    start, footer = (bank.texts[one].text if one in bank.texts else "" for one in (START, FOOTER))
    content = compact(
        title=bank.title,
        status="active",
        subjectType=["Patient"],
        publisher=bank.publisher,
        description=footer,
        item=[
            *display("text-start", start, "header"),
            *_section_items(bank),
            *display("text-footer", footer, "footer"),
        ],
    )
    digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:DIGITS]
    version = f"{quote(bank.version, safe=IN_AN_ADDRESS)}-{language_tag()}-{digest}"
    return compact(
        resourceType="Questionnaire",
        id=uuid_of("questionnaire", bank.id, version),
        language=language_tag(),
        text=narrative_of(bank.title, start, footer),
        url=urn_of("bank", bank.id),
        version=version,
        name=f"Bank_{bank.id}",
        **content,
    )


def _section_items(bank: model.Bank) -> Iterator[Json]:
    """The questions are numbered as on the form to fill in by hand that has all of them."""
    number = 0
    for section in bank.sections:
        items: list[Json] = []
        for question in section.questions:
            number += 1
            link, enabled = question.id, question_enabled(bank, question)
            ask = _Ask(bank=bank, item=question, link=link, enabled=enabled, prefix=f"{number}.")
            items += [*ask.items(), *_cards(bank, question)]
        yield _section(bank, section, items)


def _cards(bank: model.Bank, question: model.Question) -> Iterator[Json]:
    """What is shown as soon as an answer calls for help, wherever the form is filled in."""
    cards = ((question.urgent_if, (STOP_CARD, HELP_NOW)), (question.call_if, (CALL_TODAY,)))
    for condition, texts in cards:
        for text in texts if condition else ():
            if text in bank.texts:
                link, enabled = f"{question.id}.{text}", enabled_if(bank, condition)
                yield item_of(link, bank.texts[text].text, "display", enabled=enabled)


def _section(bank: model.Bank, section: model.Section, items: list[Json]) -> Json:
    # No id of a question has a hyphen.
    link, enabled = f"section-{section.id}", enabled_if(bank, section.ask_if)
    if "extension" in enabled:
        items = [{key: one[key] for key in one if key != "required"} for one in items]
    return item_of(link, section.title, "group", enabled=enabled, item=items)

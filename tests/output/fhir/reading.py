"""A response read back into the answers that it came from, by its text and the bank's kinds alone.

It knows nothing of how the response is made: only what the Questionnaire, the standard and the
bank say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mmn_check.bank.model import Bank, Many, One, Places, Question, Rank, Rows, Text, YesNo
from mmn_check.visit.values import (
    DECLINED,
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Side,
    Value,
    Words,
    answered,
)
from mmn_check.visit.visit import Key

Json = dict[str, Any]
DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
ORIGINAL = "http://hl7.org/fhir/StructureDefinition/originalText"
REASONS = {"asked-unknown": NOT_SURE, "asked-declined": DECLINED, "unknown": SKIPPED}
DATE_PARTS = ("as_typed", "earliest", "latest")
XHTML = "{http://www.w3.org/1999/xhtml}"
FOLLOWED = YesNo(id="others", ask=""), Text(id="words", ask="")


def each(items: list[Json]) -> Iterator[Json]:
    """Every item, those within others included."""
    for one in items:
        yield one
        yield from each(one.get("item", []))


def told_by(element: Json) -> Json:
    """What is said of an element by its extensions."""
    told = element.get("extension", [])
    return {one["url"]: next(v for k, v in one.items() if k != "url") for one in told}


def value_of(answer: Json) -> tuple[Any, Json]:
    """The value of an answer, and what is said of it by its extensions."""
    (value,) = answer.values()
    return value, told_by(value) if isinstance(value, dict) else {}


class Reader:
    """Reads one response."""

    def __init__(self, bank: Bank, response: Json) -> None:
        self._bank, self._response = bank, response
        self.answers: dict[Key, Answer] = {}
        self._parts: dict[Key, dict[str, str]] = {}
        self._dates: list[tuple[Key, Json]] = []

    def read(self) -> dict[Key, Answer]:
        """Every answer by its key."""
        self._items(self._response.get("item", []), row=None)
        for key, item in self._dates:
            self.answers[key] = self._date(key, item)
        for key, parts in self._parts.items():
            if key not in dict(self._dates):
                self.answers[key] = replace(self.answers[key], note=parts["as_typed"])
        return self.answers

    def _items(self, items: list[Json], row: str | None) -> None:
        counts: dict[str, int] = {}
        for one in items:
            link = one["linkId"]
            if "item" not in one:
                self._item(one, row)
                continue
            question = self._bank.by_id.get(link)
            if question is None:
                self._items(one["item"], None)
                continue
            number = counts[link] = counts.get(link, -1) + 1
            thing = next((o for o in one["item"] if o["linkId"] == f"{link}.thing"), None)
            self._items(one["item"], self._thing(link, thing) if thing else str(number))

    def _thing(self, table: str, thing: Json) -> str:
        """What a row is about, as it is kept."""
        code = str(thing["answer"][0]["valueCoding"]["code"])
        rows = self._bank.by_id[table]
        assert isinstance(rows, Rows)
        source = self._bank.by_id[rows.for_each or ""]
        chosen = source.picked_in if isinstance(source, One) else None
        of_places = chosen and isinstance(self._bank.by_id[chosen], Places)
        return f"{code}.whole" if of_places and "." not in code else code

    def _item(self, item: Json, row: str | None) -> None:
        question, *rest = item["linkId"].split(".")
        if rest == ["thing"]:
            return
        asked = self._bank.by_id[question]
        if rest == ["end"]:
            self._end(question, item)
            return
        key: Key = (question,)
        if isinstance(asked, Rows):
            assert rest[0] == "row"
            assert row is not None
            asked = next(cell for cell in asked.fields if cell.id == rest[1])
            key, rest = (question, "row", row, asked.id), rest[2:]
        if rest and rest[0] in DATE_PARTS:
            self._parts.setdefault(key, {})[rest[0]] = self._text(item)
        elif rest and rest[0] == "words":
            self.answers[*key, "words", ".".join(rest[1:])] = self._answer(item, FOLLOWED[1])
        elif rest:
            self.answers[*key, "others"] = self._answer(item, FOLLOWED[0])
        else:
            self.answers[key] = self._answer(item, asked, key)

    def _end(self, table: str, item: Json) -> None:
        rows = any(key[:2] == (table, "row") for key in self.answers)
        key = (table, "end") if rows else (table,)
        answer = self._answer(item, One(id="end", ask=""))
        if answer.given:
            assert answer.value == ("no_more" if rows else "none")
            answer = replace(NO_MORE, note=answer.note)
        self.answers[key] = answer

    def _answer(self, item: Json, asked: Question, key: Key = ()) -> Answer:
        told = self._valued(item, asked, key)
        return replace(told, note=told_by(item).get(ORIGINAL, ""))

    def _valued(self, item: Json, asked: Question, key: Key) -> Answer:
        why = told_by(item)
        if "answer" not in item and why[DATA_ABSENT] in REASONS:
            return REASONS[why[DATA_ABSENT]]
        match asked.kind:
            case "date":
                self._dates.append((key, item))
                return SKIPPED
            case "text":
                return answered(Words(self._text(item)))
        values = [value_of(one) for one in item["answer"]]
        value, told = values[0]
        if told.get(DATA_ABSENT) in REASONS:
            assert len(values) == 1
            return REASONS[told[DATA_ABSENT]]
        if asked.kind in ("number", "rating"):
            return answered(value)
        return answered(self._picked(asked, [one["code"] for one, _ in values]))

    def _picked(self, asked: Question, codes: list[str]) -> Value:
        match asked:
            case YesNo():
                return {"Y": "yes", "N": "no"}[codes[0]]
            case One(picked_in=str(source)) if isinstance(self._bank.by_id[source], Places):
                return _marks(codes)[0]
            case One():
                return codes[0]
            case Many() | Rank():
                return tuple(codes)
            case _:
                return _marks(codes)

    def _date(self, key: Key, item: Json) -> Answer:
        parts = self._parts[key]
        shared = str(item["answer"][0]["valueDate"]) if "answer" in item else None
        assert shared or told_by(item)[DATA_ABSENT] == "as-text"
        earliest, latest = parts.get("earliest", shared), parts.get("latest", shared)
        assert shared is None or f"{earliest}{latest}".count(shared) >= 2
        rough = RoughDate(as_typed=parts["as_typed"], earliest=earliest, latest=latest)
        return answered(rough, told_by(item).get(ORIGINAL, ""))

    def _text(self, item: Json) -> str:
        """The text of an answer; nothing where no value can hold it."""
        if "answer" in item:
            (value,) = item["answer"][0].values()
            return str(value)
        assert told_by(item)[DATA_ABSENT] == "as-text"
        return ""


def as_said(answers: Mapping[Key, Answer]) -> dict[Key, Answer]:
    """The answers of a visit, in which a table without a row ends in one way only.

    Whoever takes the last row out leaves the end behind that others give at once. How a date was
    said is in its words.
    """
    begun = {key[0] for key in answers if key[1:2] == ("row",)}
    return {
        key[:1] if key[1:] == ("end",) and key[0] not in begun else key: _in_its_words(answer)
        for key, answer in answers.items()
    }


def _in_its_words(answer: Answer) -> Answer:
    match answer.value:
        case RoughDate() as rough:
            typed = rough.as_typed if rough.as_typed.strip() else ""
            return answered(replace(rough, as_typed=typed, manner="date", about=False), answer.note)
        case Words(text) if not text.strip():
            return answered(Words(""), answer.note)
        case _:
            return answer


def read_back(bank: Bank, response: Json) -> dict[Key, Answer]:
    """Every answer that a response holds, by its key."""
    return Reader(bank, response).read()


def _marks(codes: list[str]) -> tuple[Mark, ...]:
    sides: dict[str, list[str]] = {}
    for code in codes:
        place, _, side = code.partition(".")
        sides.setdefault(place, []).append(side or "whole")
    return tuple(Mark(place, _side(found)) for place, found in sides.items())


def _side(found: list[str]) -> Side:
    if sorted(found) == ["left", "right"]:
        return "both"
    (side,) = found
    kept: dict[str, Side] = {
        "left": "left",
        "right": "right",
        "not_sure": "not_sure",
        "whole": "whole",
    }
    return kept[side]

"""Answers files as anybody may write them: every way to say something, at every place for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

from mmn_check.bank.model import Bank, Many, Question, Rows
from mmn_check.storage.all_answers import FromWritten, slot_at
from mmn_check.storage.one_answer import written_of
from mmn_check.visit.steps import Step
from mmn_check.visit.values import answered
from mmn_check.visit.visit import Key
from tests.support.walks import WORDS, any_value

Written = Any
STATES = ("not_sure", "skipped", "declined")
TYPED = (
    *("yes", "no", "Yes, at night.", "not sure", "1", "2", "1 2", "1r 2", "0", "7", "12.5"),
    *("2019", "spring 2019", "2017 or 2018", "about 2 years ago", "before the war", "when I was 4"),
)


class AnyAnswers:
    """Draws answers to one bank."""

    def __init__(self, bank: Bank, chance: Random) -> None:
        self._bank, self._chance = bank, chance

    def data(self) -> dict[str, Written]:
        """What a file may say; part of it is no answer to this bank."""
        said: dict[str, Written] = {"answers": {}, "set_aside": {}, **{one: [] for one in STATES}}
        often = self._chance.choice((0.1, 0.5, 0.9))
        for question in self._bank.questions():
            if self._chance.random() > often:
                continue
            part = self._chance.choice((*["answers"] * 12, "set_aside", *STATES))
            if part in STATES:
                said[part].append(question.id)
            else:
                said[part][question.id] = self._entry(question)
        named = self._chance.sample(sorted(said["answers"]), k=len(said["answers"]) // 4)
        said["notes"] = {name: self._text() for name in named}
        return said

    def _entry(self, question: Question) -> Written:
        match question:
            case Rows(for_each=None):
                return self._table(question)
            case Rows():
                things = self._things(question)
                return {thing: self._row(question, thing) for thing in things} or "skipped"
            case _:
                return self._simple((question.id,))

    def _table(self, table: Rows) -> Written:
        if self._chance.random() < 0.1:
            return self._chance.choice((*STATES, [], {"end": "skipped"}))
        rows = [
            self._row(table, str(at))
            for at in range(self._chance.randint(1, min(table.at_most, 3)))
        ]
        match self._chance.randint(0, 4):
            case 0:
                return {"rows": rows, "more": self._chance.choice(("yes", "no"))}
            case 1:
                return {"rows": {str(at): row for at, row in enumerate(rows, start=2)}}
            case 2:
                return {"rows": rows, "end": self._chance.choice(STATES)}
            case _:
                return rows

    def _row(self, table: Rows, row: str) -> Written:
        cells = [one.id for one in table.fields if self._chance.random() < 0.7]
        cells = cells or [table.fields[-1].id]
        return {cell: self._simple((table.id, "row", row, cell)) for cell in cells}

    def _things(self, table: Rows) -> list[str]:
        source = slot_at(self._bank, (table.for_each or "",))
        choices = source.choices if isinstance(source, Step) else ()
        ids = [one.id for one in choices if not one.exclusive]
        return self._chance.sample(ids, k=min(len(ids), self._chance.randint(1, 3)))

    def _simple(self, key: Key) -> Written:
        step = slot_at(self._bank, key)
        if not isinstance(step, Step):
            return "skipped"
        entry: dict[str, Written] = {"picked": self._said(step)}
        if isinstance(step.item, Many) and self._chance.random() < 0.5:
            entry["others"] = self._chance.choice(("yes", "no", {"state": "not_sure"}))
        words = dict(self._words(step))
        if words:
            entry["words"] = words
        if self._chance.random() < 0.1:
            entry["state"] = self._chance.choice(STATES)
            del entry["picked"]
        return entry["picked"] if [*entry] == ["picked"] else entry

    def _words(self, step: Step) -> Iterator[tuple[str, Written]]:
        for choice in step.choices:
            if choice.words and self._chance.random() < 0.5:
                state = {"state": self._chance.choice(STATES)}
                yield choice.id, self._chance.choice((self._text(), state))

    def _said(self, step: Step) -> Written:
        """A value, a state, or what one would type."""
        match self._chance.random():
            case little if little < 0.2:
                return self._chance.choice(STATES)
            case little if little < 0.35:
                return self._chance.choice(TYPED)
            case _ if not step.choices and step.item.kind in ("one", "many", "rank", "places"):
                return "skipped"
            case _:
                return written_of(answered(any_value(step, self._chance)))

    def _text(self) -> str:
        return self._chance.choice(WORDS)


def any_answers_file(bank: Bank, chance: Random, *, started: datetime) -> str:
    """The text of a file that is taken: what would be refused is left out."""
    data = AnyAnswers(bank, chance).data()
    while problems := FromWritten(bank, data, started=started).problems:
        for one in problems:
            _leave_out(data, str(one.way[1]) if one.way[0] == "notes" else one.question)
    head: dict[str, Written] = {
        "bank": {"id": bank.id, "version": chance.choice((bank.version, "0"))}
    }
    if chance.random() < 0.5:
        head |= {"finished": started.isoformat()}
    return json.dumps(head | data, ensure_ascii=False)


def _leave_out(data: dict[str, Written], name: str | None) -> None:
    for part in data.values():
        if isinstance(part, dict):
            part.pop(name, None)
        elif name in part:
            part.remove(name)

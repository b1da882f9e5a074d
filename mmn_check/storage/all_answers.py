"""All answers of a visit as its file has them, both ways: `as_written` and `FromWritten`.

How everything said to one question is written down together:

    weak: yes
    weak_places: {hand: right, neck: whole}
    helps: {picked: [rest, other], words: {other: Ice}, others: yes}
    medicines: [{name: Riluzole, dose: 50 mg}]
    tests: {rows: [{name: MRI, when: {state: not_sure}}], more: yes}
    tools: {buttons: {how: cannot}}

First it is taken apart, and the place of each part found in the bank; then the part is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from mmn_check.bank import model
from mmn_check.bank.problems import Problem, Way
from mmn_check.i18n import tr, tr_later
from mmn_check.storage.one_answer import (
    ENDED,
    Unsaid,
    answer_of,
    hidden_in,
    typed_answer,
    written_of,
)
from mmn_check.understanding.dates import Clock
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Pick, Step, picked_by
from mmn_check.visit.steps_of_question import every_pick, offering, rest_step, words_step
from mmn_check.visit.values import CLOSED, NO_MORE, STATES, UNFIT, Answer, Written
from mmn_check.visit.visit import Key, Visit

_ROW_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
QUOTED = tr_later("A text with a comma needs quotation marks around it.")
NO_FORM = tr_later("This has not the form of an answer to this question.")


def as_written(
    bank: model.Bank, visit: Visit, counts: Collection[Key] | None = None
) -> dict[str, Written]:
    """Everything said, under answers, not_sure, skipped, declined and set_aside.

    `counts` are the answers of open branches, if they are at hand.
    """
    counts = course_of(bank, visit).answers.keys() if counts is None else counts
    order = {name: place for place, name in enumerate(bank.by_id)}
    answers: dict[str, Written] = {}
    aside: dict[str, Written] = {}
    states: dict[str, list[str]] = {state: [] for state in STATES}
    for name in sorted(visit.by_question, key=order.__getitem__):
        question, said = bank.by_id[name], visit.by_question[name]
        live = {key: one for key, one in said.items() if key in counts}
        alone = live.get((name,)) if len(live) == 1 else None
        if alone and not alone.given:
            states[alone.state].append(name)
        elif live:
            answers[name] = put_together(question, live, live=True)
        if closed := {key: one for key, one in said.items() if key not in live}:
            aside[name] = put_together(question, closed, live=False)
    for name, misfits in visit.misfits.items():
        both = {CLOSED: aside[name], UNFIT: misfits} if name in aside else {UNFIT: misfits}
        aside[name] = misfits[0] if len(misfits) == len(both) == 1 else both
    return {"answers": answers, **states, "set_aside": aside}


def notes_of(visit: Visit) -> dict[str, Written]:
    """What was said beside answers, by the answer's key with dots between its parts."""
    return {".".join(key): answer.note for key, answer in visit.answers.items() if answer.note}


class FromWritten:
    """What plain data says; every part of it is an answer, or a misfit with a problem."""

    def __init__(self, bank: model.Bank, data: Mapping[str, Written], *, started: datetime) -> None:
        self.answers: dict[Key, Answer] = {}
        self.counted: set[str] = set()
        """The questions with answers that were not set aside when they were written."""
        self.problems: list[Problem] = []
        """What is no answer to the bank, each with its way in the data."""
        self.misfits: dict[str, list[Written]] = {}
        """What fits no question, by question, in a form that is found wanting again."""
        self._bank = bank
        self._started = started
        order = {name: place for place, name in enumerate(bank.by_id, start=1)}
        if age := bank.by_role.get("age"):
            order[age.id] = 0
        # "When I was 40" needs the age, and what picks among earlier picks needs those.
        for entry in sorted(self._entries(data), key=lambda one: order.get(one[0], 0)):
            self._read(*entry)
        self._read_notes(data.get("notes", {}))

    def _entries(self, data: Mapping[str, Written]) -> Iterator[tuple[str, Written, Way]]:
        """What each place in the data says of a question: its id, what is said, and the way."""
        for part in ("answers", *STATES, "set_aside"):
            match data.get(part):
                case None:
                    pass
                case list(names) if part in STATES:
                    for place, name in enumerate(names):
                        yield str(name), Unsaid(part), (part, place)
                case dict(by_name) if part not in STATES:
                    for name, entry in by_name.items():
                        for inner, way in _unwrapped(entry, (part, name)):
                            yield str(name), inner, way
                case _:
                    what = tr('Under "{part}" belongs answers by question.', part=part)
                    if part in STATES:
                        what = tr('Under "{part}" belongs a list of questions.', part=part)
                    self._complain((part,), Problem(what))

    def _read(self, name: str, content: Written, way: Way) -> None:
        """Keep what is said of a question; the rest, in a form that is found wanting again."""
        question = self._bank.by_id.get(name)
        whole = [Leaf((name,), content, way)]
        unfit: list[Way] = []
        for leaf in taken_apart(question, content, way) if question else whole:
            at = slot_at(self._bank, leaf.key, leaf.content)
            answer = answer_of(at, leaf.content, self._typed) if isinstance(at, Step) else at
            key = (name, "end") if answer == NO_MORE else leaf.key
            if key in self.answers and isinstance(answer, Answer):
                answer = Problem(tr("This is answered more than once."))
            if isinstance(answer, Problem):
                unfit.append(leaf.way[len(way) :])
                self._complain(leaf.way, answer, question=name if question else None)
                continue
            self.answers[key] = answer
            if way[0] != "set_aside":
                self.counted.add(name)
        if unfit:
            left = _unread_part(content, unfit)
            in_rows = isinstance(content, list) and left is not content
            self.misfits.setdefault(name, []).append({"rows": left} if in_rows else left)

    def _read_notes(self, notes: Written) -> None:
        """Put each note with its answer."""
        if not isinstance(notes, dict):
            self._complain(("notes",), Problem(tr("These are notes, each by its answer.")))
            return
        for name, text in notes.items():
            key = tuple(str(name).split("."))
            answer = self.answers.get(key)
            hidden = hidden_in(text) if isinstance(text, str) else None
            if answer and isinstance(text, str) and not hidden:
                self.answers[key] = replace(answer, note=text)
                continue
            self._complain(("notes", name), hidden or Problem(tr("This belongs to no answer.")))
            self.misfits.setdefault(key[0], []).append({"note": text})

    def _typed(self, step: Step, text: str) -> Answer | Problem:
        """What a person would have answered by typing this when asked."""
        if sources := model.built_on(step.item):
            picks = {one: self._picked(one) for one in sources}
            step = offering(self._bank, step.key, step.item, picks)
            if not step.choices:
                return Problem(tr("This is not asked here, so there is nothing to choose from."))
        age = self._bank.by_role.get("age")
        answer = self.answers.get((age.id,)) if age else None
        years = answer.value if answer and isinstance(answer.value, int) else None
        return typed_answer(step, text, clock=Clock(today=self._started.date(), age=years))

    def _picked(self, question: str) -> tuple[Pick, ...]:
        step = slot_at(self._bank, (question,))
        return picked_by(step, self.answers.get((question,))) if isinstance(step, Step) else ()

    def _complain(self, way: Way, problem: Problem, *, question: str | None = None) -> None:
        self.problems += problem.below(*way, question=question)


def _unwrapped(entry: Written, way: Way) -> Iterator[tuple[Written, Way]]:
    """The parts of an entry under `set_aside`, with its way: of a closed branch, and misfits."""
    match way, entry:
        case ("set_aside", _), {"no longer fits": list(misfits)} if entry.keys() <= {CLOSED, UNFIT}:
            if CLOSED in entry:
                yield entry[CLOSED], (*way, CLOSED)
            for place, misfit in enumerate(misfits):
                yield misfit, (*way, UNFIT, place)
        case _:
            yield entry, way


def slot_at(bank: model.Bank, key: Key, content: Written = "") -> Step | Problem:
    """The step at a key, with all that could ever be on offer; why there is none, if so.

    `content` is what is written there: it may tell how it came about.
    """
    question = bank.by_id.get(key[0])
    match question, key[1:]:
        case None, _:
            sentence = tr('There is no question "{name}".', name=key[0])
            return Problem(sentence, key[0], tuple(bank.by_id))
        case model.Rows(for_each=None), () | ("end",):
            return replace(_slot(bank, key, question.fields[0]), thing="1", may_end=True)
        case model.Rows(), ("row", _):
            return Problem(tr("A row is made of fields, such as {name: ...}."))
        case model.Rows(), ("row", row, name, *rest):
            if cell := question.cells.get(name):
                return _no_row(bank, question, row) or _part(bank, key[:4], cell, rest)
            why = tr('"{name}" is no field of a row.', name=name)
            if content is None:  # {question: Can I drive, and work?}
                return Problem(f"{why} {tr(QUOTED)}")
            return Problem(why, name, tuple(question.cells))
        case model.Rows(), _:
            return Problem(tr(NO_FORM))
        case _:
            return _part(bank, key[:1], question, key[1:])


def _no_row(bank: model.Bank, table: model.Rows, row: str) -> Problem | None:
    """Why a table has no such row, if so."""
    if table.for_each is None:
        rows = {str(number) for number in range(table.at_most)}
        why = tr("Rows count from 1 to {most}.", most=table.at_most)
    else:
        meant = (one.choice for one in every_pick(bank, table.for_each))
        rows = {one.id for one in meant if model.is_meant(one, table.only)}
        why = tr('"{row}" has no row here.', row=row)
    return None if row in rows else Problem(why)


def _part(
    bank: model.Bank, key: Key, item: model.Simple | model.Rank, rest: Sequence[str]
) -> Step | Problem:
    """A simple question or cell itself, or one of its follow-ups."""
    step = _slot(bank, key, item)
    match rest:
        case []:
            return step
        case ["words", name]:
            for choice in step.choices:
                if choice.id == name and choice.words:
                    return words_step(step, choice)
            return Problem(tr('"{choice}" asks for no words.', choice=name))
        case ["others"] if isinstance(item, model.Many) and item.confirm_rest:
            return rest_step(step, bank)
        case ["others"]:
            return Problem(tr("It is not asked whether the others are really absent."))
        case _:
            return Problem(tr(NO_FORM))


def _slot(bank: model.Bank, key: Key, item: model.Simple | model.Rank) -> Step:
    picks = {one: every_pick(bank, one) for one in model.built_on(item)}
    return offering(bank, key, item, picks)


_FOLLOWED = frozenset({"picked", "state", "words", "others"})
_EITHER = frozenset({"picked", "state"})
"""Of which an answer has one."""
_TABLE = frozenset({"rows", "state", "end", "more"})


class Leaf(NamedTuple):
    """What is written for one key."""

    key: Key
    content: Written
    way: Way


def taken_apart(question: model.Question, entry: Written, way: Way) -> Iterator[Leaf]:
    """What an entry says, key by key; what has no right shape is left whole."""
    key = (question.id,)
    match question, entry:
        case _, Unsaid():
            yield Leaf(key, entry, way)
        case model.Rows(for_each=None), list():
            yield from _rows_apart(question, entry, way)
            if len(entry) < question.at_most:  # nobody asks whether a full table has more
                yield Leaf((*key, "end"), ENDED, way)
        case model.Rows(for_each=None), dict() if entry and entry.keys() <= _TABLE:
            for name, part in entry.items():
                yield from _part_of_table(question, name, part, (*way, name))
        case model.Rows(for_each=str()), dict() if entry:
            yield from _rows_apart(question, entry, way)
        case model.Rows(), _:
            yield Leaf(key, entry, way)
        case _:
            yield from _simple(key, entry, way)


def _part_of_table(table: model.Rows, name: str, part: Written, way: Way) -> Iterator[Leaf]:
    match name, part:
        case "rows", list() | dict() if part or isinstance(part, list):
            yield from _rows_apart(table, part, way)
        case "state", _:
            yield Leaf((table.id,), Unsaid(part), way)
        case ("end", "no_more") | ("more", "no"):
            yield Leaf((table.id, "end"), ENDED, way)
        case "more", "yes":
            return
        case _:
            yield Leaf((table.id, name), Unsaid(part) if name == "end" else part, way)


def _rows_apart(table: model.Rows, rows: Written, way: Way) -> Iterator[Leaf]:
    """The cells of rows in a list, by their numbers from 1, or by what they are about."""
    for name, row in rows.items() if isinstance(rows, dict) else enumerate(rows):
        at = str(name)
        if isinstance(rows, dict) and not table.for_each:
            at = str(int(at) - 1) if _ROW_NUMBER.fullmatch(at) else ""
        key = (table.id, "row", at)
        if isinstance(row, dict) and row:
            for cell, said in row.items():
                yield from _simple((*key, str(cell)), said, (*way, name, cell))
        elif table.for_each or isinstance(row, dict | list):
            yield Leaf(key, row, (*way, name))
        else:
            yield Leaf((*key, table.fields[0].id), row, (*way, name))


def _simple(key: Key, entry: Written, way: Way) -> Iterator[Leaf]:
    """An answer, alone or with its follow-ups."""
    parts = entry if isinstance(entry, dict) and entry.keys() <= _FOLLOWED else {}
    if not parts or parts.keys() >= _EITHER:
        yield Leaf(key, entry, way)
        return
    for name, part in parts.items():
        inside = (*way, name)
        match name, part:
            case "picked", _:
                yield Leaf(key, part, inside)
            case "state", _:
                yield Leaf(key, Unsaid(part), inside)
            case "words", dict() if part:
                for choice, said in part.items():
                    yield from _simple((*key, name, str(choice)), said, (*inside, choice))
            case _:
                yield from _simple((*key, name), part, inside)


def _unread_part(entry: Written, ways: Sequence[Way]) -> Written:
    """What of an entry stands at these ways, in a form that is read in the same way."""
    if () in ways:
        return {"state": entry.state} if isinstance(entry, Unsaid) else entry
    below: dict[Any, list[Way]] = {}
    for first, *rest in ways:
        below.setdefault(first, []).append(tuple(rest))
    left = {at: _unread_part(entry[at], rest) for at, rest in below.items()}
    if isinstance(entry, list):  # of rows: no other is taken apart
        return _numbered(left)
    return _bare(left) if len(entry) > 1 and entry.keys() <= _FOLLOWED else left


def put_together(question: model.Question, said: Mapping[Key, Answer], *, live: bool) -> Written:
    """The entry that says what stands at each key; `live` tells an open table that it is open."""
    own = {key[1:]: answer for key, answer in said.items()}
    if not isinstance(question, model.Rows):
        return _put_simple(own)
    cells: dict[str, dict[str, dict[Key, Answer]]] = {}
    for key, answer in own.items():
        if key[:1] == ("row",):
            cells.setdefault(key[1], {}).setdefault(key[2], {})[key[3:]] = answer
    rows = {
        row: {name: _put_simple(parts) for name, parts in named.items()}
        for row, named in cells.items()
    }
    if question.for_each:
        return rows
    numbered = _numbered({int(row): cells for row, cells in rows.items()})
    entry: dict[str, Written] = {"rows": numbered} if rows else {}
    if () in own:
        entry["state"] = own[()].state
    if end := own.get(("end",)):
        entry["end"] = end.value or end.state
    full = len(rows) >= question.at_most  # nobody asks whether it has more
    if entry.get("end", ENDED if full else None) == ENDED and "state" not in entry:
        listed = entry.get("rows", [])
        return listed if isinstance(listed, list) else entry
    return entry | ({"more": "yes"} if live and rows and not end else {})


def _numbered(rows: Mapping[int, Written]) -> Written:
    """Rows in a list if none is missing, else by their number, counted from 1."""
    ordered = sorted(rows)
    if ordered == [*range(len(rows))]:
        return [rows[at] for at in ordered]
    return {str(at + 1): rows[at] for at in ordered}


def _put_simple(own: Mapping[Key, Answer]) -> Written:
    entry: dict[str, Written] = {}
    for key, answer in own.items():
        match key:
            case () if answer.given:
                entry["picked"] = written_of(answer)
            case ():
                entry["state"] = answer.state
            case ("words", choice):
                entry.setdefault("words", {})[choice] = _put_simple({(): answer})
            case _:
                entry[key[0]] = _put_simple({(): answer})
    return _bare(entry)


def _bare(entry: dict[str, Written]) -> Written:
    """An answer without its follow-ups, if it has none."""
    picked = entry.get("picked")
    # A place may be called "words": what looks like follow-ups is not left bare.
    ambiguous = isinstance(picked, dict) and picked and picked.keys() <= _FOLLOWED
    return picked if entry.keys() == {"picked"} and not ambiguous else entry

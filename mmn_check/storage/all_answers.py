"""All answers of a visit as its file has them, both ways: `as_written` and `from_written`.

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
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from typing import Any, NamedTuple

from mmn_check.bank import model
from mmn_check.bank.problems import Problem, Way
from mmn_check.i18n import tr, tr_later
from mmn_check.storage.one_answer import (
    ENDED,
    answer_of,
    every_pick,
    hidden_in,
    typed_answer,
    written_of,
)
from mmn_check.understanding.dates import Clock
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step
from mmn_check.visit.steps_of_question import offer, rest_step, words_step
from mmn_check.visit.values import (
    CLOSED,
    NO_MORE,
    STATES,
    UNFIT,
    Answer,
    Unsaid,
    Written,
    each_misfit,
)
from mmn_check.visit.visit import Key, Visit

_ROW = re.compile(r"0|[1-9][0-9]{0,5}")
QUOTED = tr_later("A text with a comma needs quotation marks around it.")


class Slots:
    """The places for answers that one bank has."""

    def __init__(self, bank: model.Bank) -> None:
        self._bank = bank
        self._picks = cache(partial(every_pick, bank))

    def at(self, key: Key) -> Step | None:
        """The step at a key, with all that could ever be on offer; None if the bank has none."""
        question = self._bank.by_id.get(key[0])
        match question, key[1:]:
            case None, _:
                return None
            case model.Rows(for_each=None), () | ("end",):
                return self._step(key, question.fields[0], thing="1", may_end=True)
            case model.Rows(), ("row", row, name, *rest) if self._has_row(question, row):
                cell = question.cells.get(name)
                return self._part(key[:4], cell, rest) if cell else None
            case model.Rows(), _:
                return None
            case _:
                return self._part(key[:1], question, key[1:])

    def _part(self, key: Key, item: model.Simple | model.Rank, rest: Sequence[str]) -> Step | None:
        """A simple question or cell itself, or one of its follow-ups."""
        step = self._step(key, item)
        match rest:
            case []:
                return step
            case ["words", name]:
                asks = (one for one in step.choices if one.id == name and one.words)
                return next((words_step(step, one) for one in asks), None)
            case ["others"] if isinstance(item, model.Many) and item.confirm_rest:
                return rest_step(step, self._bank)
            case _:
                return None

    def _step(self, key: Key, item: model.Simple | model.Rank, **more: Any) -> Step:
        bank, question = self._bank, self._bank.by_id[key[0]]
        choices, marks = offer(item, {one: self._picks(one) for one in model.built_on(item)})
        return Step(
            key=key,
            section=bank.section_of[question.id],
            question=question,
            item=item,
            language=bank.language,
            choices=choices,
            marks=marks,
            **more,
        )

    def _has_row(self, table: model.Rows, row: str) -> bool:
        if table.for_each is None:
            return bool(_ROW.fullmatch(row)) and int(row) < table.at_most
        return any(
            pick.choice.id == row and model.is_meant(pick.choice, table.only)
            for pick in self._picks(table.for_each)
        )


def as_written(
    bank: model.Bank, visit: Visit, counts: Collection[Key] | None = None
) -> dict[str, Written]:
    """Everything said, under answers, not_sure, skipped, declined and set_aside.

    `counts` are the answers of open branches, if they are at hand.
    """
    counts = course_of(bank, visit).answers.keys() if counts is None else counts
    order = {name: place for place, name in enumerate(bank.by_id)}
    written: dict[str, Written] = {
        "answers": {},
        **{state: [] for state in STATES},
        "set_aside": {},
    }
    for name in sorted(visit.by_question, key=order.__getitem__):
        said = {key: written_of(one) for key, one in visit.by_question[name].items()}
        live = {key: one for key, one in said.items() if key in counts}
        match list(live.items()):
            case []:
                pass
            case [((_,), Unsaid(state))]:
                written[state].append(name)
            case [((_,), str() | int() | float() as plain)]:
                written["answers"][name] = plain
            case _:
                written["answers"][name] = put_together(bank.by_id[name], live, live=True)
        if closed := {key: one for key, one in said.items() if key not in live}:
            written["set_aside"][name] = put_together(bank.by_id[name], closed, live=False)
    for name, misfit in visit.misfits.items():
        aside = written["set_aside"]
        both = name in aside
        aside[name] = {CLOSED: aside[name], UNFIT: each_misfit(misfit)} if both else misfit
    return written


def notes_of(visit: Visit) -> dict[str, Written]:
    """What was said beside answers, by the answer's key with dots between its parts."""
    return {".".join(key): answer.note for key, answer in visit.answers.items() if answer.note}


@dataclass(kw_only=True)
class FromWritten:
    """What plain data came to."""

    answers: dict[Key, Answer] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    """The questions with answers that were not set aside when they were written."""
    misfits: dict[str, Written] = field(default_factory=dict)
    """What fits no question, by question, in a form that is found wanting again."""
    problems: list[Problem] = field(default_factory=list)
    """What is no answer to the bank, each with its way in the data."""


def from_written(
    bank: model.Bank, data: Mapping[str, Written], *, started: datetime
) -> FromWritten:
    """What the data says; every part of it is an answer, or a misfit with a problem."""
    return _AnswersReader(bank, started).read(data)


class _AnswersReader:
    def __init__(self, bank: model.Bank, started: datetime) -> None:
        self._bank = bank
        self._slots = Slots(bank)
        version = bank.version
        self._start = Visit(
            name="", bank_id=bank.id, bank_version=version, started=started, depth=3
        )
        self._found = FromWritten()

    def read(self, data: Mapping[str, Written]) -> FromWritten:
        entries = list(self._entries(data))
        misfits: dict[str, list[Written]] = {name: [] for name, _, _ in entries}
        order = {name: place for place, name in enumerate(self._bank.by_id, start=1)}
        if age := self._bank.by_role.get("age"):
            order[age.id] = 0
        # "When I was 40" needs the age, and what picks among earlier picks needs those.
        for name, content, way in sorted(entries, key=lambda one: order.get(one[0], 0)):
            misfits[name] += self._read(name, content, way)
        for name, misfit in self._notes(data.get("notes", {})):
            misfits.setdefault(name, []).append(misfit)
        self._found.misfits = {
            name: several[0] if len(several) == 1 else {UNFIT: several}
            for name, several in misfits.items()
            if several
        }
        return self._found

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

    def _read(self, name: str, content: Written, way: Way) -> list[Written]:
        """Keep what is said of a question; the rest, in a form that is found wanting again."""
        question = self._bank.by_id.get(name)
        if question is None:
            sentence = tr('There is no question "{name}".', name=name)
            self._complain(way, Problem(sentence, name, tuple(self._bank.by_id)))
            return [{"state": content.state} if isinstance(content, Unsaid) else content]
        unfit: dict[Key, Written] = {}
        for leaf in taken_apart(question, content, way):
            step = self._slots.at(leaf.key)
            read = answer_of(step, leaf.content, self._typed) if step else None
            answer = read or _no_slot(question, leaf)
            key = (name, "end") if answer == NO_MORE else leaf.key
            if not isinstance(answer, Problem) and key in self._found.answers:
                answer = Problem(tr("This is answered more than once."))
            if isinstance(answer, Problem):
                unfit[leaf.key] = leaf.content
                self._complain(leaf.way, answer, question=name)
                continue
            self._found.answers[key] = answer
            if way[0] != "set_aside":
                self._found.counted.add(name)
        return [put_together(question, unfit, live=False)] if unfit else []

    def _notes(self, notes: Written) -> Iterator[tuple[str, Written]]:
        """Put each note with its answer; gives those without one, by their question."""
        if not isinstance(notes, dict):
            self._complain(("notes",), Problem(tr("These are notes, each by its answer.")))
            return
        for name, text in notes.items():
            key = tuple(str(name).split("."))
            answer = self._found.answers.get(key)
            unfit = hidden_in(text) if isinstance(text, str) else None
            if answer and isinstance(text, str) and not unfit:
                self._found.answers[key] = replace(answer, note=text)
                continue
            self._complain(("notes", name), unfit or Problem(tr("This belongs to no answer.")))
            yield key[0], {"note": text}

    def _typed(self, step: Step, text: str) -> Answer | Problem:
        """What a person would have answered by typing this when asked."""
        age = self._bank.by_role.get("age")
        answer = self._found.answers.get((age.id,)) if age else None
        value = answer.value if answer and isinstance(answer.value, int) else None
        if model.built_on(step.item):
            so_far = replace(self._start, answers=self._found.answers)
            open_step = course_of(self._bank, so_far).step_at(step.key)
            if open_step is None:
                return Problem(tr("This is not asked here, so there is nothing to choose from."))
            step = open_step
        return typed_answer(step, text, clock=Clock(today=self._start.started.date(), age=value))

    def _complain(self, way: Way, problem: Problem, *, question: str | None = None) -> None:
        self._found.problems += problem.below(*way, question=question)


def _no_slot(question: model.Question, leaf: Leaf) -> Problem:
    """Why a part of a question has no place in the bank."""
    part = leaf.key[1:]
    match question, part:
        case model.Rows(), ("row", _):
            return Problem(tr("A row is made of fields, such as {name: ...}."))
        case model.Rows(), ("row", row, name, *rest):
            fields = tuple(question.cells)
            if name not in fields:
                why = tr('"{name}" is no field of a row.', name=name)
                if leaf.content is None:  # {question: Can I drive, and work?}
                    return Problem(f"{why} {tr(QUOTED)}")
                return Problem(why, name, fields)
            if not rest and question.for_each:
                return Problem(tr('"{row}" has no row here.', row=row))
            if not rest:
                return Problem(tr("Rows count from 1 to {most}.", most=question.at_most))
    match part:
        case (*_, "words", choice):
            return Problem(tr('"{choice}" asks for no words.', choice=choice))
        case (*_, "others"):
            return Problem(tr("It is not asked whether the others are really absent."))
        case _:
            return Problem(tr("This has not the form of an answer to this question."))


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


class Leaf(NamedTuple):
    """What is written for one key."""

    key: Key
    content: Written
    way: Way = ()


_FOLLOWED = frozenset({"picked", "state", "words", "others"})
_TABLE = frozenset({"rows", "state", "end", "more"})
_ROW_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_STRANGE = "."
"""Marks the row part of a key that is no number."""


def taken_apart(question: model.Question, entry: Written, way: Way) -> Iterator[Leaf]:
    """What an entry says, key by key; what has no right shape is left whole."""
    key = (question.id,)
    match question, entry:
        case _, Unsaid():
            yield Leaf(key, entry, way)
        case model.Rows(for_each=None), list():
            yield from _leaves_of_list(question, entry, way)
            if len(entry) < question.at_most:  # nobody asks whether a full table has more
                yield Leaf((*key, "end"), ENDED, way)
        case model.Rows(for_each=None), dict() if entry and entry.keys() <= _TABLE:
            for name, part in entry.items():
                yield from _part_of_table(question, name, part, (*way, name))
        case model.Rows(for_each=str()), dict() if entry:
            for name, row in entry.items():
                yield from _leaves_of_row((*key, "row", str(name)), row, (*way, name))
        case model.Rows(), _:
            yield Leaf(key, entry, way)
        case _:
            yield from _simple(key, entry, way)


def put_together(question: model.Question, leaves: Mapping[Key, Written], *, live: bool) -> Written:
    """The entry that says what stands at each key; `live` tells an open table that it is open."""
    own = {key[1:]: content for key, content in leaves.items()}
    match question:
        case model.Rows() if () in own and not isinstance(own[()], Unsaid):
            return own[()]
        case model.Rows(for_each=None):
            return _put_table(question, own, live=live)
        case model.Rows():
            state = own.pop((), None)  # of a table that has none
            return ({"state": state.state} if state else {}) | _put_rows(own)
        case _:
            return _put_simple(own)


def _simple(key: Key, entry: Written, way: Way) -> Iterator[Leaf]:
    """An answer, alone or with its follow-ups."""
    match entry:
        case dict() if entry and entry.keys() <= _FOLLOWED and not entry.keys() >= _EITHER:
            for name, part in entry.items():
                inside = (*way, name)
                match name, part:
                    case "picked", _:
                        yield Leaf(key, part, inside)
                    case "state", _:
                        yield Leaf(key, Unsaid(part), inside)
                    case "words", dict() if part:
                        for choice, said in part.items():
                            yield _follow_up((*key, name, str(choice)), said, (*inside, choice))
                    case _:
                        yield _follow_up((*key, name), part, inside)
        case _:
            yield Leaf(key, entry, way)


_EITHER = frozenset({"picked", "state"})
"""Of which an answer has one."""


def _follow_up(key: Key, content: Written, way: Way) -> Leaf:
    match content:
        case {"state": state} if len(content) == 1:
            return Leaf(key, Unsaid(state), (*way, "state"))
        case _:
            return Leaf(key, content, way)


def _part_of_table(question: model.Rows, name: str, part: Written, way: Way) -> Iterator[Leaf]:
    key = (question.id,)
    match name, part:
        case "rows", list():
            yield from _leaves_of_list(question, part, way)
        case "rows", dict() if part:
            for number, row in part.items():
                known = _ROW_NUMBER.fullmatch(str(number))
                index = str(int(number) - 1) if known else f"{_STRANGE}{number}"
                yield from _leaves_of_row((*key, "row", index), row, (*way, number))
        case "state", _:
            yield Leaf(key, Unsaid(part), way)
        case ("end", "no_more") | ("more", "no"):
            yield Leaf((*key, "end"), ENDED, way)
        case "more", "yes":
            return
        case _:
            yield Leaf((*key, name), Unsaid(part) if name == "end" else part, way)


def _leaves_of_list(question: model.Rows, rows: list[Written], way: Way) -> Iterator[Leaf]:
    for index, row in enumerate(rows):
        key = (question.id, "row", str(index))
        if isinstance(row, list | dict):
            yield from _leaves_of_row(key, row, (*way, index))
        else:
            yield Leaf((*key, question.fields[0].id), row, (*way, index))


def _leaves_of_row(key: Key, row: Written, way: Way) -> Iterator[Leaf]:
    if not (isinstance(row, dict) and row):
        yield Leaf(key, row, way)
        return
    for name, cell in row.items():
        yield from _simple((*key, str(name)), cell, (*way, name))


def _put_simple(own: Mapping[Key, Written]) -> Written:
    entry: dict[str, Written] = {}
    for key, content in own.items():
        match key, content:
            case (), Unsaid(state):
                entry["state"] = state
            case (), _:
                entry["picked"] = content
            case ("words", choice), _:
                entry.setdefault("words", {})[choice] = _stated(content)
            case _:
                entry[key[0]] = _stated(content)
    bare = entry.get("picked")
    # A place may be called "words": what looks like follow-ups is not left bare.
    ambiguous = isinstance(bare, dict) and bare and bare.keys() <= _FOLLOWED
    return bare if entry.keys() == {"picked"} and not ambiguous else entry


def _stated(content: Written) -> Written:
    return {"state": content.state} if isinstance(content, Unsaid) else content


def _put_table(table: model.Rows, own: Mapping[Key, Written], *, live: bool) -> Written:
    rows = _put_rows({key: content for key, content in own.items() if key[:1] == ("row",)})
    entry: dict[str, Written] = {"rows": _as_list(rows)} if rows else {}
    for name, key in (("state", ()), ("rows", ("rows",)), ("end", ("end",)), ("more", ("more",))):
        if key in own:
            content = own[key]
            entry[name] = content.state if isinstance(content, Unsaid) else content
    full = len(rows) >= table.at_most  # nobody asks whether it has more
    if entry.get("end", ENDED if full else None) == ENDED and entry.keys() <= {"rows", "end"}:
        listed = entry.get("rows", [])
        return listed if isinstance(listed, list) else entry
    return entry | ({"more": "yes"} if live and "rows" in entry and "end" not in entry else {})


def _put_rows(own: Mapping[Key, Written]) -> dict[str, Written]:
    cells: dict[str, dict[str, dict[Key, Written]]] = {}
    whole: dict[str, Written] = {}
    for key, content in own.items():
        if len(key) == 2:
            whole[key[1]] = content
        else:
            cells.setdefault(key[1], {}).setdefault(key[2], {})[key[3:]] = content
    return whole | {
        row: {name: _put_simple(parts) for name, parts in named.items()}
        for row, named in cells.items()
    }


def _as_list(rows: Mapping[str, Written]) -> Written:
    """Rows in a list if none is missing, else by their number, counted from 1."""
    if rows.keys() == {str(number) for number in range(len(rows))}:
        return [rows[str(number)] for number in range(len(rows))]
    numbers = sorted(int(row) for row in rows if not row.startswith(_STRANGE))
    strange = {row[len(_STRANGE) :]: rows[row] for row in rows if row.startswith(_STRANGE)}
    return {str(number + 1): rows[str(number)] for number in numbers} | strange

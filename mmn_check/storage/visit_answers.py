"""A visit's answers as plain data, both ways: `to_plain` and `from_plain`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from mmn_check.bank import model
from mmn_check.bank.problems import Problem, Way
from mmn_check.i18n import tr, tr_later
from mmn_check.storage.answer_entries import Leaf, put_together, taken_apart
from mmn_check.storage.answer_values import (
    answer_of,
    hidden_in,
    plain_of,
    sides_of,
    typed_answer,
)
from mmn_check.understanding.dates.reading import Clock
from mmn_check.visit.flow import course_of
from mmn_check.visit.open_steps import Around, offering, rest_step, words_step
from mmn_check.visit.steps import Pick, Step
from mmn_check.visit.values import (
    CLOSED,
    NO_MORE,
    STATES,
    UNFIT,
    Answer,
    Mark,
    Plain,
    Unsaid,
    each_misfit,
)
from mmn_check.visit.visit import Key, Visit

_ROW = re.compile(r"0|[1-9][0-9]{0,5}")
QUOTED = tr_later("A text with a comma needs quotation marks around it.")


class Slots:
    """The places for answers that one bank has."""

    def __init__(self, bank: model.Bank) -> None:
        self._bank = bank
        self._picks: dict[str, tuple[Pick, ...]] = {}
        begun = datetime.fromtimestamp(0, UTC)
        self._nobody = Visit(name="", bank_id=bank.id, bank_version=bank.version, started=begun)

    def at(self, key: Key) -> Step | None:
        """The step at a key, with all that could ever be on offer; None if the bank has none."""
        question = self._bank.by_id.get(key[0])
        match question, key[1:]:
            case None, _:
                return None
            case model.Rows(for_each=None), () | ("end",):
                return self._step(question, key, question.fields[0], thing="1", may_end=True)
            case model.Rows(), ("row", row, name, *rest) if self._has_row(question, row):
                cell = question.cells.get(name)
                return self._part(question, key[:4], cell, rest) if cell else None
            case model.Rows(), _:
                return None
            case _:
                return self._part(question, key[:1], question, key[1:])

    def _part(
        self,
        question: model.Question,
        key: Key,
        item: model.Simple | model.Rank,
        rest: Sequence[str],
    ) -> Step | None:
        """A simple question or cell itself, or one of its follow-ups."""
        step = self._step(question, key, item)
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

    def _step(
        self,
        question: model.Question,
        key: Key,
        item: model.Simple | model.Rank,
        *,
        thing: str | None = None,
        may_end: bool = False,
    ) -> Step:
        section = self._bank.section_of[question.id]
        picks = {source: self._every_pick(source) for source in model.built_on(item)}
        around = Around(self._bank, self._nobody, section, question, picks)
        return offering(around, key, item, thing=thing, may_end=may_end)

    def _every_pick(self, source: str) -> tuple[Pick, ...]:
        """All that a question could put on offer for later ones."""
        if source not in self._picks:
            step = self.at((source,))
            self._picks[source] = _picks_of(step) if step else ()
        return self._picks[source]

    def _has_row(self, table: model.Rows, row: str) -> bool:
        if table.for_each is None:
            return bool(_ROW.fullmatch(row)) and int(row) < table.at_most
        return any(
            pick.choice.id == row and model.is_meant(pick.choice, table.only)
            for pick in self._every_pick(table.for_each)
        )


def _picks_of(step: Step) -> tuple[Pick, ...]:
    choices = [choice for choice in step.choices if not choice.exclusive]
    if not isinstance(step.item, model.Places):
        return tuple(Pick(choice, step.marks.get(choice.id)) for choice in choices)
    return tuple(
        Pick(choice, Mark(choice.id, side))
        for choice in choices
        for side in sides_of(choice)
        if side != "both"
    )


def to_plain(
    bank: model.Bank, visit: Visit, counts: Collection[Key] | None = None
) -> dict[str, Plain]:
    """Everything said, under answers, not_sure, skipped, declined and set_aside.

    `counts` are the answers of open branches, if they are at hand.
    """
    counts = course_of(bank, visit).answers.keys() if counts is None else counts
    order = {name: place for place, name in enumerate(bank.by_id)}
    by_question: dict[str, tuple[dict[Key, Plain], dict[Key, Plain]]] = {}
    for key in sorted(visit.answers, key=lambda key: order[key[0]]):
        live, closed = by_question.setdefault(key[0], ({}, {}))
        (live if key in counts else closed)[key] = plain_of(visit.answers[key])
    written: dict[str, Plain] = {"answers": {}, **{state: [] for state in STATES}, "set_aside": {}}
    for name, (live, closed) in by_question.items():
        match list(live.items()):
            case []:
                pass
            case [((_,), Unsaid(state))]:
                written[state].append(name)
            case _:
                written["answers"][name] = put_together(bank.by_id[name], live, live=True)
        if closed:
            written["set_aside"][name] = put_together(bank.by_id[name], closed, live=False)
    for name, misfit in visit.misfits.items():
        aside = written["set_aside"]
        both = name in aside
        aside[name] = {CLOSED: aside[name], UNFIT: each_misfit(misfit)} if both else misfit
    return written


def notes_of(visit: Visit) -> dict[str, Plain]:
    """What was said beside answers, by the answer's key with dots between its parts."""
    return {".".join(key): answer.note for key, answer in visit.answers.items() if answer.note}


@dataclass(kw_only=True)
class FromPlain:
    """What plain data came to."""

    answers: dict[Key, Answer] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    """The questions with answers that were not set aside when they were written."""
    misfits: dict[str, Plain] = field(default_factory=dict)
    """What fits no question, by question, in a form that is found wanting again."""
    problems: list[Problem] = field(default_factory=list)
    """What is no answer to the bank, each with its way in the data."""


def from_plain(bank: model.Bank, data: Mapping[str, Plain], *, started: datetime) -> FromPlain:
    """What the data says; every part of it is an answer, or a misfit with a problem."""
    return _AnswersReader(bank, started).read(data)


class _AnswersReader:
    def __init__(self, bank: model.Bank, started: datetime) -> None:
        self._bank = bank
        self._slots = Slots(bank)
        self._started = started
        self._found = FromPlain()

    def read(self, data: Mapping[str, Plain]) -> FromPlain:
        entries = list(self._entries(data))
        misfits: dict[str, list[Plain]] = {name: [] for name, _, _ in entries}
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

    def _entries(self, data: Mapping[str, Plain]) -> Iterator[tuple[str, Plain, Way]]:
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
                    self._complain((part,), Problem(_form_of(part)))

    def _read(self, name: str, content: Plain, way: Way) -> list[Plain]:
        """Keep what is said of a question; the rest, in a form that is found wanting again."""
        question = self._bank.by_id.get(name)
        if question is None:
            sentence = tr('There is no question "{name}".', name=name)
            self._complain(way, Problem(sentence, name, tuple(self._bank.by_id)))
            return [{"state": content.state} if isinstance(content, Unsaid) else content]
        unfit: dict[Key, Plain] = {}
        for leaf in taken_apart(question, content, way):
            step = self._slots.at(leaf.key)
            answer = (
                answer_of(step, leaf.content, typed=self._typed)
                if step
                else _no_slot(question, leaf)
            )
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

    def _notes(self, notes: Plain) -> Iterator[tuple[str, Plain]]:
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
            open_step = course_of(self._bank, self._visit()).step_at(step.key)
            if open_step is None:
                return Problem(tr("This is not asked here, so there is nothing to choose from."))
            step = open_step
        return typed_answer(step, text, clock=Clock(today=self._started.date(), age=value))

    def _visit(self) -> Visit:
        """The visit as far as it is read."""
        visit = Visit(
            name="", bank_id=self._bank.id, bank_version=self._bank.version, started=self._started
        )
        return replace(visit, depth=3, answers=self._found.answers)

    def _complain(self, way: Way, problem: Problem, *, question: str | None = None) -> None:
        self._found.problems += problem.below(*way, question=question)


def _form_of(part: str) -> str:
    if part in STATES:
        return tr('Under "{part}" belongs a list of questions.', part=part)
    return tr('Under "{part}" belongs answers by question.', part=part)


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


def _unwrapped(entry: Plain, way: Way) -> Iterator[tuple[Plain, Way]]:
    """The parts of an entry under `set_aside`, with its way: of a closed branch, and misfits."""
    match way, entry:
        case ("set_aside", _), {"no longer fits": list(misfits)} if entry.keys() <= {CLOSED, UNFIT}:
            if CLOSED in entry:
                yield entry[CLOSED], (*way, CLOSED)
            for place, misfit in enumerate(misfits):
                yield misfit, (*way, UNFIT, place)
        case _:
            yield entry, way

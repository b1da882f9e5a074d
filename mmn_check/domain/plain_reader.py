"""Plain data read back: every part of it is an answer, or a misfit with a complaint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mmn_check.domain.bank import Bank
from mmn_check.domain.entries import Leaf, Plain, Unsaid, Way, put_together, taken_apart
from mmn_check.domain.picks import Unfit
from mmn_check.domain.plain import CLOSED, UNFIT, each_misfit
from mmn_check.domain.slots import Slots
from mmn_check.domain.steps import Step
from mmn_check.domain.stored import STATES, answer_of
from mmn_check.domain.values import NO_MORE, Answer
from mmn_check.domain.visit import Key


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """Something in plain data that is no answer to the bank, and where."""

    way: Way
    sentence: str
    question: str | None = None
    word: str = ""
    known: tuple[str, ...] = ()
    """What the word might have been meant to be."""


@dataclass(kw_only=True)
class FromPlain:
    """What plain data came to."""

    answers: dict[Key, Answer] = field(default_factory=dict)
    misfits: dict[str, Plain] = field(default_factory=dict)
    """What fits no question, by question, in a form that is found wanting again."""
    complaints: list[Complaint] = field(default_factory=list)


def from_plain(bank: Bank, data: Mapping[str, Plain], *, started: datetime) -> FromPlain:
    """What the data says; every part of it is an answer, or a misfit with a complaint."""
    return _Reader(bank, started).read(data)


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """What one place in the data says of one question."""

    name: str
    content: Plain
    leaves: tuple[Leaf, ...] | None
    """None if the bank has no such question."""
    unfit: dict[Key, Plain] = field(default_factory=dict)


class _Reader:
    def __init__(self, bank: Bank, started: datetime) -> None:
        self._bank = bank
        self._slots = Slots(bank)
        self._started = started
        self._found = FromPlain()

    def read(self, data: Mapping[str, Plain]) -> FromPlain:
        entries = list(self._entries(data))
        leaves = [(leaf, entry) for entry in entries for leaf in entry.leaves or ()]
        order = {name: place for place, name in enumerate(self._bank.by_id)}
        # What an earlier question picked is known before what picks among it is read.
        for leaf, entry in sorted(leaves, key=lambda pair: order[pair[0].key[0]]):
            self._take(leaf, entry)
        for entry in entries:
            self._keep_misfit(entry)
        return self._found

    def _entries(self, data: Mapping[str, Plain]) -> Iterator[_Entry]:
        for part in ("answers", *STATES, "set_aside"):
            content = data.get(part)
            if part in STATES and isinstance(content, list):
                for place, name in enumerate(content):
                    way: Way = (part, place)
                    leaf = Leaf(key=(str(name),), content=Unsaid(part), way=way)
                    yield self._entry(str(name), {"state": part}, way, (leaf,))
            elif part not in STATES and isinstance(content, dict):
                for name, entry in content.items():
                    for inner, way in _unwrapped(entry, (part, name)):
                        yield self._entry(str(name), inner, way, None)
            elif content is not None:
                form = "a list of questions" if part in STATES else "answers by question"
                self._complain((part,), Unfit(f'Under "{part}" belongs {form}.'))

    def _entry(
        self, name: str, content: Plain, way: Way, leaves: tuple[Leaf, ...] | None
    ) -> _Entry:
        question = self._bank.by_id.get(name)
        if question is None:
            known = tuple(self._bank.by_id)
            self._complain(way, Unfit(f'There is no question "{name}".', name, known))
            return _Entry(name=name, content=content, leaves=None)
        apart = tuple(taken_apart(question, content, way)) if leaves is None else leaves
        return _Entry(name=name, content=content, leaves=apart)

    def _take(self, leaf: Leaf, entry: _Entry) -> None:
        """Keep what a leaf says, or complain of it."""
        step = self._slots.at(leaf.key)
        if step is None:
            answer: Answer | Unfit = Unfit(f"There is no such part of {entry.name}.")
        else:
            answer = answer_of(step, leaf.content, typed=_typed)
        key = (entry.name, "end") if answer == NO_MORE else leaf.key
        if not isinstance(answer, Unfit) and key in self._found.answers:
            answer = Unfit(f"{entry.name} is answered more than once.")
        if isinstance(answer, Unfit):
            entry.unfit[leaf.key] = leaf.content
            self._complain(leaf.way, answer, question=entry.name)
        else:
            self._found.answers[key] = answer

    def _keep_misfit(self, entry: _Entry) -> None:
        question = self._bank.by_id.get(entry.name)
        if question and not entry.unfit:
            return
        misfit = put_together(question, entry.unfit, live=False) if question else entry.content
        if entry.name in self._found.misfits:
            before = each_misfit(self._found.misfits[entry.name])
            misfit = {UNFIT: [*before, misfit]}
        self._found.misfits[entry.name] = misfit

    def _complain(self, way: Way, unfit: Unfit, *, question: str | None = None) -> None:
        self._found.complaints.append(
            Complaint(
                way=way,
                sentence=unfit.sentence,
                question=question,
                word=unfit.word,
                known=unfit.known,
            )
        )


def _typed(_step: Step, text: str) -> Answer | Unfit:
    return Unfit(f'"{text}" is not understood.')


def _unwrapped(entry: Plain, way: Way) -> Iterator[tuple[Plain, Way]]:
    """What is set aside may be there twice: from a closed branch, and because it does not fit."""
    match way, entry:
        case ("set_aside", _), {"no longer fits": list(misfits)} if entry.keys() <= {CLOSED, UNFIT}:
            if CLOSED in entry:
                yield entry[CLOSED], (*way, CLOSED)
            for place, misfit in enumerate(misfits):
                yield misfit, (*way, UNFIT, place)
        case _:
            yield entry, way

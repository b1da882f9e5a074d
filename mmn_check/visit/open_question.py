"""One open question: its steps, and what the answers kept for them come to.

To answer one question changes nothing of most others: what a question came to stays with the bank,
and is worked out again only where something that it depends on is no longer the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import is_

from mmn_check.bank import model
from mmn_check.bank.conditions import Said
from mmn_check.bank.records import Record
from mmn_check.i18n import tr
from mmn_check.visit.open_steps import Around, Picks, steps_of
from mmn_check.visit.steps import Pick, Step, live_answer, named_by, picked_by, said_by
from mmn_check.visit.values import OFFERED, Answer
from mmn_check.visit.visit import Key


class OpenQuestion(Record, kw_only=False):
    """The steps of an open question, in order, with what was said to them."""

    steps: tuple[Step, ...]
    answers: Mapping[Key, Answer]
    """The answers that count."""
    unanswered: tuple[Step, ...]
    said: Said | None
    """What they come to, in the words that conditions use; None where none counts."""
    picks: tuple[Pick, ...] | None
    """What the answer to the question itself puts on offer; None where it has none."""


class Known(Record, kw_only=False):
    """What a question came to, and all that this depends on but the bank."""

    around: tuple[object, ...]
    said: Mapping[Key, Answer]
    picks: Mapping[str, tuple[Pick, ...] | None]
    """What was picked at each of the questions that it looks back at."""
    came_to: OpenQuestion


def open_question(around: Around) -> OpenQuestion:
    """What an open question comes to as things are."""
    question, visit = around.question, around.visit
    # The side of a place on offer is said in the language in use.
    here = around.helped, visit.depth, visit.started.date(), tr(OFFERED["left"])
    said = visit.by_question.get(question.id, {})
    known = around.bank.known.get(question.id)
    if (
        isinstance(known, Known)
        and known.around == here
        and _is_same(known.said, said)
        and known.picks == _picks_at(known.picks, around.picks)
    ):
        return known.came_to
    came_to = _worked_out(around)
    picks = _picks_at(_looked_back_at(question), around.picks)
    around.bank.known[question.id] = Known(here, said, picks, came_to)
    return came_to


def _looked_back_at(question: model.Question) -> Iterable[str]:
    """The questions whose picks a question or a cell of its table is about."""
    items = (question, *question.cells.values())
    return (name for one in items for name in model.built_on(one))


def _picks_at(back_at: Iterable[str], picks: Picks) -> Mapping[str, tuple[Pick, ...] | None]:
    return {one: picks.get(one) for one in back_at}


def _is_same(one: Mapping[Key, Answer], other: Mapping[Key, Answer]) -> bool:
    """Whether these are the very same answers: what was said beside them is the same, too."""
    return [*one] == [*other] and all(map(is_, one.values(), other.values()))


def _worked_out(around: Around) -> OpenQuestion:
    question = around.question
    steps: list[Step] = []
    answers: dict[Key, Answer] = {}
    said: Said | None = None
    picks: tuple[Pick, ...] | None = None
    for step in steps_of(around):
        steps.append(step)
        answer = live_answer(step, around.visit)
        if answer is None:
            continue
        answers[step.key] = answer
        if not step.follows:
            more = said_by(step, answer)
            said = said.then(more) if said else more
        if step.key == (question.id,):
            picks = picked_by(step, answer)
        elif picks is not None and step.key[:-1] == (question.id, "words"):
            picks = named_by(step, answer, picks)
    unanswered = tuple(step for step in steps if step.key not in answers)
    return OpenQuestion(tuple(steps), answers, unanswered, said, picks)

"""Which steps a question opens: itself, its follow-ups, the cells of its table.

Also the step that asks, once, about answers that cannot all be true, all of them shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from mmn_check.bank import model
from mmn_check.bank.conditions import Said, holds
from mmn_check.i18n import tr, tr_later
from mmn_check.visit.steps import Pick, Step, live_answer, picked_by, said_by
from mmn_check.visit.values import OFFERED, Answer, Mark, Side
from mmn_check.visit.visit import Key, Visit

CONFIRM_REST = "confirm_rest"
"""The fixed text that asks whether the person really does not have the others."""


Picks = Mapping[str, tuple[Pick, ...]]
"""What the live answers picked, by question."""


class QuestionInVisit(NamedTuple):
    """An open question, and what its steps depend on."""

    bank: model.Bank
    visit: Visit
    question: model.Question
    picks: Picks
    helped: bool = False
    """Whether somebody else answers for the patient."""

    def step(self, key: Key, item: model.Simple | model.Rank, **more: Any) -> Step:
        """One step of it, with what it offers; `more` as `Step` has it."""
        step = offering(self.bank, key, item, self.picks, helped=self.helped)
        return replace(step, **more) if more else step


def steps_of(around: QuestionInVisit) -> Iterator[Step]:
    """Every open step of one open question, answered or not, in the order asked."""
    match around.question:
        case model.Rows(for_each=None) as table:
            yield from _numbered_rows(table, around)
        case model.Rows() as table:
            yield from _rows_for_each(table, around)
        case question:
            step = around.step((question.id,), question)
            yield from _with_follow_ups(step, around)


def offering(
    bank: model.Bank,
    key: Key,
    item: model.Simple | model.Rank,
    picks: Picks,
    *,
    helped: bool = False,
) -> Step:
    """The step at a key, with what it offers."""
    choices, marks = offer(item, picks, helped=helped)
    return Step(
        key=key,
        section=bank.section_of[key[0]],
        question=bank.by_id[key[0]],
        item=item,
        language=bank.language,
        choices=choices,
        marks=marks,
    )


def _with_follow_ups(step: Step, around: QuestionInVisit) -> Iterator[Step]:
    """A simple question, then the free words and the confirmation that its answer asks for."""
    enough = model.enough_picked(step.item)
    if enough and len(_ordinary(step)) < enough:
        return
    yield step
    answer = live_answer(step, around.visit)
    for pick in picked_by(step, answer):
        more = words_step(step, pick.choice) if pick.choice.words else None
        if more and (not pick.choice.words_until or more.key in around.visit.answers):
            yield more
    # What was confirmed on a longer way stays so.
    told = (*step.key, "others") in around.visit.answers
    depth = model.EVERYTHING if told else around.visit.depth
    if model.confirms_rest(step.item, depth) and _leaves_rest(step, answer):
        yield rest_step(step, around.bank)


def words_step(step: Step, choice: model.Choice) -> Step:
    """The step that asks for the free words of a choice."""
    item = model.Text(id=choice.id, ask=choice.words or "", sources=step.item.sources)
    return replace(step, key=(*step.key, "words", choice.id), item=item, choices=(), marks={})


def rest_step(step: Step, bank: model.Bank) -> Step:
    """The step that asks whether the person really does not have the others."""
    item = model.YesNo(
        id="others",
        ask=bank.text(CONFIRM_REST),
        ask_helper=bank.text(CONFIRM_REST, helped=True),
        sources=bank.texts[CONFIRM_REST].sources,
    )
    return replace(step, key=(*step.key, "others"), item=item, choices=())


def _leaves_rest(step: Step, answer: Answer | None) -> bool:
    return 0 < len(picked_by(step, answer)) < len(_ordinary(step))


def _ordinary(step: Step) -> list[model.Choice]:
    return [choice for choice in step.choices if not choice.exclusive]


def offer(
    item: model.Question, picks: Picks, *, helped: bool = False
) -> tuple[tuple[model.Choice, ...], Mapping[str, Mark]]:
    """What there is to choose from, and the place and side that each stands for, by its id."""
    match item:
        case model.Rank() | model.Many(picked_in=str()):
            picked = (
                pick.choice for source in model.built_on(item) for pick in picks.get(source, ())
            )
            own = _choices_worded(item.own_choices, helped=helped)
            offered = [one for one in picked if model.is_meant(one, getattr(item, "only", ()))]
            return (*{one.id: one for one in offered}.values(), *own), {}
        case model.One(picked_in=str(source)):
            marks = [(pick.choice, mark) for pick in picks.get(source, ()) for mark in _sides(pick)]
            sided = {place_id(choice, mark): (choice, mark) for choice, mark in marks}
            choices = tuple(
                replace(choice, id=one, label=place_label(choice, mark))
                for one, (choice, mark) in sided.items()
            )
            return choices, {one: mark for one, (_, mark) in sided.items() if mark}
        case model.One() | model.Many() | model.Places():
            return _choices_worded(item.choices, helped=helped), {}
        case _:
            return (), {}


def _choices_worded(choices: tuple[model.Choice, ...], *, helped: bool) -> tuple[model.Choice, ...]:
    return tuple(one.worded(helped=True) for one in choices) if helped else choices


def _sides(pick: Pick) -> tuple[Mark | None, ...]:
    """A place marked on both sides is two things to choose from."""
    if pick.mark and pick.mark.side == "both":
        return Mark(pick.mark.place, "right"), Mark(pick.mark.place, "left")
    return (pick.mark,)


def place_id(choice: model.Choice, mark: Mark | None) -> str:
    """The id of a place where it is chosen from, side and all."""
    return f"{choice.id}.{mark.side}" if mark else choice.id


def place_label(choice: model.Choice, mark: Mark | None) -> str:
    """What a place is called where it is chosen from, side and all."""
    return tr(OFFERED[mark.side], place=choice.label) if mark else choice.label


def sides_of(choice: model.Choice) -> tuple[Side, ...]:
    """The sides that may be marked at a place."""
    if choice.sides and not choice.exclusive:
        return ("right", "left", "both", "not_sure")
    return ("whole",)


def every_pick(bank: model.Bank, source: str) -> tuple[Pick, ...]:
    """All that a question could ever put on offer for later ones; nothing if it is not asked."""
    item = bank.by_id.get(source)
    if item is None:
        return ()
    choices, marks = offer(item, {one: every_pick(bank, one) for one in model.built_on(item)})
    ordinary = [one for one in choices if not one.exclusive]
    if not isinstance(item, model.Places):
        return tuple(Pick(one, marks.get(one.id)) for one in ordinary)
    pairs = [(one, side) for one in ordinary for side in sides_of(one) if side != "both"]
    return tuple(Pick(one, Mark(one.id, side)) for one, side in pairs)


def _numbered_rows(table: model.Rows, around: QuestionInVisit) -> Iterator[Step]:
    """Rows until the person says that there are no more, or the table is full."""
    answers, first, at = around.visit.answers, table.fields[0], (table.id,)
    row = 0
    while at not in answers and (cell := (*at, "row", str(row), first.id)) in answers:
        row += 1
        yield from _cells(table, cell[:3], str(row), around)
    if row < table.at_most:
        ended = [key for key in (at, (*at, "end")) if key in answers]
        key = ended[0] if ended else (*at, "row", str(row), first.id)
        yield around.step(key, first, thing=str(row + 1), may_end=True)


def _rows_for_each(table: model.Rows, around: QuestionInVisit) -> Iterator[Step]:
    """A row for each thing picked before, as long as it is picked."""
    shorter = around.visit.depth < model.EVERYTHING
    told = around.visit.rows(table.id)
    for pick in around.picks.get(table.for_each or "", ()):
        choice = pick.choice
        waits = shorter and choice.id not in told and not model.is_meant(choice, table.core)
        if model.is_meant(choice, table.only) and not waits:
            yield from _cells(table, (table.id, "row", choice.id), choice.label, around)


def _cells(table: model.Rows, row: Key, thing: str, around: QuestionInVisit) -> Iterator[Step]:
    """The cells of one row; a cell's condition looks at earlier cells of the same row.

    What a numbered row is about cannot be skipped, but the row can be taken out.
    """
    said: dict[str, Said] = {}
    today = around.visit.started.date()
    for cell in table.fields:
        key = (*row, cell.id)
        deep_enough = cell.depth <= around.visit.depth or key in around.visit.answers
        if not deep_enough or not holds(cell.ask_if, said=said, today=today):
            continue
        names_row = table.for_each is None and cell is table.fields[0]
        item = replace(cell, required=True) if names_row else cell
        step = around.step(key, item, thing=thing, may_end=names_row)
        for part in _with_follow_ups(step, around):
            if part.key == key:
                said[cell.id] = said_by(part, live_answer(part, around.visit))
            yield part


CONTRADICTION = "contradiction"
"""The fixed text that asks about them, and what the key of the step begins with."""
BOTH = "both"
"""They are right all the same; any other choice is the question whose answer was a slip."""
SAID_BOTH = tr_later("both, both right, both are right, all right, yes, yes both, neither")


def settling_step(
    contradiction: model.Contradiction,
    section: model.Section,
    bank: model.Bank,
    said: Mapping[str, tuple[Step, Answer]],
    *,
    helped: bool,
) -> Step:
    """The step that asks which answer was a slip; `said` are the answers by question."""
    told = tuple(said[name] for name in contradiction.questions if name in said)
    slips = (
        model.Choice(
            id=step.question.id,
            label=tr("Change this: {question}", question=step.item.worded(helped=helped)),
        )
        for step, _ in told
    )
    both = model.Choice(id=BOTH, label=tr("Both are right"), also=(tr(SAID_BOTH),))
    text = bank.texts[CONTRADICTION]
    choices = (both, *slips)
    item = model.One(
        id=contradiction.id, ask=text.text, choices=choices, sources=text.sources, required=True
    )
    return Step(
        key=(CONTRADICTION, contradiction.id),
        section=section,
        question=item,
        item=item,
        language=bank.language,
        choices=choices,
        settles=contradiction,
        offered=told,
    )

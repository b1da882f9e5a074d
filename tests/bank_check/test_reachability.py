from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.bank.conditions import AllOf, AnyOf, Clause
from mmn_check.bank.model import (
    Bank,
    Choice,
    Many,
    One,
    Places,
    Question,
    Rank,
    Rows,
    Section,
    YesNo,
)
from mmn_check.bank.problems import TableNode
from mmn_check.bank.reader import BankDraft, Origin
from mmn_check.bank_check.reachability import possible_answers, unreachable
from mmn_check.bank_check.rules import Links
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import NOT_SURE, SKIPPED, Answer, Mark, Side, answered
from mmn_check.visit.visit import Visit
from tests.support.profile import examples

CHOICES = (
    Choice(id="red", label="Red", group="warm"),
    Choice(id="blue", label="Blue"),
    Choice(id="none", label="None", exclusive=True),
)
PLAIN = tuple(choice for choice in CHOICES if not choice.exclusive)
NAMES = ("a", "b", "c", "d")


def bank_of(questions: tuple[Question, ...]) -> Bank:
    section = Section(id="all", title="All", questions=questions)
    return Bank(id="x", version="1", title="X", texts={}, sources={}, sections=(section,))


def never_asked(bank: Bank) -> set[str]:
    """What is proved never to be asked."""
    draft = BankDraft(folder=Path(), bank=bank)
    for record in (*bank.sections, *bank.questions()):
        asked = None if isinstance(record, Section) else record.id
        draft.origins[id(record)] = Origin(Path("x.yaml"), TableNode(1, 1, []), asked)
    told = unreachable(draft, Links(draft).possible, unsure=())
    return {mistake.question or "" for mistake in told if "can never be asked" in mistake.sentence}


def answers_to(question: Question) -> Iterator[Answer]:
    """Everything that can be said to a question, as far as conditions can tell."""
    yield from (NOT_SURE, SKIPPED)
    match question:
        case YesNo():
            yield from (answered("yes"), answered("no"))
        case One(picked_in=None):
            yield from (answered("red"), answered("blue"))
        case Many(at_most=at_most):
            yield from (answered(("none",)), answered(("red",)), answered(("blue",)))
            if at_most != 1:
                yield answered(("red", "blue"))
        case Places():
            yield from places_said()


def places_said() -> Iterator[Answer]:
    """Every set of the two places, each on either side, on both or on one that is not known."""
    sides: tuple[Side | None, ...] = (None, "left", "right", "both", "not_sure")
    for red, blue in product(sides, sides):
        marks = [Mark("red", red)] if red else []
        marks += [Mark("blue", blue)] if blue else []
        if marks:
            yield answered(tuple(marks))


def ever_asked(bank: Bank) -> set[str]:
    """What is asked of somebody, found by going through everything that can be said."""
    questions = list(bank.questions())
    looked_at = set[str]().union(*map(waits_for, questions))
    said_to = [
        [*answers_to(question)] if question.id in looked_at else [SKIPPED] for question in questions
    ]
    asked: set[str] = set()
    for said in product(*said_to):
        visit = Visit(
            name="1",
            bank_id="x",
            bank_version="1",
            started=datetime(2026, 11, 21, tzinfo=UTC),
            depth=3,
            answers={(one.id,): answer for one, answer in zip(questions, said, strict=True)},
        )
        asked.update(step.question.id for step in course_of(bank, visit).steps)
    return asked


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    """A few questions, each of which may wait for those before it."""
    made: list[Question] = []
    for name in NAMES:
        ask_if = draw(conditions(made))
        sources = [one.id for one in made if isinstance(one, Many | Places)]
        kinds = ["yes_no", "one", "many", "single", "places"] + ["rank", "rows"] * bool(sources)
        match draw(st.sampled_from(kinds)):
            case "yes_no":
                made.append(YesNo(id=name, ask="?", ask_if=ask_if))
            case "one":
                made.append(One(id=name, ask="?", ask_if=ask_if, choices=PLAIN))
            case "many":
                made.append(Many(id=name, ask="?", ask_if=ask_if, choices=CHOICES))
            case "single":
                made.append(Many(id=name, ask="?", ask_if=ask_if, choices=CHOICES, at_most=1))
            case "places":
                made.append(Places(id=name, ask="?", ask_if=ask_if, choices=PLAIN))
            case "rank":
                source = draw(st.sampled_from(sources))
                made.append(Rank(id=name, ask="?", ask_if=ask_if, picked_in=source))
            case _:
                source, only = draw(st.sampled_from(sources)), draw(st.sampled_from(["", "blue"]))
                fields = (YesNo(id="cell", ask="?"),)
                made.append(
                    Rows(
                        id=name,
                        ask="?",
                        ask_if=ask_if,
                        for_each=source,
                        only=(only,) if only else (),
                        fields=fields,
                    )
                )
    return tuple(made)


@st.composite
def conditions(draw: st.DrawFn, before: list[Question]) -> tuple[Clause, ...]:
    """Conditions on some of the questions, with words that can be said there."""
    simple = [one for one in before if not isinstance(one, Rank | Rows)]
    waits_for = draw(st.lists(st.sampled_from(simple), max_size=2, unique_by=id)) if simple else []
    clauses: list[Clause] = []
    for one in waits_for:
        can_be_said = sorted(possible_answers(one, {}).words - {"declined"})
        words = draw(st.lists(st.sampled_from(can_be_said), min_size=1, max_size=2, unique=True))
        of_all = draw(st.integers(min_value=0, max_value=3)) == 3
        make = AllOf if of_all else AnyOf
        clauses.append(make(question=one.id, words=tuple(words)))
    return tuple(clauses)


def waits_for(question: Question) -> set[str]:
    looked_at = {clause.question for clause in question.ask_if}
    match question:
        case Rank(picked_in=source) | Rows(for_each=str(source)):
            looked_at.add(source)
    return looked_at


@settings(max_examples=examples(60), deadline=None)
@given(questions())
def test_what_nobody_can_be_asked_is_proved_and_nothing_else(asked: tuple[Question, ...]) -> None:
    """The proofs say what comes out when everything that can be said is gone through.

    What waits for a question that is never asked itself is no mistake of its own.
    """
    bank = bank_of(asked)
    ever = ever_asked(bank)

    first = {one.id for one in asked if one.id not in ever and waits_for(one) <= ever}

    assert never_asked(bank) == first

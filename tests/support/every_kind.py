"""A bank with a question of every kind, and walks through it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import strategies as st

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import (
    Bank,
    Choice,
    Date,
    FixedText,
    Many,
    Number,
    One,
    Places,
    Rank,
    Rating,
    Rows,
    Section,
    Text,
    YesNo,
)
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.steps import Step, record
from mmn_check.visit.values import (
    DECLINED,
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Value,
    Words,
    answered,
)
from mmn_check.visit.visit import Visit

HELPS = (
    Choice(id="rest", label="Rest"),
    Choice(id="words", label="Kind words"),
    Choice(id="other", label="Other", words="What else?"),
    Choice(id="none", label="None of these", exclusive=True),
)
SPOTS = (
    Choice(id="hand", label="Hand"),
    Choice(id="words", label="Tongue", sides=False),
    Choice(id="foot", label="Foot"),
    Choice(id="state", label="Back", sides=False),
)
FIELDS = (
    Text(id="name", ask="Its name?"),
    Date(id="since", ask="Since when?"),
    One(id="how", ask="How?", choices=(HELPS[0], HELPS[2])),
    Many(id="gave", ask="What did it do?", choices=HELPS, confirm_rest=True),
    Text(id="why", ask="Why?", ask_if=(AnyOf(question="how", words=("rest",)),)),
)
GARDEN = Bank(
    id="garden",
    version="1",
    title="The garden",
    texts={"confirm_rest": FixedText(text="None of the others?", sources=())},
    sources={},
    sections=(
        Section(
            id="first",
            title="First",
            questions=(
                YesNo(id="weak", ask="Weak?", required=True),
                Places(
                    id="spots",
                    ask="Where?",
                    choices=SPOTS,
                    ask_if=(AnyOf(question="weak", words=("yes", "not_sure")),),
                ),
                One(id="worst", ask="Worst?", picked_in="spots"),
                One(id="hand_used", ask="Which hand?", choices=SPOTS[:2]),
                Many(id="helps", ask="Helps?", choices=HELPS, confirm_rest=True),
                One(id="best", ask="Best?", picked_in="helps"),
                Rank(id="order", ask="In which order?", picked_in="helps", at_most=2),
            ),
        ),
        Section(
            id="second",
            title="Second",
            questions=(
                Number(id="age", ask="Age?", role="age", maximum=120),
                Number(id="grip", ask="Grip?", minimum=-5, decimals=True),
                Rating(id="pain", ask="Pain?", lowest="none", highest="worst"),
                Date(id="began", ask="When?"),
                Text(id="story", ask="Say more."),
                Rows(
                    id="drugs",
                    ask="Drugs?",
                    fields=FIELDS,
                    at_most=4,
                    none="No drugs",
                    depth=2,
                ),
                Rows(
                    id="each",
                    ask="For each?",
                    for_each="helps",
                    fields=(FIELDS[2], Number(id="days", ask="Days?", depth=2)),
                    ask_if=(AnyOf(question="weak", words=("yes",)),),
                ),
            ),
        ),
    ),
)
STARTED = datetime(2026, 11, 21, 9, 12, 33, tzinfo=UTC)
EMPTY = Visit(
    name="2026-11-21-1",
    identifier="0f8fad5b-d9cb-469f-a165-70867728950e",
    bank_id="garden",
    bank_version="1",
    started=STARTED,
    depth=3,
)

TEXTS = st.one_of(
    st.sampled_from(
        [
            *("yes", "no", "null", "~", "2024", "1.50", "007", "- a", "---", "# no", "a: b", "{a"),
            *("not_sure", "skipped", "declined", "no_more", "0x1f", "1e3", "2026-11-21", "=", "<<"),
            *(
                "  before",
                "after  ",
                "a\n\n b\n",
                "\ttab",
                "a\n\tb",
                "\u2028\x85\u2029",
                "🙂 \ufeff",
                "[b]",
            ),
            *("'", '"', "\\e", "!x", "&x", "*x", "%x", "@x", "`x", "| x", "> x", "? x", "\u202e"),
        ]
    ),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\x85"),
        min_size=1,
        max_size=30,
    ),
)
PARTIALS = st.sampled_from([("2024", "2024"), ("2023-05", "2024"), ("2024-02-29", "2024-02-29")])


def values(step: Step) -> st.SearchStrategy[Value]:
    """Every value that may be given to a step."""
    ids = [choice.id for choice in step.choices if not choice.exclusive]
    match step.item:
        case YesNo():
            return st.sampled_from(["yes", "no"])
        case One():
            marks = list(step.marks.values())
            return st.sampled_from(marks) if marks else st.sampled_from(ids)
        case Many():
            several = st.lists(st.sampled_from(ids), min_size=1, unique=True).map(tuple)
            alone = [choice.id for choice in step.choices if choice.exclusive]
            return several | st.sampled_from([(one,) for one in alone]) if alone else several
        case Places():
            return st.lists(
                st.one_of([_marks(choice) for choice in step.choices]),
                min_size=1,
                unique_by=lambda mark: mark.place,
            ).map(tuple)
        case Rank():
            return st.lists(
                st.sampled_from(ids), min_size=1, max_size=step.item.at_most, unique=True
            ).map(tuple)
        case Number():
            whole = st.integers(step.item.minimum, step.item.maximum)
            return whole | st.floats(-5, 1e6) if step.item.decimals else whole
        case Rating():
            return st.integers(0, 10)
        case Date():
            unclear = st.builds(RoughDate, as_typed=TEXTS)
            return unclear | st.builds(
                lambda typed, ends: RoughDate(as_typed=typed, earliest=ends[0], latest=ends[1]),
                TEXTS,
                PARTIALS,
            )
        case Text():
            return st.builds(Words, TEXTS)


def _marks(choice: Choice) -> st.SearchStrategy[Mark]:
    if not choice.sides:
        return st.just(Mark(choice.id, "whole"))
    return st.sampled_from(
        [Mark(choice.id, side) for side in ("left", "right", "both", "not_sure")]
    )


def answers(step: Step) -> st.SearchStrategy[Answer]:
    """Every answer that may be given to a step."""
    unsaid = [NOT_SURE] if step.item.required else [NOT_SURE, SKIPPED, DECLINED]
    given = values(step).map(answered)
    return given | given | st.sampled_from([*unsaid, *([NO_MORE] if step.may_end else [])])


def one_of(steps: Sequence[Step]) -> st.SearchStrategy[Step]:
    """One of several steps, by its place: to look at all of them takes longer than the test."""
    return st.integers(0, len(steps) - 1).map(steps.__getitem__)


@st.composite
def walks(draw: st.DrawFn, *, bank: Bank = GARDEN, most: int = 25) -> Visit:
    """A visit as it may stand after some answers, changed answers among them."""
    visit = EMPTY
    for _ in range(draw(st.integers(0, most))):
        course = course_of(bank, visit)
        step = draw(one_of(_tempting(course)))
        visit = record(visit, step, draw(answers(step)))
    return visit


def _tempting(course: Course) -> list[Step]:
    """The next step three times as likely as one that is open already."""
    following = course.next_question()
    return [*([following] * 2 * len(course.steps) if following else []), *course.steps]

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import (
    Bank,
    Choice,
    Date,
    Depth,
    FixedText,
    Many,
    One,
    Places,
    Question,
    Rows,
    Section,
    Text,
    YesNo,
)
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.visit.flow import Progress, course_of
from mmn_check.visit.last_time import LastTime
from mmn_check.visit.pace import CHANCE
from mmn_check.visit.steps import record
from mmn_check.visit.values import NO_MORE, SKIPPED, Answer, Mark, Words, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.kept import shipped
from tests.support.walks import new_visit

BANK = Bank(
    id="garden",
    version="1",
    title="The garden",
    texts={"confirm_rest": FixedText(text="None of the others?", sources=())},
    sources={},
    sections=(
        Section(
            id="all",
            title="All",
            questions=(
                YesNo(id="weak", ask="Weak?"),
                Places(
                    id="where",
                    ask="Where?",
                    choices=(
                        Choice(id="hand", label="Hand"),
                        Choice(id="neck", label="Neck", sides=False),
                    ),
                    ask_if=(AnyOf(question="weak", words=("yes",)),),
                ),
                One(id="worst", ask="Worst?", picked_in="where"),
                Many(
                    id="helps",
                    ask="Helps?",
                    choices=(
                        Choice(id="rest", label="Rest"),
                        Choice(id="other", label="Other", words="Which?"),
                        Choice(id="none", label="None", exclusive=True),
                    ),
                    confirm_rest=True,
                ),
                Rows(
                    id="since",
                    ask="Since when?",
                    for_each="helps",
                    fields=(Text(id="when", ask="When?"),),
                ),
                Rows(
                    id="drugs",
                    ask="Drugs?",
                    fields=(Text(id="name", ask="Name?"), Text(id="dose", ask="Dose?")),
                ),
            ),
        ),
    ),
)
EMPTY = Visit(
    name="1", bank_id="garden", bank_version="1", started=datetime(2026, 11, 21, 9, tzinfo=UTC)
)


def open_keys(visit: Visit) -> list[Key]:
    return [step.key for step in course_of(BANK, visit).steps]


def answer_next(visit: Visit, answer: Answer) -> Visit:
    step = course_of(BANK, visit).next_question()
    assert step is not None
    return record(visit, step, answer)


def test_a_closed_branch_is_not_asked() -> None:
    """Where weakness is denied, its places are not asked for."""
    visit = EMPTY.with_answer(("weak",), answered("no"))

    assert open_keys(visit) == [("weak",), ("helps",), ("drugs", "row", "0", "name")]


def test_a_closed_branch_gives_its_answers_back_when_it_reopens() -> None:
    """What was said in a branch that closed is set aside, and live again when it reopens."""
    said_where = EMPTY.with_answer(("weak",), answered("yes")).with_answer(
        ("where",), answered((Mark("hand", "right"),))
    )

    closed = said_where.with_answer(("weak",), answered("no"))
    reopened = closed.with_answer(("weak",), answered("yes"))

    assert ("where",) in course_of(BANK, closed).set_aside(closed)
    assert course_of(BANK, reopened).answers[("where",)] == answered((Mark("hand", "right"),))


def test_a_place_on_both_sides_is_two_to_choose_from() -> None:
    """A hand that is weak on both sides offers the right and the left hand as the worst."""
    visit = EMPTY.with_answer(("weak",), answered("yes")).with_answer(
        ("where",), answered((Mark("hand", "both"),))
    )

    step = course_of(BANK, visit).step_at(("worst",))

    assert step is not None
    assert [choice.label for choice in step.choices] == ["Hand, right", "Hand, left"]


def test_what_was_not_picked_is_confirmed_and_other_asks_for_words() -> None:
    """Picking "other" asks which, and the rest of the list is confirmed once."""
    visit = EMPTY.with_answer(("helps",), answered(("other",)))

    keys = open_keys(visit)

    assert keys[1:4] == [("helps",), ("helps", "words", "other"), ("helps", "others")]


def test_other_is_called_by_its_free_words() -> None:
    """A later question about "other" says which other thing is meant."""
    visit = EMPTY.with_answer(("helps",), answered(("rest", "other"))).with_answer(
        ("helps", "words", "other"), answered(Words("a hot\nbath"))
    )

    steps = course_of(BANK, visit).steps

    things = [step.thing for step in steps if step.key[0] == "since"]
    assert things == ["Rest", "Other: a hot bath"]


def test_long_words_are_shortened_where_they_are_offered_again() -> None:
    """Free words of any length are kept whole; a later heading shows how they begin."""
    text = "x" * 5000
    visit = EMPTY.with_answer(("helps",), answered(("other",))).with_answer(
        ("helps", "words", "other"), answered(Words(text))
    )

    course = course_of(BANK, visit)

    assert [step.thing for step in course.steps if step.key[0] == "since"] == [
        f"Other: {'x' * 59}…"
    ]
    assert course.answers[("helps", "words", "other")] == answered(Words(text))


def test_other_without_words_keeps_its_name() -> None:
    """Where the free words were skipped, the choice is called as it was offered."""
    visit = EMPTY.with_answer(("helps",), answered(("other",))).with_answer(
        ("helps", "words", "other"), SKIPPED
    )

    steps = course_of(BANK, visit).steps

    assert [step.thing for step in steps if step.key[0] == "since"] == ["Other"]


def test_a_follow_up_adds_nothing_to_what_conditions_see() -> None:
    """Skipping the free words of "other", or denying the rest, is no word on the question."""
    visit = (
        EMPTY.with_answer(("helps",), answered(("other",)))
        .with_answer(("helps", "words", "other"), SKIPPED)
        .with_answer(("helps", "others"), answered("no"))
    )

    assert course_of(BANK, visit).said["helps"].words == {"other", "any"}


def test_a_changed_list_is_confirmed_afresh() -> None:
    """A word on what was left unpicked does not outlive the list it was about."""
    visit = EMPTY.with_answer(("helps",), answered(("other",))).with_answer(
        ("helps", "others"), answered("yes")
    )

    assert ("helps", "others") not in visit.with_answer(("helps",), answered(("rest",))).answers


def test_a_table_grows_until_no_more_is_said() -> None:
    """Each filled row is followed by an empty one, until there are no more."""
    visit = EMPTY.with_answer(("weak",), SKIPPED).with_answer(("helps",), SKIPPED)
    for said in ("Aspirin", "100 mg"):
        visit = answer_next(visit, answered(Words(said)))
    assert open_keys(visit)[-1] == ("drugs", "row", "1", "name")

    visit = answer_next(visit, NO_MORE)

    assert open_keys(visit)[-1] == ("drugs", "end")


def test_a_row_that_begins_with_a_list_offers_it_in_that_cell_alone() -> None:
    """A new row shows what can be picked there; the cells after it are not given that list."""
    table = Rows(
        id="spread",
        ask="Where next?",
        fields=(
            Places(id="part", ask="Which part?", choices=(Choice(id="hand", label="Hand"),)),
            Text(id="when", ask="When?"),
        ),
    )
    bank = replace(BANK, sections=(Section(id="all", title="All", questions=(table,)),))
    filled = EMPTY.with_answer(("spread", "row", "0", "part"), answered((Mark("hand", "left"),)))

    (new,) = course_of(bank, EMPTY).steps
    part, when, after = course_of(bank, filled).steps

    assert [len(step.choices) for step in (new, part, when, after)] == [1, 1, 0, 1]


def test_skipping_an_empty_table_skips_all_of_it() -> None:
    """A skip at the first cell of an empty table is kept as the answer of the whole question."""
    visit = record(EMPTY, course_of(BANK, EMPTY).steps[-1], SKIPPED)

    assert visit.answers[("drugs",)] == SKIPPED


def test_a_row_can_be_taken_out() -> None:
    """No more, said at a row that stands, takes it out and moves the later ones up."""
    visit = EMPTY.with_answer(("weak",), SKIPPED).with_answer(("helps",), SKIPPED)
    for said in ("Aspirin", "100 mg", "Zinc", "1"):
        visit = answer_next(visit, answered(Words(said)))
    aspirin = course_of(BANK, visit).step_at(("drugs", "row", "0", "name"))
    assert aspirin is not None

    visit = record(visit, aspirin, NO_MORE)

    assert visit.answers[("drugs", "row", "0", "name")] == answered(Words("Zinc"))
    assert ("drugs", "row", "1", "name") not in visit.answers


def test_what_a_row_is_about_cannot_be_skipped() -> None:
    """A row that stands is named; without its name it would be a row about nothing."""
    visit = EMPTY.with_answer(("weak",), SKIPPED).with_answer(("helps",), SKIPPED)
    visit = answer_next(visit, answered(Words("Aspirin")))

    step = course_of(BANK, visit).step_at(("drugs", "row", "0", "name"))

    assert step is not None
    assert step.item.required


def test_rows_told_at_once_are_rows_and_nothing_more_is_asked() -> None:
    """Set apart by semicolons or pasted lines; what there is no room for stays with the last."""
    table = Rows(
        id="pills",
        ask="Which?",
        fields=(Text(id="name", ask="Name?"),),
        at_once=True,
        at_most=3,
    )
    section = Section(id="all", title="All", questions=(table,))
    bank = replace(BANK, sections=(section,))
    start = Visit(name="v", bank_id="garden", bank_version="1", started=EMPTY.started)
    step = course_of(bank, start).next_question()
    assert step

    told = record(start, step, answered(Words("A 5 mg; B\nC ;D")))

    rows = [told.answers["pills", "row", str(row), "name"].value for row in range(3)]
    assert rows == [Words("A 5 mg"), Words("B"), Words("C; D")]
    assert course_of(bank, told).next_question() is None
    assert course_of(bank, told).progress(step).total == 1


def test_places_told_at_once_are_a_row_each_and_each_is_asked_about() -> None:
    """All are one screen; what else a row is asked comes behind; the last row has the rest."""
    spots = tuple(Choice(id=one, label=one.capitalize()) for one in ("hand", "foot", "knee"))
    table = Rows(
        id="spread",
        ask="Where to?",
        row="place",
        fields=(
            Places(id="where", ask="Which?", choices=spots),
            Date(id="when", ask="When?", depth=3),
        ),
        at_once=True,
        at_most=2,
    )
    bank = replace(BANK, sections=(Section(id="all", title="All", questions=(table,)),))
    start = Visit(name="v", bank_id="garden", bank_version="1", started=EMPTY.started, depth=3)
    step = course_of(bank, start).next_question()
    assert step
    marks = tuple(Mark(one.id, "left") for one in spots)

    told = record(start, step, answered(marks))

    rows = [told.answers["spread", "row", str(row), "where"].value for row in range(2)]
    assert rows == [marks[:1], marks[1:]]
    left = list(course_of(bank, told).unanswered())
    assert [QuestionScreen(bank, course_of(bank, told), one).thing for one in left] == [
        "Place 1: Hand (left)",
        "Place 2: Foot (left), knee (left)",
    ]
    assert course_of(bank, told).progress(left[0]) == Progress(position=2, total=3)
    assert course_of(bank, replace(told, depth=2)).next_question() is None


def test_a_longer_way_asks_in_detail_and_keeps_what_was_said() -> None:
    """What stands for several is asked up to its own depth, and counts beyond it once answered."""
    short = YesNo(id="signs", ask="Signs?", depth=1, up_to=2)
    bank = replace(BANK, sections=(Section(id="all", title="All", questions=(short,)),))
    start = Visit(name="v", bank_id="garden", bank_version="1", started=EMPTY.started)
    said = start.with_answer(("signs",), answered("yes"))

    assert [step.key for step in course_of(bank, replace(start, depth=2)).steps] == [("signs",)]
    assert course_of(bank, replace(start, depth=3)).steps == ()
    assert course_of(bank, replace(said, depth=3)).answers == said.answers


def of(*questions: Question) -> Bank:
    """A bank of these alone."""
    return replace(BANK, sections=(Section(id="all", title="All", questions=questions),))


def keys_at(bank: Bank, visit: Visit, depth: Depth) -> list[str]:
    """What is open so deep, by the ends of the keys."""
    return [".".join(step.key) for step in course_of(bank, replace(visit, depth=depth)).steps]


def test_what_is_known_by_then_waits_for_the_longest_way() -> None:
    """Not where an earlier visit has an answer to offer; and what was answered stays."""
    known = AnyOf(question="seen", words=("yes",))
    bank = of(YesNo(id="seen", ask="Seen?"), YesNo(id="kin", ask="Kin?", longest_if=(known,)))
    seen, not_seen = (EMPTY.with_answer(("seen",), answered(one)) for one in ("yes", "no"))
    earlier = LastTime(
        answers={"kin": {("kin",): answered("no")}}, days={"kin": EMPTY.started.date()}
    )

    assert [keys_at(bank, not_seen, 2), keys_at(bank, seen, 2)] == [["seen", "kin"], ["seen"]]
    assert keys_at(bank, seen, 3) == ["seen", "kin"]
    offers = course_of(bank, seen, earlier).steps
    assert [one.key for one in offers] == [("seen",), ("kin", "last_time"), ("kin",)]
    assert keys_at(bank, seen.with_answer(("kin",), answered("no")), 1) == ["seen", "kin"]
    assert course_of(bank, EMPTY).expected == round(-CHANCE)


def test_what_was_just_said_to_have_changed_is_asked_anew() -> None:
    """The dose of last time is not offered to who said that it changed; all else still is."""
    changed = (AnyOf(question="changed", words=("yes",)),)
    bank = of(
        YesNo(id="changed", ask="Changed?"),
        YesNo(id="dose", ask="Much?", as_last_time=True, anew_if=changed),
        YesNo(id="kin", ask="Kin?", as_last_time=True),
    )
    said: dict[str, dict[Key, Answer]] = {
        name: {(name,): answered("no")} for name in ("dose", "kin")
    }
    earlier = LastTime(answers=said, days=dict.fromkeys(said, EMPTY.started.date()))

    def offered(told: str) -> list[set[str]]:
        course = course_of(bank, EMPTY.with_answer(("changed",), answered(told)), earlier)
        return [
            {part.question.id for part, _ in one.offered} for one in course.steps if one.offered
        ]

    assert offered("no") == [{"dose", "kin"}]
    assert offered("yes") == [{"kin"}]


def test_only_the_longest_way_asks_of_each_thing_that_was_picked() -> None:
    """A shorter one asks of the core; a row that stands stays on any."""
    things = tuple(Choice(id=one, label=one) for one in ("drip", "walks"))
    table = Rows(
        id="did",
        ask="What did it do?",
        for_each="had",
        core=("drip",),
        fields=(YesNo(id="better", ask="Better?"),),
    )
    bank = of(Many(id="had", ask="Had?", choices=things), table)
    had = EMPTY.with_answer(("had",), answered(("drip", "walks")))
    told = had.with_answer(("did", "row", "walks", "better"), answered("no"))

    short, both = ["had", "did.row.drip.better"], ["had", *DID]
    assert [keys_at(bank, had, one) for one in (1, 2, 3)] == [short, short, both]
    assert keys_at(bank, told, 1) == both


DID = ("did.row.drip.better", "did.row.walks.better")


def test_the_rest_of_a_list_is_confirmed_from_its_depth_on() -> None:
    """What was confirmed on a longer way stays so."""
    listed = tuple(Choice(id=one, label=one) for one in ("one", "two"))
    bank = of(
        Many(id="ills", ask="Ills?", choices=listed, confirm_rest=True, confirm_depth=3),
    )
    one = EMPTY.with_answer(("ills",), answered(("one",)))
    sure = one.with_answer(("ills", "others"), answered("yes"))

    assert [keys_at(bank, one, depth) for depth in (2, 3)] == [["ills"], ["ills", "ills.others"]]
    assert keys_at(bank, sure, 1) == ["ills", "ills.others"]


def test_words_are_asked_for_no_longer_and_told_still() -> None:
    """Those given to an earlier version stand where they stood."""
    choice = Choice(id="shot", label="Shot", words="Which?", words_until="2")
    bank = of(Many(id="new", ask="New?", choices=(choice,)))
    picked = EMPTY.with_answer(("new",), answered(("shot",)))
    told = picked.with_answer(("new", "words", "shot"), answered(Words("flu")))

    assert keys_at(bank, picked, 3) == ["new"]
    assert course_of(bank, told).answers == told.answers


def test_questions_told_at_once_are_parted_at_their_marks() -> None:
    """Each is a row; a remark leads to the question behind it, or ends the last."""
    table = Rows(
        id="mine", ask="Ask?", fields=(Text(id="ask", ask="Ask?"),), at_once=True, ideas=True
    )
    bank = of(table)
    step = course_of(bank, EMPTY).next_question()
    assert step

    told = record(EMPTY, step, answered(Words("Why me? I run. Will it go? When? I work.")))

    rows = [one.value for key, one in told.answers.items() if key[1] == "row"]
    assert rows == [Words(one) for one in ("Why me?", "I run. Will it go?", "When? I work.")]


def test_what_was_denied_on_the_shorter_way_is_not_asked_again() -> None:
    """Who ticked no sign of the muscles is not asked for the places of each."""
    bank = shipped()
    asked = []
    for picked in (Mark("none", "whole"), Mark("cramp_arm", "left")):
        answers: dict[Key, Answer] = {("muscle_signs",): answered((picked,))}
        course = course_of(bank, replace(new_visit(bank, depth=3), answers=answers))
        asked.append({step.question.id for step in course.steps})

    assert asked[0].isdisjoint({"twitch_places", "cramp_places", "thin_places"})
    assert asked[1] >= {"twitch_places", "cramp_places", "thin_places"}

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given, settings

from mmn_check.bank.model import Bank
from mmn_check.interview.question_screen import (
    QuestionScreen,
    last_time_of,
    recalled,
    said_in_words,
)
from mmn_check.understanding.dates import lasting
from mmn_check.understanding.dates.date_wording import date_in_words
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.last_time import LastTime, to_offer_anew
from mmn_check.visit.steps import CHANGE, SAME, Step, record
from mmn_check.visit.values import (
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Side,
    Words,
    answered,
)
from mmn_check.visit.visit import Key, Visit
from tests.support.kept import shipped
from tests.support.profile import examples
from tests.support.scripted import headache
from tests.support.walks import finished_visit, new_visit, next_step, seeds

BANK = headache()
TODAY = date(2026, 11, 21)
PILLS: dict[Key, Answer] = {
    ("pills", "row", "0", "name"): answered(Words("Ibuprofen")),
    ("pills", "row", "0", "helps"): answered("yes"),
    ("pills", "row", "1", "name"): answered(Words("Tea")),
    ("pills", "row", "1", "helps"): NOT_SURE,
    ("pills", "end"): NO_MORE,
}
SPOTS: dict[Key, Answer] = {("spots",): answered((Mark("neck", "whole"),))}
TASKS: dict[Key, Answer] = {
    ("tasks",): answered(("work", "other")),
    ("tasks", "words", "other"): answered(Words("Cooking")),
}
ACHES: dict[Key, Answer] = {("aches",): answered("yes")}


def visit(*said: dict[Key, Answer]) -> Visit:
    """A visit in which this was said."""
    answers = {key: answer for part in said for key, answer in part.items()}
    return replace(new_visit(BANK), answers=answers)


def recalling(now: Visit, earlier: Visit) -> Course:
    """The way through a visit that comes after an earlier one."""
    return course_of(BANK, now, last_time_of(BANK, earlier))


def offers(course: Course) -> dict[str, Step]:
    """What is offered, by question."""
    return {part.question.id: step for step in course.steps for part, _ in step.offered}


def lines(offer: Step) -> list[str]:
    """What is told of an offer."""
    return [one.line for one in recalled(offer.offered)]


def test_what_was_said_is_offered_before_the_question() -> None:
    """The offer stands where the question would be asked, and tells the day and the words."""
    course = recalling(visit(), visit(PILLS))
    offer = offers(course)["pills"]
    screen = QuestionScreen(BANK, course, offer)

    assert course.steps[course.steps.index(offer) + 1] == course.parts("pills")[0]
    assert screen.ask == "This is what was said on 21 November 2026. Is all of it as it was?"
    assert lines(offer) == ["Medicine 1: Ibuprofen, Does it help? Yes", "Medicine 2: Tea"]
    assert screen.note == "Medicine 1: Ibuprofen, Does it help? Yes\nMedicine 2: Tea"
    assert [choice.label for choice in offer.choices] == ["All as it was", "Change some"]


def test_a_section_is_offered_at_once() -> None:
    """All that stays, with one answer: what each opens for the other is reckoned with."""
    now = visit(ACHES)
    course = recalling(now, visit(ACHES, SPOTS, TASKS, PILLS))
    by_question = offers(course)

    assert {one.key for one in by_question.values()} == {("spots", "last_time")}
    taken = record(now, by_question["spots"], answered(SAME))
    after = offers(recalling(taken, visit(ACHES, SPOTS, TASKS, PILLS)))
    assert set(after) == {"tasks", "pills"}
    assert len({one.key for one in after.values()}) == 1


def test_no_more_is_offered_than_a_screen_shows() -> None:
    """Nine things at most, one figure each, and no more rows than leave room for the rest."""
    bank = shipped()
    for seed in range(examples(6)):
        earlier = finished_visit(bank, Random(seed))
        now = new_visit(bank)
        last_time = last_time_of(bank, earlier)
        while step := next_step(bank, now, last_time):
            if step.offered:
                told = lines(step)
                several = len({part.question.id for part, _ in step.offered}) > 1
                assert not several or len(told) <= 9
                assert not several or sum(1 + len(line) // 76 for line in told) <= 15
            plain = NO_MORE if step.may_end else SKIPPED
            now = record(now, step, answered(SAME) if step.offered else plain)


def test_what_is_taken_over_is_this_visits_own() -> None:
    """One answer to the offer keeps every part of what was said, and the offer is gone."""
    now = visit()
    offer = offers(recalling(now, visit(PILLS)))["pills"]

    taken = record(now, offer, answered(SAME))

    assert taken.answers == PILLS
    assert taken.as_before == {"pills"}
    assert not offers(recalling(taken, visit(PILLS)))
    assert said_in_words(offer, answered(SAME)) == "All as it was."


def test_to_change_some_takes_nothing_over_by_itself() -> None:
    """Which, is still to be said."""
    offer = offers(recalling(visit(), visit(PILLS)))["pills"]

    assert record(visit(), offer, answered(CHANGE)) == visit()


def test_words_that_go_with_a_choice_are_offered_with_it() -> None:
    """The free words of "something else" are shown beside what was picked."""
    course = recalling(visit(), visit(TASKS))

    assert lines(offers(course)["tasks"]) == [
        "What is hard on such a day? Work, something else. What else? “Cooking”"
    ]


def test_nothing_is_offered_where_something_is_said_already() -> None:
    """Who has begun to answer goes on with that."""
    now = visit({("pills", "row", "0", "name"): answered(Words("Aspirin"))})

    assert not offers(recalling(now, visit(PILLS)))


def test_only_what_the_bank_marks_is_offered() -> None:
    """How it is today is asked afresh."""
    assert set(offers(recalling(visit(ACHES), visit(ACHES, SPOTS)))) == {"spots"}


def test_a_table_that_was_left_empty_is_offered_as_it_is_called() -> None:
    """Where nothing was taken, that is what is offered."""
    course = recalling(visit(), visit({("pills", "end"): NO_MORE}))

    assert lines(offers(course)["pills"]) == ["What do you take for it? I take nothing."]


def test_a_helper_is_offered_the_answer_in_a_helpers_words() -> None:
    """What is asked of each row is asked of the patient, not of "you"."""
    helper: dict[Key, Answer] = {("writer",): answered("helper")}
    course = recalling(visit(helper), visit(helper, PILLS))

    assert "Medicine 1: Ibuprofen, Does that help? Yes" in lines(offers(course)["pills"])


@pytest.mark.parametrize("said", [NOT_SURE, Answer("skipped"), Answer("declined")])
def test_what_was_not_answered_is_not_offered(said: Answer) -> None:
    """Not sure, skipped and rather not say are no answers to take over."""
    assert not offers(recalling(visit(), visit({("pills",): said})))


def test_a_table_without_rows_is_offered_as_that() -> None:
    """To take nothing is an answer."""
    course = recalling(visit(), visit({("pills",): NO_MORE}))

    assert "I take nothing." in lines(offers(course)["pills"])[0]


def test_an_answer_of_a_closed_branch_is_not_offered() -> None:
    """What was set aside at the earlier visit was not its answer."""
    earlier = visit({("aches",): answered("no")}, SPOTS)

    assert "spots" not in offers(recalling(visit(ACHES), earlier))


def test_what_no_longer_fits_the_bank_is_not_offered() -> None:
    """Where a part of the old answer has no place any more, the question is asked afresh."""
    misfit = replace(visit(PILLS), misfits={"pills": [[{"colour": "white"}]]})

    assert not offers(recalling(visit(), misfit))


def test_what_would_not_answer_the_question_now_is_not_offered() -> None:
    """Rows for what is picked no longer, or not for all that is picked, are not offered."""
    cells: dict[Key, Answer] = {
        ("task_now", "row", "work", "how"): answered("slow"),
        ("task_now", "row", "noise", "how"): answered("slow"),
    }
    earlier = visit({("tasks",): answered(("work", "noise"))}, cells)
    same = visit({("tasks",): answered(("work", "noise"))})

    assert "task_now" in offers(recalling(same, earlier))
    for picks in [("work",), ("work", "noise", "screen")]:
        now = visit({("tasks",): answered(picks)})
        assert "task_now" not in offers(recalling(now, earlier))


def test_what_is_refused_is_asked_and_the_rest_still_offered() -> None:
    """Of a section, the questions to be answered again are left out of the offer."""
    last_time = last_time_of(BANK, visit(TASKS, PILLS)).refusing({"pills"})
    course = course_of(BANK, visit(), last_time)

    assert set(offers(course)) == {"tasks"}


def test_what_stays_counts_as_one_screen_of_its_section() -> None:
    """Offered, or taken over: the number of things to ask does not change by it."""
    now, earlier = visit(ACHES), visit(ACHES, SPOTS, TASKS, PILLS)
    course = recalling(now, earlier)
    offer = offers(course)["spots"]
    total = course.progress(offer).total

    after = recalling(record(now, offer, answered(SAME)), earlier)
    assert after.progress(after.steps[-1]).total == total
    assert total < course_of(BANK, visit(ACHES, SPOTS)).progress(course.steps[0]).total


@pytest.mark.parametrize(
    ("said", "earliest", "latest", "now"),
    [
        ("two years ago", "2022", "2022", "2022"),
        ("about two years ago", "2021", "2023", "2021 to 2023"),
        ("last week", "2024-03-04", "2024-03-10", "4 to 10 March 2024"),
        ("yesterday", "2026-11-20", "2026-11-20", "20 November 2026"),
        ("March 2024", "2024-03", "2024-03", "March 2024"),
        ("christmas 2021", "2021-12", "2021-12", "December 2021"),
    ],
)
def test_a_date_is_offered_in_words_that_are_still_true(
    said: str, earliest: str, latest: str, now: str
) -> None:
    """What was two years ago then is not two years ago now; the year stays true."""
    rough = RoughDate(as_typed=said, earliest=earliest, latest=latest)
    kept = lasting(rough)

    assert (kept.earliest, kept.latest) == (earliest, latest)
    assert now in date_in_words(kept, "en")


def test_a_date_in_the_persons_own_words_stays_so() -> None:
    """What was not understood then is not understood now."""
    rough = RoughDate(as_typed="before my second child")

    assert lasting(rough) == rough


@given(seeds)
@settings(max_examples=examples(60, usual=6), deadline=None)
def test_whatever_is_taken_over_answers_its_questions(seed: int) -> None:
    """After any earlier visit each offer leaves its question answered as it was then."""
    takes_all_over(BANK, seed)


@given(seeds)
@settings(max_examples=examples(5), deadline=None)
def test_so_it_is_with_the_shipped_questions(seed: int) -> None:
    """Tables for what was picked, places and follow-ups among them."""
    takes_all_over(shipped(), seed)


def takes_all_over(bank: Bank, seed: int) -> None:
    """Go through a visit after an earlier one, all that is offered taken over, the rest alike."""
    earlier = finished_visit(bank, Random(seed))
    last_time = last_time_of(bank, earlier)
    now = replace(new_visit(bank), started=datetime(2026, 11, 21, tzinfo=UTC))
    then = course_of(bank, earlier).answers

    while step := next_step(bank, now, last_time):
        if step.offered:
            assert recalled(step.offered)
            now = record(now, step, answered(SAME))
            live = course_of(bank, now).answers
            assert all(live[part.key] == said for part, said in step.offered)
        else:
            table = step.question.id
            closed = then.get((table,)) or then.get((table, "end"))
            now = record(now, step, then.get(step.key) or closed or NO_MORE)

    marked = {one.id for one in bank.questions() if one.as_last_time}
    grows = {one.id for one in bank.questions() if one.grows_by}
    asked_again = {key for key in course_of(bank, now).answers if key[0] in marked}
    was_asked = {key for key in then if key[0] in marked}
    assert was_asked <= asked_again
    assert {key for key in asked_again - was_asked if key[0] not in grows} == set()


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ({"hand": "left"}, {"foot": "right"}, {"hand": "left", "foot": "right"}),
        ({"hand": "left"}, {"hand": "right"}, {"hand": "both"}),
        ({"hand": "not_sure"}, {"hand": "right"}, {"hand": "right"}),
        ({"hand": "both"}, {"hand": "not_sure"}, {"hand": "both"}),
        ({"hand": "left"}, {"none": "whole"}, {"hand": "left"}),
    ],
)
def test_a_newly_weak_part_is_added_to_what_is_offered(
    before: dict[str, Side], new: dict[str, Side], after: dict[str, Side]
) -> None:
    """To the weak places and to where it has gone, with its date; no earlier one is lost."""
    bank = shipped()
    spread, since = (
        ("spread_places", "row"),
        answered(RoughDate(as_typed="May", earliest="2026-05")),
    )
    earlier = replace(
        new_visit(bank, depth=3),
        answers={
            ("visit_type",): answered("first"),
            ("weak",): answered("yes"),
            ("weak_places",): answered(_marks(before)),
            (*spread, "0", "where"): answered((Mark("knee", "left"),)),
            (*spread, "0", "when"): NOT_SURE,
            ("spread_places", "end"): NO_MORE,
        },
    )
    now = replace(
        new_visit(bank, depth=3),
        answers={
            ("visit_type",): answered("return"),
            ("new_weak_places",): answered(_marks(new)),
            ("new_weak_since",): since,
        },
    )
    last_time = last_time_of(bank, earlier)
    for _ in range(len(last_time.answers)):
        if offer := next(
            (one for one in course_of(bank, now, last_time).steps if one.offered), None
        ):
            now = record(now, offer, answered(SAME))

    assert now.answers["weak_places",] == answered(_marks(after))
    assert now.answers[*spread, "0", "where"] == answered((Mark("knee", "left"),))
    assert (now.answers.get((*spread, "1", "where")) == answered(_marks(new))) is (
        "none" not in new
    )
    assert (now.answers.get((*spread, "1", "when")) == since) is ("none" not in new)


def test_a_part_that_is_told_later_is_added_too() -> None:
    """What was taken over before that is offered anew, with it; the rest stays."""
    bank = shipped()
    told: dict[Key, Answer] = {
        ("weak",): answered("yes"),
        ("weak_places",): answered(_marks({"hand": "left"})),
    }
    earlier = replace(
        new_visit(bank, depth=1), answers={("visit_type",): answered("first"), **told}
    )
    last_time = last_time_of(bank, earlier)
    now = replace(new_visit(bank, depth=2), answers={("visit_type",): answered("return")})
    now = now.with_answers(told).with_answer(
        ("new_weak_places",), answered(_marks({"foot": "right"}))
    )

    now = to_offer_anew(bank, now, "new_weak_places", last_time)

    assert ("weak",) in now.answers
    offered = {
        part.key: answer
        for step in course_of(bank, now, last_time).steps
        for part, answer in step.offered
    }
    assert offered["weak_places",] == answered(_marks({"hand": "left", "foot": "right"}))
    assert to_offer_anew(bank, now, "new_weak_places", LastTime()) == now


def _marks(places: dict[str, Side]) -> tuple[Mark, ...]:
    return tuple(Mark(place, side) for place, side in places.items())

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given, settings

from mmn_check.bank.model import Bank
from mmn_check.interview.last_time import last_time_of, recalled
from mmn_check.interview.question_screen import asked, said_in_words
from mmn_check.understanding.dates.reading import date_in_words, lasting
from mmn_check.visit.flow import Course, course_of, record
from mmn_check.visit.last_visit import ANEW, EACH, SAME
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, NOT_SURE, Answer, Mark, RoughDate, Words, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.kept import shipped
from tests.support.profile import examples
from tests.support.scripted import headache
from tests.support.walks import finished_visit, new_visit, seeds

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
    return {step.question.id: step for step in course.steps if step.offered}


def test_what_was_said_is_offered_before_the_question() -> None:
    """The offer stands where the question would be asked, and tells the day and the words."""
    course = recalling(visit(), visit(PILLS))
    offer = offers(course)["pills"]
    screen = asked(BANK, course, offer)

    assert course.step_after(offer.key) == course.parts("pills")[0]
    assert screen.ask == "What do you take for it?"
    assert screen.note == ("The answer on 21 November 2026:\n  Ibuprofen, Does it help? Yes\n  Tea")
    assert [choice.label for choice in offer.choices] == [
        "All of these, as last time",
        "These, but let me change some",
        "Answer again",
    ]


@pytest.mark.parametrize("picked", [SAME, EACH])
def test_what_is_taken_over_is_this_visits_own(picked: str) -> None:
    """One answer to the offer keeps every part of what was said, and the offer is gone."""
    now = visit()
    offer = offers(recalling(now, visit(PILLS)))["pills"]

    taken = record(now, offer, answered(picked))

    assert taken.answers == PILLS
    assert not offers(recalling(taken, visit(PILLS)))
    assert said_in_words(offer, answered(SAME)) == (
        "All of these, as last time: Ibuprofen, Does it help? Yes; Tea."
    )


def test_words_that_go_with_a_choice_are_offered_with_it() -> None:
    """The free words of "something else" are shown below what was picked."""
    course = recalling(visit(), visit(TASKS))
    screen = asked(BANK, course, offers(course)["tasks"])

    assert screen.note == (
        "The answer on 21 November 2026:\n  Work, something else.\n  What else? “Cooking”"
    )


def test_nothing_is_offered_where_something_is_said_already() -> None:
    """Who has begun to answer goes on with that."""
    now = visit({("pills", "row", "0", "name"): answered(Words("Aspirin"))})

    assert not offers(recalling(now, visit(PILLS)))


def test_only_what_the_bank_marks_is_offered() -> None:
    """How it is today is asked afresh."""
    assert set(offers(recalling(visit(ACHES), visit(ACHES, SPOTS)))) == {"spots"}


def test_a_table_that_was_left_empty_has_no_rows_to_change() -> None:
    """Where nothing was taken, that is what is offered, as it is called."""
    course = recalling(visit(), visit({("pills", "end"): NO_MORE}))
    offer = offers(course)["pills"]

    assert asked(BANK, course, offer).note == "The answer on 21 November 2026:\n  I take nothing."
    assert [choice.id for choice in offer.choices] == [SAME, ANEW]


def test_a_helper_is_offered_the_answer_in_a_helpers_words() -> None:
    """What is asked of each row is asked of the patient, not of "you"."""
    helper: dict[Key, Answer] = {("writer",): answered("helper")}
    course = recalling(visit(helper), visit(helper, PILLS))
    note = asked(BANK, course, offers(course)["pills"]).note

    assert note
    assert "Ibuprofen, Does that help? Yes" in note


@pytest.mark.parametrize("said", [NOT_SURE, Answer("skipped"), Answer("declined")])
def test_what_was_not_answered_is_not_offered(said: Answer) -> None:
    """Not sure, skipped and rather not say are no answers to take over."""
    assert not offers(recalling(visit(), visit({("pills",): said})))


def test_a_table_without_rows_is_offered_as_that() -> None:
    """To take nothing is an answer."""
    course = recalling(visit(), visit({("pills",): NO_MORE}))

    assert "I take nothing." in (asked(BANK, course, offers(course)["pills"]).note or "")


def test_an_answer_of_a_closed_branch_is_not_offered() -> None:
    """What was set aside at the earlier visit was not its answer."""
    earlier = visit({("aches",): answered("no")}, SPOTS)

    assert "spots" not in offers(recalling(visit(ACHES), earlier))


def test_what_no_longer_fits_the_bank_is_not_offered() -> None:
    """Where a part of the old answer has no place any more, the question is asked afresh."""
    misfit = replace(visit(PILLS), misfits={"pills": [{"colour": "white"}]})

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


def test_a_refused_offer_can_be_gone_back_to() -> None:
    """It is passed over on the way on, and stands behind the question on the way back."""
    last_time = last_time_of(BANK, visit(PILLS)).refusing("pills")
    course = course_of(BANK, visit(), last_time)
    first = course.parts("pills")[0]
    offer = course.step_before(first.key)

    assert offer
    assert offer.offered
    assert course.answers[offer.key] == answered(ANEW)
    assert course.step_after(offer.key) == first


def test_an_offer_is_no_question_more() -> None:
    """It counts as one with its question: what is left never goes up because of it."""
    plain, course = course_of(BANK, visit()), recalling(visit(), visit(PILLS, TASKS))

    for step in course.steps:
        own = step if not step.offered else course.parts(step.question.id)[0]
        assert course.progress(step) == plain.progress(own)


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
    assert now in date_in_words(kept)


def test_a_date_in_the_persons_own_words_stays_so() -> None:
    """What was not understood then is not understood now."""
    rough = RoughDate(as_typed="before my second child")

    assert lasting(rough) == rough


@given(seeds)
@settings(max_examples=examples(60), deadline=None)
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

    while step := course_of(bank, now, last_time).next_step():
        if step.offered:
            assert recalled(step)
            now = record(now, step, answered(SAME))
            live = course_of(bank, now).answers
            assert all(live[part.key] == said for part, said in step.offered)
        else:
            table = step.question.id
            closed = then.get((table,)) or then.get((table, "end"))
            now = record(now, step, then.get(step.key) or closed or NO_MORE)

    marked = {one.id for one in bank.questions() if one.as_last_time}
    asked_again = {key for key in course_of(bank, now).answers if key[0] in marked}
    assert asked_again == {key for key in then if key[0] in marked}

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from hypothesis import given, settings

from mmn_check.bank.conditions import AllOf, AnyOf, Condition
from mmn_check.bank.model import Many, One, Question, Rank, Rows, built_on
from mmn_check.output.text import render_text
from mmn_check.summary.summarize import summarize
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.steps import record
from mmn_check.visit.values import Mark
from tests.support.kept import shipped
from tests.support.profile import examples
from tests.support.scripted import headache
from tests.support.walks import (
    any_answer,
    finished_visit,
    new_visit,
    next_step,
    seeds,
    straight_through,
    wandering_visit,
)

BANK = shipped()
WALKS = examples(25, usual=4)
SMALL_WALKS = examples(2000, usual=50)
TODAY = date(2026, 11, 21)


@settings(max_examples=WALKS, deadline=None)
@given(seeds)
def test_the_way_taken_does_not_matter(seed: int) -> None:
    """Going back, jumping and changing leave what the same final answers leave, and no more."""
    visit = wandering_visit(BANK, Random(seed))
    straight = straight_through(BANK, visit)

    assert course_of(BANK, straight).answers == course_of(BANK, visit).answers
    assert not course_of(BANK, straight).set_aside(straight)


def test_the_summary_does_not_tell_which_way_was_taken(figures: Counter[str]) -> None:
    """Over thousands of walks the text is, to the byte, that of the same answers given straight."""
    bank = headache()
    for seed in range(SMALL_WALKS):
        chance = Random(seed)
        visit = wandering_visit(bank, chance, depth=chance.choice((1, 2, 3)), most=8)
        straight = straight_through(bank, visit)

        texts = [render_text(summarize(bank, one, today=TODAY)) for one in (visit, straight)]

        assert texts[0] == texts[1], seed
    figures["walks whose summary was compared"] += SMALL_WALKS


def said_at(course: Course, question: str) -> set[str]:
    """The words that the live answers of one question come to, worked out by hand."""
    words: set[str] = set()
    steps = {step.key: step for step in course.steps}
    for key, answer in course.answers.items():
        if key[0] != question or "words" in key:
            continue
        choices = {choice.id: choice for choice in steps[key].choices}
        held = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        ids = {one.place if isinstance(one, Mark) else str(one) for one in held}
        picked = [choices[one] for one in ids if one in choices]
        sides = {one.side for one in held if isinstance(one, Mark) and one.place in choices}
        if sides and not all(choice.exclusive for choice in picked):
            words.add("one_side" if sides in ({"right"}, {"left"}) else "two_sides")
            words |= {f"on_{one}" for one in ("right", "left") if sides & {one, "both"}}
        words |= ids if answer.given else {answer.state}
        words |= {choice.group for choice in picked if choice.group}
        if answer.given and (not choices or not all(choice.exclusive for choice in picked)):
            words.add("any")
    return words


def by_hand(course: Course, condition: Condition) -> bool:
    """Whether a condition holds, worked out from the final answers alone."""
    for clause in condition:
        words = said_at(course, clause.question)
        if isinstance(clause, AnyOf) and not words & set(clause.words):
            answer = course.answers.get((clause.question,))
            number = answer.value if answer else None
            limits = [int(one[8:]) for one in clause.words if one.startswith("at_most_")]
            if not isinstance(number, int) or all(number > most for most in limits):
                return False
        if isinstance(clause, AllOf) and not words >= set(clause.words):
            return False
    return True


def offers_nothing(course: Course, question: Question) -> bool:
    """Whether too little was picked for a question that builds on picks."""
    match question:
        case Rows(for_each=str(source), only=only):
            return not said_at(course, source) & {*(only or said_things(source))}
        case Many(picked_in=str(), only=only):
            lists = built_on(question)
            return not any(said_at(course, one) & {*(only or said_things(one))} for one in lists)
        case Rank(at_least=enough):
            lists = built_on(question)
            return len({one for name in lists for one in picked_sides(course, name)}) < enough
        case One(picked_in=str(source)):
            return len(picked_sides(course, source)) < 2
        case _:
            return False


def said_things(source: str) -> set[str]:
    """Everything but "none" that may be picked there."""
    choices = getattr(BANK.by_id[source], "choices", ())
    return {choice.id for choice in choices if not choice.exclusive}


def picked_sides(course: Course, source: str) -> list[str]:
    """What was picked there; a place on both sides counts twice."""
    answer = course.answers.get((source,))
    held = answer.value if answer and isinstance(answer.value, tuple) else ()
    things = said_things(source)
    ids = [
        one
        for mark in held
        for one in (
            [mark.place] * (1 + (mark.side == "both")) if isinstance(mark, Mark) else [mark]
        )
    ]
    return [one for one in ids if one in things]


@settings(max_examples=WALKS, deadline=None)
@given(seeds)
def test_a_question_is_asked_just_when_its_condition_holds(seed: int) -> None:
    """No open question has a false condition; no closed one has a true one."""
    visit = wandering_visit(BANK, Random(seed))
    course = course_of(BANK, visit)
    opened = {step.question.id for step in course.steps}

    for section in BANK.sections:
        for question in section.questions:
            conditions = (section.ask_if, question.ask_if)
            holds = not question.until and all(by_hand(course, one) for one in conditions)
            # What was said before it had to wait counts.
            waits = question.depth == 3 and question.id not in visit.by_question
            waits = waits and question.longest_if != ()
            holds = holds and not (waits and by_hand(course, question.longest_if))
            holds = holds and (question.up_to == 3 or (question.id,) in visit.answers)
            assert (question.id in opened) == (holds and not offers_nothing(course, question))


@settings(max_examples=WALKS, deadline=None)
@given(seeds)
def test_nothing_given_straight_through_is_set_aside(seed: int) -> None:
    """Who never goes back never loses an answer to a closed branch."""
    visit = finished_visit(BANK, Random(seed))
    assert not course_of(BANK, visit).set_aside(visit)


@settings(max_examples=examples(10), deadline=None)
@given(seeds)
def test_what_is_left_grows_by_no_more_than_an_answer_opens(seed: int) -> None:
    """Going straight on, each answer brings one question further; only a branch adds some.

    What a branch that is open now may open in its turn is reckoned with from then on, and so is
    what is found not to wait for good.
    """
    chance = Random(seed)
    visit = new_visit(BANK)
    course = course_of(BANK, visit)
    while step := course.next_question():
        visit = record(visit, step, any_answer(step, chance))
        before, course = course, course_of(BANK, visit)
        following = course.next_question()
        assert next_step(BANK, visit) == following
        if following is None or following.key == step.key:
            continue
        told, now = before.progress(step), course.progress(following)
        known = {one.key for one in before.steps}
        opened = sum(one.key not in known for one in course.steps)
        # What settles two answers is gone once it is answered: it has no number of its own.
        assert now.position == told.position + (step.settles is None)
        assert now.total <= told.total + opened + max(course.expected - before.expected, 0)
        assert opened or now.total <= told.total or course.expected > before.expected

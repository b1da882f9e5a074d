"""What is said to what may have been meant: a yes, a yes with more, a no with what is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from mmn_check.bank.model import Many, One, Places
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.options import answer_one, is_it, several, which_one
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Rejected
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, answered
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import (
    CLOCK,
    SIDES,
    Outcome,
    count,
    outcome,
    read,
    space,
    step,
    steps,
)

Case = tuple[Step, NeedsConfirmation, str, Answer | None]
"""The question, what is asked back, what is said to that, and what it comes to, if to anything."""


def lists(language: str, *kinds: type) -> Iterator[Step]:
    """Every question of these kinds with enough choices to tell apart, none of them urgent."""
    for at in steps(language):
        ordinary = [one for one in at.choices if not one.exclusive]
        if isinstance(at.item, kinds) and len(ordinary) > 2 and not at.question.urgent_if:
            yield at


def plain(at: Step) -> list[int]:
    """The first choices, by number, whose labels alone are understood at once."""
    return [
        number
        for number, choice in enumerate(at.choices, start=1)
        if not choice.exclusive
        and choice.id not in ("not_sure", "declined")
        and not set(choice.label) & set(",;()")
        and isinstance(kept := read(at, said(choice.label, at)), ParsedAnswer)
        and kept.answer == one(at, number)
    ][:3]


def said(label: str, at: Step) -> str:
    """A choice as it is named inside a sentence, on the right where it has sides."""
    side = {"en": " on the right", "es": " a la derecha"}[at.language]
    named = label[:1].lower() + label[1:]
    return named + (side if isinstance(at.item, Places) else "")


def one(at: Step, number: int) -> Answer:
    """What one choice comes to."""
    match at.item:
        case One():
            return answer_one(at, number)
        case Places():
            return answered((Mark(at.choices[number - 1].id, "right"),))
        case _:
            return answered((at.choices[number - 1].id,))


def offered(at: Step, answer: Answer) -> NeedsConfirmation:
    """The question whether that was meant."""
    return is_it(at, ParsedAnswer(answer))


def tried(at: Step, menu: NeedsConfirmation, phrase: str, right: Answer | None) -> Outcome:
    """What a reply comes to; None where the question is to be put again."""
    reading = read_option(at, menu, phrase, clock=CLOCK)
    if right is None:
        return "wrong" if isinstance(reading, ParsedAnswer) else "right"
    return outcome(reading, right)


def confirming(language: str, data: Any) -> Iterator[Case]:
    for at in some(lists(language, One, Many, Places), usual=6):
        for number in plain(at)[:1]:
            right = one(at, number)
            words = said(at.choices[number - 1].label, at)
            for phrase in some(data["yes"], usual=9):
                yield at, offered(at, right), phrase.format(x=words), right
            for phrase in some(data["no"], usual=4):
                yield at, offered(at, right), phrase, None


def adding(language: str, data: Any) -> Iterator[Case]:
    for at in some(lists(language, Many, Places), usual=6):
        numbers = plain(at)[:2]
        if len(numbers) < 2 or getattr(at.item, "at_most", None) == 1:
            continue
        first, second = numbers
        menu = offered(at, one(at, first))
        more = one(at, second)
        both = together(at, numbers)
        words = said(at.choices[second - 1].label, at)
        for phrase in data["more"]:
            yield at, menu, phrase.format(y=words), both
        for phrase in data["instead"]:
            yield at, menu, phrase.format(y=words), more


def together(at: Step, numbers: Sequence[int]) -> Answer:
    """Some choices as one answer."""
    if isinstance(at.item, Places):
        return answered(tuple(Mark(at.choices[n - 1].id, "right") for n in sorted(numbers)))
    reading = several(at, sorted(numbers))
    assert isinstance(reading, ParsedAnswer)
    return reading.answer


def turning(language: str, data: Any) -> Iterator[Case]:
    for at in some(lists(language, Places), usual=6):
        for number in plain(at)[:2]:
            place = at.choices[number - 1]
            for side, other in SIDES if place.sides else ():
                menu = offered(at, answered((Mark(place.id, other),)))
                for phrase in data["side"][side]:
                    yield at, menu, phrase, answered((Mark(place.id, side),))


def picking(language: str, data: Any) -> Iterator[Case]:
    for at in some(lists(language, Many), usual=8):
        numbers = plain(at)
        if len(numbers) < 3 or getattr(at.item, "at_most", None):
            continue
        a, b, c = (said(at.choices[n - 1].label, at) for n in numbers)
        three, two = which_one(at, numbers), which_one(at, numbers[:2])
        assert isinstance(three, NeedsConfirmation)
        assert isinstance(two, NeedsConfirmation)
        first, every = together(at, numbers[:2]), together(at, numbers)
        for phrase in data["all"]:
            yield at, three, phrase, every
            yield at, two, phrase, first
        for phrase in data["two"]:
            yield at, two, phrase, first
        for phrase in (*data["some"], *data["but"]):
            yield at, three, phrase.format(a=a, b=b, c=c), first


WAYS = {
    "a yes or a no to what was meant": (confirming, 30),
    "a yes with more, a no with another": (adding, 4),
    "a no with the other side": (turning, 30),
    "several picked of what may be meant": (picking, 20),
}
"""The cases, and how many times as often one is understood as asked again, at least."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", WAYS)
def test_a_reply_keeps_what_was_understood(what: str, language: str, figures: Counter[str]) -> None:
    """It is taken as it is said, or asked about; nothing else is kept."""
    cases, often = WAYS[what]
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        for at, menu, phrase, right in cases(language, space("said_at_menus")[language]):
            found = tried(at, menu, phrase, right)
            outcomes[found] += 1
            wrong += [(at.key, phrase)] if found == "wrong" else []
    count(figures, f"{what} in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > often * outcomes["asked"]
    assert outcomes["right"] > 40


@pytest.mark.parametrize("rest", ["Running.", "And running.", "Stairs, rough ground and running."])
def test_the_rest_of_a_list_is_added_to_what_was_understood(rest: str) -> None:
    """Who says the rest does not lose the first part, and may say all of it anew."""
    at = step("en", "leg_tasks")
    asked = read(at, "Stairs and rough ground, I hold the rail. Running, I don't run anymore.")
    assert isinstance(asked, NeedsConfirmation)

    told = read_option(at, asked, rest, clock=CLOCK)

    assert isinstance(told, ParsedAnswer)
    assert told.answer.value == ("rough_ground", "stairs", "running")


@pytest.mark.parametrize(
    ("question", "typed"),
    [("tests", "I had an MRI and the shocks."), ("changed_since", "I had the flu in October.")],
)
def test_all_of_these_is_not_offered_where_one_of_two_is_meant(question: str, typed: str) -> None:
    """A tired person who takes all of them has said no more than before."""
    asked = read(step("en", question), typed)

    assert isinstance(asked, NeedsConfirmation)
    assert "All of these" not in [one.label for one in asked.options]


def test_a_list_said_anew_takes_nothing_of_what_was_offered() -> None:
    """Words that all stand in one offer are no yes to what else it holds."""
    at = step("en", "hand_tasks")
    offered = is_it(at, ParsedAnswer(answered(("buttons", "writing", "keys"))))

    assert read_option(at, offered, "Buttons and keys.", clock=CLOCK) == read(at, "Buttons, keys")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_says_that_several_may_be_picked(language: str) -> None:
    """Of a list where any number fits, and nowhere else."""
    with spoken(language):
        for at in lists(language, One, Many):
            menu = which_one(at, (1, 2))
            assert isinstance(menu, NeedsConfirmation)
            takes_some = "several" in menu.sentence or "varias" in menu.sentence
            assert takes_some == isinstance(at.item, Many)
            assert menu.several == takes_some


@pytest.mark.parametrize(
    ("question", "typed"),
    [("weak_places", "maybe the left hand"), ("worse_side", "left better")],
)
@pytest.mark.parametrize("said", ["right", "Right.", "the right"])
def test_right_is_a_side_where_the_left_is_offered(question: str, typed: str, said: str) -> None:
    """To "Did you mean Left is worse?" nobody agrees with "right": that may be the side."""
    at = step("en", question)
    sure = read(at, typed)
    assert isinstance(sure, NeedsConfirmation)

    reading = read_option(at, sure, said, clock=CLOCK)

    assert reading != sure.options[0].reading


def test_a_no_before_one_of_the_options_denies_it() -> None:
    """Whether "No diabetes" or "No, diabetes" was said cannot be heard: neither keeps it."""
    at = step("en", "past_illness")
    sure = read(at, "tested for diabetes")
    assert isinstance(sure, NeedsConfirmation)

    assert isinstance(read_option(at, sure, "no diabetes", clock=CLOCK), Rejected)
    assert not isinstance(read_option(at, sure, "No, diabetes.", clock=CLOCK), ParsedAnswer)


SLAPS = "The front of my foot slaps some on the right. I can stand on my toes all right."
BOTH_PARTS = (Mark("hand", "left"), Mark("foot", "right"))
SAID_AT_ONE = (
    ("en", "began", "9/3/2024", "The second one, September.", None),
    ("en", "began", "9/3/2024", "The second one, March.", None),
    ("en", "began", "9/3/2024", "No, that is wrong, ask me again.", None),
    ("en", "past_illness", "high blood pressure and borderline diabetes", "not diabetes", None),
    ("es", "past_illness", "presion alta y casi diabetes", "diabetes no", None),
    ("en", "worse_with", "The cold, and a guitar string.", "Using my hand.", ("use", "cold")),
    ("en", "leg_moves", SLAPS, "No. Just lift the front of my right foot.", None),
    ("en", "leg_moves", SLAPS, "No, lift the front of my right foot.", None),
    ("en", "weak_places", "My left hand and a zebra.", "Left hand, right foot.", BOTH_PARTS),
)  # fmt: skip
"""A question, what is typed there, what is said to what is asked back, and what it comes to."""


@pytest.mark.parametrize(("language", "name", "typed", "said", "wanted"), SAID_AT_ONE)
def test_what_is_said_at_a_menu(
    language: str, name: str, typed: str, said: str, wanted: object
) -> None:
    """An option is taken by what names it twice, and not by a no to another; words stay."""
    with spoken(language):
        sure = read(at := step(language, name), typed)
        assert isinstance(sure, NeedsConfirmation)
        taken = read_option(at, sure, said, clock=CLOCK)

    told = taken.answer if isinstance(taken, ParsedAnswer) else None
    value = getattr(told and told.value, "earliest", told and told.value)
    assert value == wanted
    assert told is None or typed in (told.note, getattr(told.value, "as_typed", ""))


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "No, not yet. Nobody's told me anything.", "No."),
        ("en", "No, not yet. Nobody's told me anything.", "The first one."),
        ("es", "No, todavía no. Nadie me ha dicho nada.", "No."),
    ],
)
def test_a_no_that_is_among_the_options_is_taken(language: str, typed: str, said: str) -> None:
    """It is a choice of the list there, and denies none of the others."""
    with spoken(language):
        at = step(language, "named")
        sure = read(at, typed)
        assert isinstance(sure, NeedsConfirmation)
        assert read_option(at, sure, said, clock=CLOCK) == ParsedAnswer(answered("no"))

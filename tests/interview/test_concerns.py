"""What a person says in distress is answered at once, wherever it is said, and is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from mmn_check.bank.model import Bank
from mmn_check.i18n import tr
from mmn_check.interview.concerns import concerns_in
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.interview.wizard import NOT_KEPT
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import record
from mmn_check.visit.values import SKIPPED, Words, answered
from tests.support.scripted import NOW, Sitting
from tests.support.spoken import HELPER, LANGUAGES, PATIENT, sit_down, spoken, text_of, visit_up_to
from tests.support.walks import new_visit

HEARD = Path(__file__).parent / "heard"


def phrases(kind: str) -> dict[str, list[str]]:
    """What may be said of that kind, by language."""
    told: dict[str, list[str]] = yaml.safe_load((HEARD / f"{kind}.yaml").read_text("utf-8"))
    return told


DISTRESS, AFRAID, CALM = map(phrases, ("mood", "only_a_doctor", "calm"))
OWN_WORDS = "main_problem"
"""The question for the main problem in the patient's own words."""
WAYS = ("informant", "visit_type", "handedness", "age", "weak")
"""Questions of several kinds: one choice, a number, yes or no."""


@pytest.fixture(params=["en", "es"])
def bank(request: pytest.FixtureRequest) -> Iterator[Bank]:
    """The shipped bank, in each language."""
    with spoken(request.param) as said:
        yield said


def says(bank: Bank, typed: str) -> list[str]:
    """The texts that answer it."""
    return [one.say for one in concerns_in(bank, typed)]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["mood", "only_a_doctor", "get_help_now"])
def test_what_a_person_in_distress_says_is_heard(code: str, kind: str) -> None:
    """Each language by its own words, whoever says it and however."""
    with spoken(code) as bank:
        missed = [one for one in phrases(kind)[code] if kind not in says(bank, one)]

    assert missed == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_else_is_taken_for_distress(code: str) -> None:
    """Idioms, what is denied or told of others, and an illness that is named, not asked about."""
    with spoken(code) as bank:
        taken = [one for one in CALM[code] if says(bank, one)]

    assert taken == []


def answers(sitting: Sitting) -> dict[tuple[str, ...], object]:
    """What is kept."""
    return {key: one.value for key, one in sitting.interview.visit.answers.items()}


def test_the_crisis_text_is_shown_once_and_the_words_are_kept(bank: Bank) -> None:
    """At a question for free words they are the answer; a second time nothing more is said."""
    english = text_of(bank, "mood").startswith("No one")
    words, back = DISTRESS["en" if english else "es"], "b" if english else "v"
    sitting = sit_down(bank, words[0], back, words[4], visit=visit_up_to(bank, OWN_WORDS))

    assert sitting.shown.count(text_of(bank, "mood")) == 1
    assert answers(sitting)["main_problem",] == Words(words[4])


@pytest.mark.parametrize("question", WAYS)
def test_the_crisis_text_is_shown_wherever_it_is_said(bank: Bank, question: str) -> None:
    """At a list, a number, a place: and the question stands."""
    words = DISTRESS["en" if text_of(bank, "mood").startswith("No one") else "es"]
    before = sit_down(bank, visit=visit_up_to(bank, question))
    sitting = sit_down(bank, words[0], visit=visit_up_to(bank, question))

    assert text_of(bank, "mood") in sitting.shown
    assert answers(sitting) == answers(before)


@pytest.mark.parametrize("question", ["weak", "treatments", "numb"])
def test_words_of_distress_are_never_corrected_into_an_answer(bank: Bank, question: str) -> None:
    """However often they are typed, a list takes no yes or no from them."""
    words = DISTRESS["en" if text_of(bank, "mood").startswith("No one") else "es"]
    before = sit_down(bank, visit=visit_up_to(bank, question))
    for one in words[::8]:
        sitting = sit_down(bank, one, one, visit=visit_up_to(bank, question))
        assert (answers(sitting), sitting.shown[-1]) == (answers(before), before.shown[-1])


def test_in_a_table_words_of_distress_are_taken_once_they_are_said_again(bank: Bank) -> None:
    """A drug may have caused them; at first the crisis text is the answer to them."""
    words = DISTRESS["en" if text_of(bank, "mood").startswith("No one") else "es"][0]
    once, twice = (
        sit_down(bank, *said, visit=visit_up_to(bank, "medicines", visit=new_visit(bank, depth=2)))
        for said in ([words], [words, words])
    )

    assert Words(words) not in answers(once).values()
    assert Words(words) in answers(twice).values()


def asks_fear(bank: Bank) -> str:
    """A frightened question in the language of the bank."""
    return AFRAID["en" if text_of(bank, "mood").startswith("No one") else "es"][0]


@pytest.mark.parametrize("question", WAYS)
@pytest.mark.parametrize("puts", [True, False])
def test_a_frightened_person_gets_one_kind_sentence(
    bank: Bank, question: str, *, puts: bool
) -> None:
    """And may put it among their questions; then the same question is asked again."""
    visit = visit_up_to(bank, question)
    before = sit_down(bank, visit=visit)
    sitting = sit_down(bank, asks_fear(bank), "1" if puts else "2", visit=visit)

    assert sitting.shown.count(text_of(bank, "only_a_doctor")) == 1
    assert sitting.shown[-1] == before.shown[-1]
    own = {("my_questions", "row", "0", "question"): Words(asks_fear(bank))} if puts else {}
    assert answers(sitting) == answers(before) | own


def test_in_free_words_the_fear_is_the_answer_too(bank: Bank) -> None:
    """What was typed is kept where it was typed, and offered for the questions as well."""
    sitting = sit_down(bank, asks_fear(bank), "1", visit=visit_up_to(bank, OWN_WORDS))

    assert answers(sitting)["main_problem",] == Words(asks_fear(bank))
    assert answers(sitting)["my_questions", "row", "0", "question"] == Words(asks_fear(bank))


def test_what_was_put_among_the_questions_counts_at_every_depth(bank: Bank) -> None:
    """Where the short way does not ask for them, those that were asked are told all the same."""
    visit = visit_up_to(bank, "age")
    sitting = sit_down(bank, asks_fear(bank), "1", visit=visit)

    assert sitting.interview.visit.depth == 1
    key = ("my_questions", "row", "0", "question")
    assert sitting.interview.course.answers[key].value == Words(asks_fear(bank))


def test_a_date_is_not_made_of_a_fear(bank: Bank) -> None:
    """A date may be told in any words, but a question is no date."""
    visit = visit_up_to(bank, "began")
    sitting = sit_down(bank, asks_fear(bank), "2", visit=visit)

    assert ("began",) not in sitting.interview.visit.answers
    assert sitting.shown[-1] == sit_down(bank, visit=visit).shown[-1]


def test_what_is_asked_at_the_list_of_signs_is_offered_after_it(bank: Bank) -> None:
    """Help comes first there; the offer, once the list is answered."""
    sitting = sit_down(bank, *PATIENT, asks_fear(bank), "0", "1")

    assert text_of(bank, "get_help_now") in sitting.shown
    assert answers(sitting)["my_questions", "row", "0", "question"] == Words(asks_fear(bank))
    assert sitting.interview.visit.answers["sudden_signs",] == answered(("none",))


def test_nothing_typed_at_the_start_screen_is_swallowed(bank: Bank) -> None:
    """A fear is answered there; of anything else it is said that it is not kept.

    A whole sentence is said by somebody who has begun: no Enter is waited for after it.
    """
    fear = sit_down(bank, asks_fear(bank), "1", "", "1", opens=True)
    other = sit_down(bank, "my hand is weak", "1", opens=True)
    short = sit_down(bank, "my hand", "", "1", opens=True)
    silent = sit_down(bank, "", "1", opens=True)

    assert text_of(bank, "only_a_doctor") in fear.shown
    assert answers(fear) == {("my_questions", "row", "0", "question"): Words(asks_fear(bank))}
    told = [one for one in other.shown if one not in silent.shown]
    assert len(told) == 1
    assert len(short.shown) == len(other.shown) + 1  # it waits for Enter again
    assert fear.shown[-1] == other.shown[-1] == silent.shown[-1]


def at_the_menu(bank: Bank, *typed: str) -> Sitting:
    """One where all that is asked is answered; the menu of what to do next stands."""
    visit = visit_up_to(bank, "my_questions", visit=new_visit(bank, depth=2))
    sitting = Sitting(bank, *typed, visit=replace(visit, depth=1))
    with suppress(EOFError):
        sitting.wizard.run()
    return sitting


def in_words(bank: Bank, kind: str) -> str:
    """One thing that is said of that kind, in the language of the bank."""
    return phrases(kind)[bank.language][0]


@pytest.mark.parametrize("kind", ["mood", "only_a_doctor", "get_help_now"])
def test_a_person_in_distress_is_heard_at_a_menu(bank: Bank, kind: str) -> None:
    """Where no question stands, and on the start screen."""
    menu = at_the_menu(bank, in_words(bank, kind))
    start = sit_down(bank, in_words(bank, kind), opens=True)

    assert menu.shown.count(text_of(bank, kind)) == 1
    assert start.shown.count(text_of(bank, kind)) == 1
    assert tr(NOT_KEPT) not in start.shown


def test_what_needs_no_text_is_told_where_to_say_it(bank: Bank) -> None:
    """On the start screen nothing is kept, and that is said of other words alone."""
    assert tr(NOT_KEPT) in sit_down(bank, "xyzzy plugh", opens=True).shown


@pytest.mark.parametrize("question", ["informant", "visit_type", "age", "weak", "began"])
def test_an_emergency_is_heard_where_it_answers_no_question(bank: Bank, question: str) -> None:
    """The text on getting help, then the question again, with what to do if it is now."""
    visit = visit_up_to(bank, question)
    before = sit_down(bank, visit=visit)
    sitting = sit_down(bank, in_words(bank, "get_help_now"), visit=visit)

    assert sitting.shown[-2] == text_of(bank, "get_help_now")
    assert sitting.shown[-1] == f"{before.shown[-1]} {text_of(bank, 'call_now')}"
    assert answers(sitting) == answers(before)


def test_what_is_asked_at_the_menu_may_be_put_among_the_questions(bank: Bank) -> None:
    """It is offered when the menu is answered, and in the review of the answers at once."""
    own = ("my_questions", "row", "0", "question")
    menu = at_the_menu(bank, asks_fear(bank), "1", "1")
    review = at_the_menu(bank, "2", asks_fear(bank), "1")

    assert answers(menu)[own] == answers(review)[own] == Words(asks_fear(bank))


def test_help_at_the_list_of_signs_says_first_how_to_get_help(bank: Bank) -> None:
    """Before how to answer and where it comes from."""
    for typed in {"en": ("h", "help", "help me"), "es": ("ayuda", "a")}[bank.language]:
        sitting = sit_down(bank, *PATIENT, typed)
        assert text_of(bank, "get_help_now") in sitting.shown, typed


def test_a_ticked_sign_is_recalled_with_the_menu_of_the_page(bank: Bank) -> None:
    """Whoever closes the window there has read it."""
    visit = visit_up_to(bank, "my_questions", visit=new_visit(bank, depth=2))
    told = {**visit.answers, ("sudden_signs",): answered(("headache",))}
    shown_at = {"sudden_signs": NOW}
    ill = replace(visit, depth=1, answers=told, urgent_shown=shown_at, urgent_asked=shown_at)
    while step := course_of(bank, ill).next_question():
        ill = record(ill, step, SKIPPED)
    sitting = Sitting(bank, visit=ill)
    with suppress(EOFError):
        sitting.wizard.run()

    assert sitting.shown[-2].endswith(text_of(bank, "still_ticked").split("{signs}")[1])


@pytest.mark.parametrize("kind", ["mood", "only_a_doctor"])
def test_a_helper_gets_the_crisis_text_for_two(bank: Bank, kind: str) -> None:
    """A daughter may write of her father, or of herself; it is he whom a doctor examines."""
    sitting = sit_down(bank, *HELPER, in_words(bank, kind))

    assert text_of(bank, f"{kind}_helper") in sitting.shown
    assert text_of(bank, kind) not in sitting.shown


def test_a_fear_is_no_medicine_until_it_is_said_again(bank: Bank) -> None:
    """It is offered for the doctor first; a name with a question mark may be the answer."""
    visit = visit_up_to(bank, "medicines", visit=new_visit(bank, depth=2))
    once, twice = (sit_down(bank, *(asks_fear(bank), "2") * times, visit=visit) for times in (1, 2))

    assert Words(asks_fear(bank)) not in answers(once).values()
    assert Words(asks_fear(bank)) in answers(twice).values()


def test_a_note_that_stands_with_a_question_is_in_words_for_who_types(bank: Bank) -> None:
    """Beside the question on mood, what to do if somebody might hurt themselves."""
    for informant, note in ((PATIENT, "mood"), (HELPER, "mood_helper")):
        begun = replace(sit_down(bank, *informant).interview.visit, depth=3)
        visit = visit_up_to(bank, "mood_words", visit=begun)
        step = course_of(bank, visit).next_question()
        assert step is not None
        assert QuestionScreen(bank, course_of(bank, visit), step).note == text_of(bank, note)

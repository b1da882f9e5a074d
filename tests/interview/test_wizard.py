from __future__ import annotations

from random import Random

import pytest

from mmn_check.errors import StoppedError
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.visit.pace import Pace
from mmn_check.visit.values import answered
from tests.support.kept import shipped
from tests.support.scripted import Scripted, Sitting, headache
from tests.support.walks import finished_visit

BANK = headache()
SHORT = ("1", "1", "0", "s", "yes", "1r", "3", "2019", "0", "0", "s")
"""The short way through, from the informant to the last question."""


def test_the_opening_says_what_this_is_and_is_not() -> None:
    """The fixed text comes first; then the person picks how much time there is."""
    bank = shipped()
    sitting = Sitting(bank, "", "2")

    sitting.wizard.open()

    assert sitting.shown[0] == "Notes for my nerve doctor visit"
    assert sitting.shown[1] == bank.texts["start"].text
    assert sitting.shown[-1] == (
        "How much time do you have? "
        "[About 5 minutes | About 15 minutes | Everything, about 30 minutes]"
    )
    assert sitting.interview.visit.depth == 2


def test_no_two_depths_are_called_the_same() -> None:
    """Who is so fast that everything takes five minutes still sees which way is the longer."""
    sitting = Sitting(shipped(), "", "1")
    sitting.interview.pace = Pace(done=1000, seconds=60)

    sitting.wizard.open()

    assert sitting.shown[-1].endswith(
        "[About 5 minutes | About 10 minutes | Everything, about 15 minutes]"
    )


def test_when_to_get_help_now_is_one_key_away() -> None:
    """On the first screen h shows when not to wait for the visit, as often as wanted."""
    bank = shipped()
    sitting = Sitting(bank, "h", "H.", "", "1")

    sitting.wizard.open()

    assert sitting.shown.count(bank.texts["get_help_now"].text) == 2


@pytest.mark.parametrize("typed", ["q", "Stop."])
def test_who_stops_on_the_first_screen_has_stopped(typed: str) -> None:
    """Nothing goes on unasked."""
    with pytest.raises(StoppedError):
        Sitting(BANK, typed).wizard.open()


def test_the_review_is_led_in_words() -> None:
    """The number may be said; so may that it is enough."""
    sitting = Sitting(BANK, *SHORT, "Check.", "Number one.", "2", "That's all.", "Show my page.")

    sitting.wizard.run()

    assert "? Who is filling this in? (now: I am the one with headaches.)" in sitting.shown


def test_where_depth_makes_no_difference_it_is_not_asked() -> None:
    """A bank whose first questions are all there is asks for no depth."""
    sitting = Sitting(BANK, "")

    sitting.wizard.open()

    assert sitting.shown[-1].startswith("Press Enter to go on.")


def test_one_key_is_offered_once_and_remembered() -> None:
    """Who finds Enter hard to reach says so at the start, and the visit remembers it."""
    sitting = Sitting(BANK, "1")

    sitting.wizard.open()

    assert sitting.prompter.one_key
    assert sitting.saved[-1].one_key


def test_at_the_end_of_a_depth_the_page_is_ready() -> None:
    """The short way ends with the page, a check of the answers, or more questions."""
    sitting = Sitting(BANK, *SHORT, "1")

    sitting.wizard.run()

    assert sitting.shown[-1].startswith("Your page is ready. [Show my page | Check or change")
    assert "Go on with more questions" in sitting.shown[-1]


def test_going_deeper_asks_only_what_is_new() -> None:
    """More questions means those not asked yet."""
    sitting = Sitting(BANK, *SHORT, "3", "12", "1")

    sitting.wizard.run()

    deeper = sitting.shown[sitting.shown.index("? On how many days last month?") :]
    assert [line for line in deeper if line.startswith("?")] == ["? On how many days last month?"]


def test_the_review_lists_what_was_asked_and_changes_one() -> None:
    """A number in the review asks that question again and comes back to the review."""
    sitting = Sitting(BANK, *SHORT, "2", "1", "2", "0", "1")

    sitting.wizard.run()

    reviews = [line for line in sitting.shown if line.startswith("1. Who is filling this in?")]
    assert reviews[0].splitlines()[0] == "1. Who is filling this in? I am the one with headaches."
    assert reviews[1].splitlines()[0] == "1. Who is filling this in? I am helping."


@pytest.mark.parametrize("said", ["Who is filling this in?", "who is filling this in", "Filling."])
def test_a_line_of_the_review_is_taken_by_its_words(said: str) -> None:
    """Who dictates reads out what stands there, whole or in part."""
    sitting = Sitting(BANK, *SHORT, "2", said, "2", "0", "1")

    sitting.wizard.run()

    assert sitting.interview.visit.answers[("writer",)] == answered("helper")


@pytest.mark.parametrize("title", ["Which muscles.", "The basics", "urgent check"])
def test_a_part_of_a_long_review_is_taken_by_its_title(title: str) -> None:
    """The titles stand on the screen to be said."""
    sitting = Sitting(
        shipped(), "2", title, "0", "0", "1", visit=finished_visit(shipped(), Random(3))
    )

    sitting.wizard.run()

    lists = [one for one in sitting.shown if one.startswith("1. ")]
    assert not lists[1].startswith(lists[0].splitlines()[0])


def test_back_from_a_question_of_the_review_shows_the_list_again() -> None:
    """The number typed next picks from the list; it overwrites no answer."""
    sitting = Sitting(BANK, *SHORT, "2", "6", "b", "1", "2", "0", "1")
    before = Sitting(BANK, *SHORT, "1")
    before.wizard.run()

    sitting.wizard.run()

    answers = dict(before.interview.visit.answers)
    assert sitting.interview.visit.answers == answers | {("writer",): answered("helper")}
    assert sum(line.startswith("1. Who is filling this in?") for line in sitting.shown) == 3


def test_what_a_change_opens_is_asked_at_once_and_back_shows_the_list() -> None:
    """A question left by going back is asked before the page is ready; none is lost."""
    none = (*SHORT[:4], "no", *SHORT[8:])
    sitting = Sitting(BANK, *none, "2", "5", "yes", "b", "0", "1r", "3", "2019", "1")

    sitting.wizard.run()

    spots = [at for at, line in enumerate(sitting.shown) if line == "? Where does it hurt?"]
    assert len(spots) == 2
    assert sitting.shown[spots[0] + 1] == "5. Does your head ache on some days? Yes."
    assert sitting.interview.course.next_question() is None


def test_a_changed_answer_is_shown_again_alone() -> None:
    """The list does not scroll by once more; whoever wants to see it all says so."""
    sitting = Sitting(BANK, *SHORT, "2", "7", "8", "r", "0", "1")

    sitting.wizard.run()

    lists = [line for line in sitting.shown if "How bad is it today?" in line and line[0] != "?"]
    assert [one.count("\n") > 0 for one in lists] == [True, False, True]
    assert lists[1] == "7. How bad is it today? 8 out of 10."


def test_a_long_review_goes_by_section() -> None:
    """First which part, then its answers."""
    bank = shipped()
    visit = finished_visit(bank, Random(3))
    sitting = Sitting(bank, "2", "3", "0", "9", "0", "0", "1", visit=visit)

    sitting.wizard.run()

    listed = [one for one in sitting.shown if one.startswith("1. ")]
    assert listed[0].splitlines()[:3] == ["1. Start", "2. Urgent check", "3. The basics"]
    assert listed.count(listed[0]) == 3  # before each of the parts, and after the last


def test_the_time_left_is_not_told_at_a_question_picked_from_a_list() -> None:
    """One answer is given again; what is left of the whole way is no matter there."""
    told: list[int] = []

    class Clocked(Scripted):
        def ask(self, screen: QuestionScreen, *, minutes: int) -> str:
            told.append(minutes)
            return super().ask(screen, minutes=minutes)

    sitting = Sitting(BANK, prompter=Clocked([*SHORT, "2", "1", "1", "0", "1"]))

    sitting.wizard.run()

    assert told[0] > 0
    assert told[-1] == 0


def test_a_number_that_is_not_in_the_review_is_told() -> None:
    """Something else than a number of the list changes nothing."""
    sitting = Sitting(BANK, *SHORT, "2", "what", "99", "0", "1")

    sitting.wizard.run()

    assert sum(line.startswith("Type a number from 1 to ") for line in sitting.shown) == 2


def test_who_asked_for_one_key_need_not_reach_for_enter() -> None:
    """With one key per choice the first screen is left, and help shown, by figures."""
    bank = shipped()
    sitting = Sitting(bank, "2", "1", "1")
    sitting.prompter.one_key = True

    sitting.wizard.open()

    assert bank.texts["get_help_now"].text in sitting.shown
    assert sitting.saved[0].one_key
    assert sitting.interview.visit.depth == 1


def test_a_number_beyond_all_bounds_is_asked_for_again() -> None:
    """Thousands of figures in the review are no number, and no fault."""
    sitting = Sitting(BANK, *SHORT, "2", "9" * 5000, "0", "1")

    sitting.wizard.run()

    assert any(line.startswith("Type a number from 1 to ") for line in sitting.shown)

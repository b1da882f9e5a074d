from __future__ import annotations

import re
from contextlib import suppress
from unittest.mock import Mock

import pytest

from mmn_check.errors import StoppedError
from mmn_check.interview import interview
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import NOT_SURE, SKIPPED, Mark, Words, answered
from tests.support.kept import shipped
from tests.support.scripted import Scripted, Sitting, headache
from tests.support.spoken import sit_down, visit_up_to
from tests.support.walks import new_visit

BANK = headache()
FIRST = ("1", "1", "0")
"""The patient, at a first visit, with nothing sudden."""
WEAK = (*FIRST, "s")
"""The same, the day of the visit skipped: next is whether the head aches."""


def sit(*typed: str) -> Sitting:
    """Type the lines; the person leaves when they are used up."""
    sitting = Sitting(BANK, *typed)
    with pytest.raises(EOFError):
        sitting.interview.run()
    return sitting


def test_every_answer_is_saved_before_the_next_question() -> None:
    """After three answers there were three saves, each with one answer more."""
    sitting = sit(*FIRST)

    assert [len(visit.answers) for visit in sitting.saved] == [1, 2, 3]


@pytest.mark.parametrize(("typed", "ways"), [("1", 1), ("q", 1), ("2", 2)])
def test_what_was_thought_ahead_is_not_worked_out_again(
    monkeypatch: pytest.MonkeyPatch, typed: str, ways: int
) -> None:
    """The way on from an answer is there when that answer is taken; from another one it is not."""
    script = Scripted(WEAK)
    sitting = Sitting(BANK, prompter=script)
    with pytest.raises(EOFError):
        sitting.interview.run()
    found = Mock(side_effect=course_of)
    monkeypatch.setattr(interview, "course_of", found)

    sitting.interview.think_ahead("1")
    script.typed.append(typed)

    with pytest.raises((EOFError, StoppedError)):
        sitting.interview.run()
    assert found.call_count == ways


def test_what_was_understood_is_read_back() -> None:
    """Each answer is read back in words."""
    sitting = sit("two", "First visit.")

    assert "I am helping." in sitting.shown
    assert "First visit." in sitting.shown


def test_a_mistake_gets_a_sentence_and_the_question_stands() -> None:
    """A number that is not on the list changes nothing."""
    sitting = sit("9", "1")

    assert "9 is not on the list. Type one number from 1 to 2." in sitting.shown
    assert sitting.interview.visit.answers[("writer",)] == answered("me")


def test_enter_alone_answers_nothing() -> None:
    """Enter too early is told, and nothing is kept."""
    sitting = sit("", "")

    assert not sitting.saved


def test_back_shows_the_answer_and_enter_keeps_it() -> None:
    """Going back twice and pressing Enter returns to where the person was."""
    sitting = sit("1", "1", "b", "b", "")

    assert sitting.shown[-4:] == [
        "? What kind of visit is this? (now: First visit.)",
        "? Who is filling this in? (now: I am the one with headaches.)",
        "Kept as it was.",
        "? Is any of this new today?",
    ]


def test_back_at_the_first_question_stays_there() -> None:
    """There is nothing before the first question."""
    sitting = sit("b")

    assert sitting.shown[-2:] == ["This is the first question.", "? Who is filling this in?"]


def test_skipped_and_not_sure_are_kept_apart() -> None:
    """A skip is kept as a skip, not sure as not sure."""
    sitting = sit(*FIRST, "s", "u")

    assert sitting.interview.visit.answers[("visit_day",)] == SKIPPED
    assert sitting.interview.visit.answers[("aches",)] == NOT_SURE


def test_the_urgent_check_cannot_be_skipped() -> None:
    """Skip is refused with a sentence where the answer is needed."""
    sitting = sit("1", "1", "s")

    assert ("sudden",) not in sitting.interview.visit.answers


def test_one_may_be_unsure_at_the_urgent_check() -> None:
    """Not sure is kept as that: it is an answer, and neither a sign nor the lack of one."""
    sitting = sit("1", "u", "not sure")

    assert sitting.interview.visit.answers[("visit",)] == NOT_SURE
    assert sitting.interview.visit.answers[("sudden",)] == NOT_SURE
    assert not sitting.interview.visit.urgent_shown


def test_an_urgent_sign_shows_the_stop_card_and_enter_stops() -> None:
    """A tick shows the card; Enter saves and stops; the time is kept."""
    sitting = Sitting(BANK, "1", "1", "1", "")

    with pytest.raises(StoppedError):
        sitting.interview.run()

    assert BANK.texts["stop_card"].text in sitting.shown
    assert "sudden" in sitting.saved[-1].urgent_shown


def cards(sitting: Sitting) -> int:
    """How often the stop card was shown."""
    return sitting.shown.count(BANK.texts["stop_card"].text)


TICKED = ("1", "1", "1", "2", "y", "b", "b")
"""A sign ticked, the stop card seen; the list is asked again."""


def test_the_stop_card_is_shown_once_for_a_sign() -> None:
    """Who goes on is not stopped again by the same sign, nor by fewer."""
    assert cards(sit(*TICKED, "1", "y", "b", "b", "", "s")) == 1
    assert cards(sit("1", "1", "1 2", "2", "b", "2", "y")) == 1


def test_another_sign_shows_the_stop_card_again() -> None:
    """A sign that was not ticked before calls for help anew, alone or beside the first."""
    assert cards(sit(*TICKED, "2")) == 2
    assert cards(sit(*TICKED, "1 2")) == 2


def test_a_sign_taken_back_and_ticked_again_shows_the_stop_card_again() -> None:
    """None of these takes the sign back; to tick it once more is a new call for help."""
    again = sit(*TICKED, "0", "b", "1")
    other = sit(*TICKED, "0", "b", "2")

    assert (cards(again), cards(other)) == (2, 2)


def test_the_stop_card_does_not_come_again_with_the_next_sitting() -> None:
    """Who comes back to a visit is not stopped again by what was ticked before."""
    before = sit("1", "1", "1", "2", "y")
    after = Sitting(BANK, "s", "yes", "1r", visit=before.saved[-1])

    with suppress(EOFError):
        after.interview.run()

    assert cards(after) == 0


def test_a_stop_card_that_was_not_seen_comes_in_the_next_sitting() -> None:
    """Was the program killed with a new sign kept and no card shown, the next answer shows it."""
    killed = sit(*TICKED, "1 2").saved
    unseen = next(one for one in reversed(killed) if not one.urgent_shown)
    after = Sitting(BANK, "s", visit=unseen)

    with suppress(EOFError):
        after.interview.run()

    assert cards(after) == 1


def test_who_dictates_is_told_what_to_say() -> None:
    """What is typed with letters for the sides fits nobody who speaks."""
    sitting = sit("I am helping.", "First visit.", "None of these.", "Skip.", "Yes.", "Hm.")

    assert sitting.interview.pace.by_voice
    assert sitting.shown[-1].endswith("Say each choice with its side, such as “Forehead, left.”")


def test_a_list_whose_rest_is_denied_is_asked_again() -> None:
    """Who has more than was ticked gets the list back, with the ticks shown."""
    sitting = sit("1", "1", "1", "2", "no")

    assert sitting.shown[-1] == "? Is any of this new today? (now: The worst headache ever.)"


def test_a_closed_branch_is_named_to_the_person() -> None:
    """When an answer closes a branch, what was said there is named; it comes back later."""
    sitting = sit(*WEAK, "yes", "1r", "b", "b", "no")

    told = [line for line in sitting.shown if line.startswith("Set aside")]
    assert told == ["Set aside, as it no longer applies: Where does it hurt? Forehead (right)."]
    assert sitting.interview.visit.answers[("spots",)] == answered((Mark("forehead", "right"),))


@pytest.mark.parametrize("typed", ["h", "help", "r", "repeat"])
def test_a_doubt_stands_after_help_until_it_is_settled(typed: str) -> None:
    """Help, or the doubt shown again, answers nothing: the same yes or no is asked once more."""
    sitting = sit(*WEAK, "yes", "1r", "77", typed, "2", "5")

    doubts = [line for line in sitting.shown if "7 out of 10?" in line]
    assert doubts == ["Did you mean 7 out of 10? [Yes | No]"] * 2
    assert any("How to answer:" in line for line in sitting.shown) == typed.startswith("h")
    assert sitting.interview.visit.answers[("strength",)] == answered(5)


def test_help_tells_meaning_reason_and_source() -> None:
    """H shows the help, the glossary's word, why it is asked and where it comes from."""
    sitting = sit(*WEAK, "h")

    help_shown = next(line for line in sitting.shown if "Why the doctor asks" in line)
    assert "An ache is a dull hurt." in help_shown
    assert "Aura:" in help_shown
    assert "How to keep a headache diary" in help_shown


def test_what_could_mean_two_things_is_asked() -> None:
    """A doubled digit on a scale is asked about, and the choice settles it."""
    sitting = sit(*WEAK, "yes", "1r", "77", "1")

    assert sitting.interview.visit.answers[("strength",)] == answered(7)


def test_a_side_left_out_is_asked_for_by_its_letter() -> None:
    """A place without a side asks which; r is the right one, as it is with the place."""
    sitting = sit(*WEAK, "yes", "1", "r")

    assert sitting.interview.visit.answers[("spots",)] == answered((Mark("forehead", "right"),))


def test_a_helper_is_asked_in_the_third_person() -> None:
    """When somebody else types, the bank's other wording is used."""
    sitting = sit("2", "1", "0", "s")

    assert sitting.shown[-1] == "? Does the head ache on some days?"


def test_hints_can_be_silenced() -> None:
    """The word "quiet" turns the hints off; the question is shown again."""
    sitting = sit("quiet")

    assert not sitting.prompter.hints
    assert sitting.shown[::2] == ["? Who is filling this in?"] * 2
    assert sitting.shown[1] == "Hints are off. h shows them once; type quiet to have them back."


def test_a_row_taken_out_is_told_before_the_table_is_asked_anew() -> None:
    """Where it was the only one, the table is empty: what is asked next is a new one."""
    sitting = sit(*WEAK, "no", "0", "Aspirin", "yes", "b", "b", "0")

    assert sitting.shown[-2].endswith(" 1 is taken out.")
    assert sitting.shown[-1] == "? What is it called?"


def test_an_idea_can_be_taken_by_its_number() -> None:
    """Ideas are shown on request only; a number takes one over as the person's question."""
    sitting = sit(*WEAK, "no", "0", "0", "ideas", "1")

    assert "1. What else could I write down?" in sitting.shown
    assert sitting.interview.visit.answers[("asking", "row", "0", "words")] == answered(
        Words("What else could I write down?")
    )


@pytest.mark.parametrize(("typed", "taken"), [("1 3", (0, 2)), ("2 and 1", (1, 0)), ("3", (2,))])
def test_several_ideas_can_be_taken_at_once(typed: str, taken: tuple[int, ...]) -> None:
    """Each is a question of its own."""
    bank = shipped()
    visit = visit_up_to(bank, "my_questions", visit=new_visit(bank, depth=2))
    sitting = sit_down(bank, "ideas", typed, visit=visit)
    shown = [
        one.split(". ", 1)[1]
        for one in "\n".join(sitting.shown).splitlines()
        if re.match(r"\d\. ", one)
    ]

    rows = [one for key, one in sitting.interview.visit.answers.items() if "question" in key]
    assert rows == [answered(Words(shown[one])) for one in sorted(taken)]


def test_ideas_are_asked_for_and_taken_in_words() -> None:
    """Asked for politely they are shown, and "Number one." takes the first."""
    sitting = sit(*WEAK, "no", "0", "0", "Ideas please.", "Number one.")

    assert sitting.interview.visit.answers[("asking", "row", "0", "words")] == answered(
        Words("What else could I write down?")
    )


@pytest.mark.parametrize("typed", ["Keep it.", "keep", "Press Enter."])
def test_an_answer_that_stands_is_kept_in_words(typed: str) -> None:
    """Where Enter keeps what was said, so does saying so."""
    sitting = sit("1", "b", typed)

    assert "Kept as it was." in sitting.shown


def test_back_from_what_was_meant_is_back_to_the_question() -> None:
    """Who is asked which was meant and goes back gets the same question again."""
    sitting = sit(*WEAK, "know", "Go back.")

    assert sitting.shown[-1] == sitting.shown[-3]


def test_endless_figures_among_ideas_are_words() -> None:
    """What is no number of an idea is one's own words, however it looks."""
    sitting = sit(*WEAK, "no", "0", "0", "ideas", "9" * 5000)

    asking = sitting.interview.visit.answers[("asking", "row", "0", "words")]
    assert asking == answered(Words("9" * 5000))


def test_a_table_ends_when_there_is_no_more() -> None:
    """Rows are asked cell by cell until the person says no more."""
    sitting = sit(*WEAK, "no", "0", "Aspirin", "yes", "no more")

    assert sitting.interview.visit.answers[("pills", "row", "0", "name")] == answered(
        Words("Aspirin")
    )
    assert "No more." in sitting.shown


def test_stop_stops() -> None:
    """Q ends the sitting with the answers kept."""
    sitting = Sitting(BANK, "1", "q")

    with pytest.raises(StoppedError, match="kept"):
        sitting.interview.run()

    assert len(sitting.saved) == 1


def again(*typed: str) -> Sitting:
    """A visit after one at which two medicines were told; asked next is what is taken."""
    pills = ("Ibuprofen", "y", "Tea", "u", "0")
    earlier = sit(*WEAK, "no", "s", *pills)
    sitting = Sitting(BANK, *WEAK, "no", "s", *typed, earlier=earlier.interview.visit)
    with suppress(EOFError):
        sitting.interview.run()
    return sitting


def names_of(sitting: Sitting) -> list[str]:
    """The medicines kept, by name."""
    told = sitting.interview.visit.answers
    return [
        one.value.text
        for key, one in told.items()
        if key[0] == "pills" and key[-1] == "name" and isinstance(one.value, Words)
    ]


def test_one_press_takes_over_what_was_said_last_time() -> None:
    """It is shown, read back, kept at once as this visit's own, and the next thing is asked."""
    sitting = again("1")

    assert sitting.shown[-2:] == ["All as it was.", "? Your question?"]
    assert names_of(sitting) == ["Ibuprofen", "Tea"]
    assert sitting.saved[-1] == sitting.interview.visit


def test_nothing_is_taken_over_unasked() -> None:
    """Until the offer is answered, nothing of it is kept."""
    sitting = again()

    assert sitting.shown[-1].endswith("Is all of it as it was?")
    assert not names_of(sitting)


@pytest.mark.parametrize(
    "typed",
    ["as last time", "All of these.", "The same.", "number one", "All as it was.", "yes", "Yes.",
     "All of these, as last time", "The same as last time.", "no change", "nothing has changed",
     "y", "Yeah.", "exactly", "That's right.", "everything is the same"],
)  # fmt: skip
def test_it_is_taken_over_in_words_too(typed: str) -> None:
    """What dictation types does what 1 does."""
    assert names_of(again(typed))[:2] == ["Ibuprofen", "Tea"]


@pytest.mark.parametrize(
    "typed",
    ["Ibuprofen", "the tea changed", "all the same but the tea", "not the medicines",
     "Yes, but it is 400 now.", "yes except the tea", "same as last time but no tea",
     "yes and I also take rituximab", "mostly the same", "yes more or less"],
)  # fmt: skip
def test_who_names_a_part_is_asked_which_is_to_be_changed(typed: str) -> None:
    """Never whether all is as it was: the parts are listed, and nothing is taken over yet."""
    sitting = again(typed)

    assert "Which are to be changed?" in " ".join(sitting.shown)
    assert not names_of(sitting)


@pytest.mark.parametrize("said", ["the tea", "Tea.", "2", "number two"])
def test_what_is_to_be_changed_is_said_by_words_of_its_line(said: str) -> None:
    """A line holds a whole row: who means it says a word of it."""
    assert names_of(again("change some", said, "take out")) == ["Ibuprofen"]


def test_one_more_row_is_asked_for_by_its_words() -> None:
    """As it stands on the screen."""
    assert again("change some", "one more").shown[-1] == "? What is it called?"


@pytest.mark.parametrize("typed", ["no", "No.", "change some", "not all", "something changed", "2"])
def test_so_it_is_with_what_changes(typed: str) -> None:
    """And nothing is taken over before it is said which."""
    sitting = again(typed)

    assert "1. Medicine 1: Ibuprofen, Does it help? Yes" in sitting.shown[-2]
    assert not names_of(sitting)


@pytest.mark.parametrize("typed", ["u", "s", "not sure", "skip", "rather not say"])
def test_an_offer_is_answered_one_way_or_the_other(typed: str) -> None:
    """What stays and what changes is not left open: it is asked again."""
    sitting = again(typed)

    assert not sitting.interview.visit.answers.keys() & {("pills",)}
    assert not names_of(sitting)


def test_what_was_taken_over_can_be_changed_row_by_row() -> None:
    """One is kept untouched, one taken out, one added."""
    sitting = again("2", "2 3", "2", "Aspirin", "y", "0")

    assert any(one.endswith("\n3. Medicine: one more") for one in sitting.shown)
    assert "Medicine 2: Tea [Change it | Take it out]" in sitting.shown
    assert "Taken out." in sitting.shown
    assert names_of(sitting) == ["Ibuprofen", "Aspirin"]


def test_a_row_that_was_taken_over_can_be_changed_cell_by_cell() -> None:
    """Enter keeps a cell, something typed changes it."""
    sitting = again("2", "1", "1", "Ibuprofen 400", "")

    assert names_of(sitting) == ["Ibuprofen 400", "Tea"]
    assert sitting.interview.visit.answers[("pills", "row", "0", "helps")] == answered("yes")
    assert sitting.shown[-1] == "? Your question?"


def test_back_from_what_is_to_be_changed_shows_the_offer_again() -> None:
    """A slip on 2 costs nothing."""
    sitting = again("2", "b", "1")

    assert names_of(sitting) == ["Ibuprofen", "Tea"]


def test_the_earlier_visit_is_opened_after_the_first_answer() -> None:
    """The first question does not wait for it, and it is opened once."""
    sitting = Sitting(BANK, *WEAK, "y", "1r", earlier=new_visit(BANK))

    assert not sitting.looked_back
    with pytest.raises(EOFError):
        sitting.interview.run()
    assert len(sitting.looked_back) == 1
    assert sitting.looked_back[0] == "I am the one with headaches."


def test_the_last_row_that_fits_says_so() -> None:
    """A table that takes no more does not end without a word."""
    bank = shipped()
    visit = visit_up_to(bank, "my_questions", visit=new_visit(bank, depth=2))
    sitting = sit_down(bank, "Why? When?; Where?", visit=visit)

    assert len(sitting.interview.visit.rows("my_questions")) == 3
    assert sum(one == "That makes 3: the list is full." for one in sitting.shown) == 1


def test_a_letter_among_words_is_its_key() -> None:
    """Where words are typed, b goes back at once."""
    sitting = sit(*WEAK, "no", "none", "Ibuprofen", "y", "0", "b", "", "b")

    assert not [one for one in sitting.shown if "letter b" in one]
    assert sitting.shown[-1] == "? What is it called? (now: No more.)"


def test_choices_are_worded_for_a_helper_too() -> None:
    """Who answers for somebody else reads, says and gets back what fits them."""
    sitting = sit("2", *FIRST[1:], "s", "no", "work", "Done slowly.")

    assert "Done slowly." in sitting.shown
    assert sitting.interview.visit.answers[("task_now", "row", "work", "how")] == answered("slow")


def test_what_the_patient_reads_stays_as_it_is() -> None:
    """The same answer by the patient is read back in the first person."""
    sitting = sit(*FIRST, "s", "no", "work", "1")

    assert "I do it slowly." in sitting.shown


def test_after_other_numbers_the_list_is_shown_again() -> None:
    """Who takes none of what may have been meant is asked with the numbers of the list in sight."""
    bank = shipped()
    visit = visit_up_to(bank, "named", visit=new_visit(bank, depth=2))
    sitting = sit_down(bank, "No, not yet. Nobody's told me anything.", "3", visit=visit)

    assert sitting.shown[-2:] == [
        "Which did you mean? [No | They are still looking | Ask me again]",
        "? Has a doctor given a name to what you have?",
    ]

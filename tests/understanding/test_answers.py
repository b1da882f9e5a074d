from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.bank.conditions import ANYTHING, AnyOf
from mmn_check.bank.model import Choice, Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import (
    Command,
    CommandName,
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
)
from mmn_check.understanding.say_back import in_words
from mmn_check.visit.steps import Step
from mmn_check.visit.values import (
    DECLINED,
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Words,
    answered,
)
from tests.support.profile import combined, examples
from tests.support.sketches import SECTION, sketched, step_of

CLOCK = Clock(today=date(2026, 11, 21), age=52)
PARTS = (
    Choice(id="hand", label="Hand"),
    Choice(id="foot", label="Ankle or foot"),
    Choice(id="neck", label="Neck", sides=False),
    Choice(id="none", label="None of these", exclusive=True, sides=False),
)
YES_NO = step_of(YesNo(id="pain", ask="Do you have pain?"))
ONE = step_of(One(id="part", ask="Which part?", choices=PARTS), PARTS)
MANY = step_of(Many(id="parts", ask="Which parts?", choices=PARTS), PARTS)
PLACES = step_of(Places(id="where", ask="Where?", choices=PARTS), PARTS)
RATING = step_of(Rating(id="bad", ask="How bad?", lowest="no pain", highest="the worst"))
NUMBER = step_of(Number(id="days", ask="How many days?", maximum=60, unit="days"))
GRIP = step_of(Number(id="grip", ask="How strong?", maximum=90, decimals=True))
DATE = step_of(Date(id="began", ask="When?"))
VISIT = step_of(Date(id="visit", ask="When is the visit?", future=True))
NONE = Choice(id="none", label="None of these", exclusive=True)
URGENT = (AnyOf(question="which", words=(ANYTHING,)),)
WITH_NONE = step_of(
    Many(id="which", ask="Any?", choices=(*PARTS[:2], NONE), urgent_if=URGENT), (*PARTS[:2], NONE)
)
TEXT = step_of(Text(id="story", ask="What is the main problem?"))
RANK = step_of(Rank(id="top", ask="Which matter most?", picked_in="parts"), PARTS[:3])
FIRST_ROW = sketched(
    {"kind": "text", "ask": "Which?"}, {"row": "medicine", "none": "No medicines", "nth": "1"}
)
LATER_ROW = sketched(
    {"kind": "text", "ask": "Which?"}, {"row": "medicine", "none": "No medicines", "nth": "2"}
)
ROW_THAT_MUST_BE = sketched({"kind": "text", "ask": "Where?"}, {"row": "place", "nth": "1"})
UNITS = ("1 ", "hand and ", "not ", "9", ",", "a-", "２ｒ", "um ")
EVERY_STEP = (
    *(YES_NO, ONE, MANY, PLACES, RATING, NUMBER, GRIP, DATE, VISIT, TEXT, RANK),
    *(FIRST_ROW, LATER_ROW, ROW_THAT_MUST_BE),
)
WORST = Step(
    key=("worst",),
    section=SECTION,
    question=One(id="worst", ask="Worst?", picked_in="where"),
    item=One(id="worst", ask="Worst?", picked_in="where"),
    language="en",
    choices=(Choice(id="hand.right", label="Hand, right"), Choice(id="neck", label="Neck")),
    marks={"hand.right": Mark("hand", "right")},
)


def read(step: Step, typed: str) -> Reading:
    return read_answer(step, typed, clock=CLOCK)


def ask_sure(step: Step, typed: str) -> NeedsConfirmation:
    reading = read(step, typed)
    assert isinstance(reading, NeedsConfirmation)
    return reading


def reply(step: Step, typed: str, then: str) -> Reading:
    return read_option(step, ask_sure(step, typed), then, clock=CLOCK)


@pytest.mark.parametrize("step", EVERY_STEP, ids=lambda step: step.item.id)
def test_a_bare_enter_never_answers(step: Step) -> None:
    """Enter alone is asked about again, at every kind of question."""
    assert isinstance(read(step, ""), Rejected)


def test_picks_are_kept_in_the_order_of_the_list() -> None:
    """Whichever is typed first, the list decides the order."""
    assert read(MANY, "2 1") == ParsedAnswer(answered(("hand", "foot")))


def test_a_rank_keeps_the_order_typed() -> None:
    """What is typed first matters most."""
    assert read(RANK, "2 1") == ParsedAnswer(answered(("foot", "hand")))


def test_places_are_kept_with_their_sides() -> None:
    """A place without sides is whole; one marked left and right is both."""
    assert read(PLACES, "2l 1r 2r 3") == ParsedAnswer(
        answered((Mark("hand", "right"), Mark("foot", "both"), Mark("neck", "whole")))
    )


def test_a_place_that_is_chosen_from_is_kept_with_its_side() -> None:
    """Where places are chosen from, the answer is the place as it was marked."""
    assert read(WORST, "1") == ParsedAnswer(answered(Mark("hand", "right")))
    assert in_words(WORST, answered(Mark("hand", "right"))) == "Hand, right."
    assert in_words(WORST, answered("neck")) == "Neck."


def test_free_words_are_kept_to_the_letter() -> None:
    """Only the white space around them goes, and letters are composed."""
    assert read(TEXT, "  Cafe\u0301  hurts.\n") == ParsedAnswer(answered(Words("Café  hurts.")))


def test_a_number_keeps_its_type() -> None:
    """A whole number stays whole; a fraction is kept where fractions are asked for."""
    assert read(NUMBER, "5") == ParsedAnswer(answered(5))
    assert read(GRIP, "12,5") == ParsedAnswer(answered(12.5))


def test_a_date_is_as_exact_as_it_was_typed() -> None:
    """A year stays a year."""
    assert read(DATE, "2019") == ParsedAnswer(
        answered(RoughDate(as_typed="2019", earliest="2019", latest="2019"))
    )


def test_a_day_to_come_is_asked_about_unless_it_is_expected() -> None:
    """The visit may lie ahead; the first sign of an illness hardly."""
    assert isinstance(read(VISIT, "3 December 2026"), ParsedAnswer)
    assert isinstance(read(DATE, "3 December 2026"), NeedsConfirmation)


def test_a_slip_is_asked_about_with_numbered_options() -> None:
    """77 on 0 to 10 asks whether 7 was meant: 1 takes it, 2 asks for another."""
    sure = ask_sure(RATING, "77")

    assert sure.sentence == "Did you mean 7 out of 10?"
    assert [option.label for option in sure.options] == ["Yes", "No"]
    assert reply(RATING, "77", "1") == ParsedAnswer(answered(7))
    assert reply(RATING, "77", "2") == Rejected("Type one whole number from 0 to 10.")


@pytest.mark.parametrize("typed", ["1", "yes", "Yes.", "y", "7", "seven", "option 1"])
def test_a_slip_is_settled_in_words_too(typed: str) -> None:
    """Yes by number or word, or what was meant typed anew."""
    assert reply(RATING, "77", typed) == ParsedAnswer(answered(7))


@pytest.mark.parametrize("typed", ["", "3", "8", "77", "maybe", "x" * 5000])
def test_what_is_no_option_is_asked_for_again(typed: str) -> None:
    """Whatever else is typed, the options stand."""
    assert reply(RATING, "77", typed) == Rejected("Type one number from 1 to 2, or say the words.")


@pytest.mark.parametrize(
    ("typed", "side"),
    [
        ("1", "right"),
        ("r", "right"),
        ("2", "left"),
        ("l", "left"),
        ("Left.", "left"),
        ("3", "both"),
        ("b", "both"),
        ("both", "both"),
        ("both sides", "both"),
        ("4", "not_sure"),
        ("u", "not_sure"),
        ("not sure", "not_sure"),
        ("1r", "right"),
        ("right hand", "right"),
    ],
)
def test_a_missing_side_is_asked_once(typed: str, side: str) -> None:
    """The side of a place is given by number, by letter or in words."""
    match reply(PLACES, "hand", typed):
        case ParsedAnswer(Answer(value=(Mark(place="hand", side=said),))):
            assert said == side
        case other:
            pytest.fail(f"Not understood: {other}")


@pytest.mark.parametrize("typed", ["Eleven", "eleven", "Tenth"])
@pytest.mark.parametrize("kind", ["one", "many"])
def test_a_label_may_be_a_number_beyond_the_list(kind: str, typed: str) -> None:
    """A choice named by a number that the list does not have is that choice, or asked about."""
    step = sketched({"kind": kind, "ask": "Which floor?", "choices": ["Eleven", "Tenth"]})

    reading = read_answer(step, typed, clock=CLOCK)

    meant = reading.options[0].reading if isinstance(reading, NeedsConfirmation) else reading
    picked = typed.lower()
    assert meant == ParsedAnswer(answered(picked if kind == "one" else (picked,)))


@pytest.mark.parametrize("then", ["1r 2l", "1r, 2l", "right hand and left foot"])
def test_the_places_may_be_said_anew_with_a_side_each(then: str) -> None:
    """Who is asked for one side of two places may have meant one of each."""
    places = read_answer(PLACES, then, clock=CLOCK)

    assert isinstance(places, ParsedAnswer)
    assert reply(PLACES, "hand, foot", then) == places


@pytest.mark.parametrize("first", ["help", "No."])
def test_a_whole_sentence_in_place_of_an_option_is_not_lost(first: str) -> None:
    """It is asked whether that is the answer, as it may be about the options still."""
    sentence = "I cannot open jars any more."
    match reply(TEXT, first, sentence):
        case NeedsConfirmation(asked, options):
            assert asked == f"Keep “{sentence}” as your answer?"
            assert options[0].reading == ParsedAnswer(answered(Words(sentence)))
            assert isinstance(options[1].reading, Rejected)
        case other:
            pytest.fail(f"Not asked: {other}")


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("b", Command("back")),
        ("S", Command("skip")),
        ("h.", Command("help")),
        ("q", Command("stop")),
        ("u", ParsedAnswer(NOT_SURE)),
        ("k", ParsedAnswer(answered(Words("k")))),
        ('"b"', ParsedAnswer(answered(Words('"b"')))),
        ("“s”", ParsedAnswer(answered(Words("“s”")))),
    ],
)
def test_a_lone_letter_in_free_words_is_its_key(typed: str, reading: Reading) -> None:
    """The letter of a key is that key; another letter, or one in quotation marks, is text."""
    assert read(TEXT, typed) == reading


@pytest.mark.parametrize(
    ("then", "reading"),
    [
        ("1", Command("back")),
        ("go back", Command("back")),
        ("2", ParsedAnswer(answered(Words("go back")))),
        ("keep", ParsedAnswer(answered(Words("go back")))),
        ("hello", Rejected("Type one number from 1 to 2, or say the words.")),
        ("stop", Command("stop")),
        ("I don't know.", ParsedAnswer(NOT_SURE)),
    ],
)
def test_a_command_in_free_words_is_asked_about(then: str, reading: Reading) -> None:
    """It is a command or an answer, as the person says; nothing new is taken for either."""
    assert reply(TEXT, "go back", then) == reading


@pytest.mark.parametrize(
    ("typed", "name"),
    [("q", "stop"), ("?", "help"), ("s", "skip"), ("go back", "repeat"), ("b", "repeat")],
)
def test_a_command_is_a_command_among_options_too(typed: str, name: CommandName) -> None:
    """One may stop instead of settling what was meant; back is back to the question."""
    assert reply(RATING, "77", typed) == Command(name)


@pytest.mark.parametrize("typed", ["not sure", "I don't know.", "No idea."])
def test_one_may_be_unsure_among_options_too(typed: str) -> None:
    """It is said of the question."""
    assert reply(RATING, "77", typed) == ParsedAnswer(NOT_SURE)
    assert reply(YES_NO, "know", typed) == ParsedAnswer(NOT_SURE)


@pytest.mark.parametrize(("typed", "word"), [("know", "no"), ("22", "no"), ("won", "yes")])
def test_yes_and_no_are_offered_under_their_own_numbers(typed: str, word: str) -> None:
    """Who says "No." or presses 2 once more means it; so does who says "Yes."."""
    number = {"yes": "1", "no": "2"}[word]
    if typed != "22":
        assert reply(YES_NO, typed, typed) == ParsedAnswer(answered(word))

    assert reply(YES_NO, typed, word) == ParsedAnswer(answered(word))
    assert reply(YES_NO, typed, number) == ParsedAnswer(answered(word))


@pytest.mark.parametrize(
    ("then", "reading"),
    [
        ("1", ParsedAnswer(answered(Words("No.")))),
        ("keep it", ParsedAnswer(answered(Words("No.")))),
        ("yes", ParsedAnswer(answered(Words("No.")))),
        ("2", Command("skip")),
        ("Skip.", Command("skip")),
        ("s", Command("skip")),
        ("go back", Command("repeat")),
        ("stop", Command("stop")),
        ("I don't know.", ParsedAnswer(NOT_SURE)),
        ("3", Rejected("Type your answer in your own words.")),
        ("No.", Rejected("Type your answer in your own words.")),
        ("something else", Rejected("Type your answer in your own words.")),
        ("pain", Rejected("Type one number from 1 to 3, or say the words.")),
    ],
)
def test_a_reply_among_free_words_is_asked_about(then: str, reading: Reading) -> None:
    """A lone no is kept, left out or replaced, as the person says."""
    assert reply(TEXT, "No.", then) == reading


@pytest.mark.parametrize("typed", ["1", "no", "No.", "none of these"])
def test_a_no_to_a_whole_list_may_be_said_twice(typed: str) -> None:
    """To signs that may call for help, who says "No." once more means that."""
    assert reply(WITH_NONE, "No.", typed) == ParsedAnswer(answered(("none",)))
    assert reply(WITH_NONE, "No.", "something else") == Rejected(
        "Type the numbers that fit, from 1 to 2, for example 1 2. 0: None of these."
    )


def test_none_of_the_options_asks_the_question_again() -> None:
    """If nothing on offer was meant, nothing is taken."""
    again = Rejected("Type one whole number from 0 to 10.")

    assert reply(RATING, "7-8", "3") == again
    assert reply(RATING, "7-8", "neither") == again
    assert reply(RATING, "7-8", "8") == ParsedAnswer(answered(8))


@pytest.mark.parametrize(
    ("step", "answer", "words"),
    [
        (YES_NO, answered("yes"), "Yes."),
        (YES_NO, NOT_SURE, "Not sure."),
        (YES_NO, SKIPPED, "Skipped."),
        (YES_NO, DECLINED, "You would rather not say."),
        (ONE, answered("foot"), "Ankle or foot."),
        (ONE, answered("gone"), "gone."),
        (MANY, answered(("hand", "foot")), "Hand, ankle or foot."),
        (MANY, answered(("none",)), "None of these."),
        (PLACES, answered((Mark("hand", "left"), Mark("neck", "whole"))), "Hand (left), neck."),
        (PLACES, answered((Mark("none", "whole"),)), "None of these."),
        (NUMBER, answered(1), "1 day."),
        (GRIP, answered(12.5), "12.5."),
        (TEXT, answered(Words("Why?")), "“Why?”"),
        (DATE, answered(RoughDate(as_typed="2019", earliest="2019", latest="2019")), "2019."),
        (RANK, answered(("foot", "hand")), "Ankle or foot; then hand."),
        (FIRST_ROW, NO_MORE, "No medicines."),
        (LATER_ROW, NO_MORE, "No more."),
    ],
)
def test_what_is_kept_is_read_back(step: Step, answer: Answer, words: str) -> None:
    """Every kind of answer, and every state, has a sentence."""
    assert in_words(step, answer) == words


def test_names_keep_their_capitals_inside_a_line() -> None:
    """What begins with a name, with an I or in capitals stays so."""
    choices = (
        Choice(id="a", label="Fever"),
        Choice(id="b", label="Lyme disease", page="Lyme disease"),
        Choice(id="c", label="MRI of brain"),
        Choice(id="d", label="I stopped"),
        Choice(id="e", label="Other infection", page="infection"),
        Choice(id="f", label="A splint"),
        Choice(id="g", label="I’m stiff"),
    )
    step = step_of(Many(id="many", ask="Which?", choices=choices), choices)

    assert (
        in_words(step, answered(("a", "b", "c", "d", "e", "f", "g")))
        == "Fever, Lyme disease, MRI of brain, I stopped, other infection, a splint, I’m stiff."
    )


SCRAPS = (
    *("1 2 9 12 77 0 -3 2r 3b l r b n ? one two to for the second right left both", "hand foot"),
    *("and or , . ; / not no yes none all I don't know go back hundred a half point out of ten",),
    "2019 ago weeks days ² ½ ７ \u202e",
)
ANY_TEXT = st.text(max_size=40) | st.lists(
    st.sampled_from([scrap for line in SCRAPS for scrap in line.split(" ")]), max_size=12
).map(" ".join)


@settings(max_examples=examples(300), deadline=None)
@given(step=st.sampled_from(EVERY_STEP), typed=ANY_TEXT, then=ANY_TEXT)
def test_anything_may_be_typed(step: Step, typed: str, then: str) -> None:
    """Whatever is typed is read, and every answer that may come of it can be read back."""
    reading = read(step, typed)
    if isinstance(reading, NeedsConfirmation):
        assert len(reading.options) > 1
        read_option(step, reading, then, clock=CLOCK)
    for one in outcomes(reading):
        if isinstance(one, ParsedAnswer):
            assert in_words(step, one.answer)
            assert in_bounds(step, one.answer)


def outcomes(reading: Reading) -> list[Reading]:
    if not isinstance(reading, NeedsConfirmation):
        return [reading]
    return [end for option in reading.options for end in outcomes(option.reading)]


def in_bounds(step: Step, answer: Answer) -> bool:
    offers = {choice.id for choice in step.choices}
    match step.item, answer.value:
        case _, None:
            return not answer.given
        case (Rating() | Number()) as item, (int() | float()) as number:
            highest = item.maximum if isinstance(item, Number) else 10
            return 0 <= number <= highest
        case YesNo(), str(one):
            return one in ("yes", "no")
        case ((One() | Many() | Rank() | Places()), value):
            several = value if isinstance(value, tuple) else (value,)
            return {one.place if isinstance(one, Mark) else one for one in several} <= offers
        case Text(), Words(text):
            return text == unicodedata.normalize("NFC", text).strip() != ""
        case _:
            return isinstance(answer.value, RoughDate)


@given(typed=st.text(min_size=1, max_size=80))
def test_free_words_come_back_as_they_were_typed(typed: str) -> None:
    """Kept to the letter, asked about, or refused because there is nothing to see."""
    match read(TEXT, typed):
        case ParsedAnswer(Answer(value=Words(text))):
            assert text == unicodedata.normalize("NFC", typed).strip()
        case NeedsConfirmation(options=options):
            (text,) = [
                one.reading.answer.value.text
                for one in options
                if isinstance(one.reading, ParsedAnswer)
                and isinstance(one.reading.answer.value, Words)
            ]
            assert text == unicodedata.normalize("NFC", typed).strip()
        case Command() | ParsedAnswer(Answer(value=None)):
            assert len([one for one in typed if one.isalpha()]) == 1 or "?" in typed
        case other:
            assert isinstance(other, Rejected)
            assert not any(one.isprintable() and not one.isspace() for one in typed)


@pytest.mark.parametrize(("step", "unit"), combined(EVERY_STEP, UNITS))
def test_four_times_as_long_takes_about_four_times_as_long(step: Step, unit: str) -> None:
    """However much is pasted, reading it grows no faster than the text."""
    short, long = (unit * (size // len(unit)) for size in (10_000, 40_000))

    assert time_to_read(step, long) < 10 * time_to_read(step, short)


def time_to_read(step: Step, typed: str) -> float:
    """The best of three, and a little more, so that next to nothing is not compared."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        read(step, typed)
        best = min(best, time.process_time() - began)
    return best + 0.002

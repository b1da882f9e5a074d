"""What is said back to an answer is said in the language in use, and read in it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mmn_check.bank.catalogs import read_catalog
from mmn_check.bank.model import Many, Number, Rank, Rating, Rows
from mmn_check.i18n import Catalog
from mmn_check.session.run import CATALOGS
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    what_to_type,
)
from mmn_check.understanding.say_back import in_words, places_in_words
from mmn_check.visit.steps import Step
from mmn_check.visit.values import DECLINED, NO_MORE, NOT_SURE, SKIPPED, Answer, Mark, answered
from tests.support.profile import some
from tests.support.pseudo import Struck, in_english, not_looked_up
from tests.support.sketches import sketched, step_of
from tests.support.tongue import speaking
from tests.understanding import test_answers as known
from tests.understanding.test_phrases import CLOCK, PHRASES

SPANISH = read_catalog(CATALOGS, "es")
UP_TO_TWO = sketched(
    {"kind": "many", "ask": "?", "at_most": "2", "choices": ["Ice", "Rest", "Sun"]}
)
REQUIRED = sketched({"kind": "text", "ask": "?", "required": "true"}, {"row": "pill", "nth": "1"})
NEEDED = sketched({"kind": "yes_no", "ask": "?", "required": "true"}, {"row": "pill", "nth": "1"})
SAID: tuple[tuple[Step, str], ...] = (
    *((step, typed) for step in known.EVERY_STEP for typed in ("", "x" * 301, "1000", "77", "qx")),
    *((phrase[1], phrase[2]) for _, phrase in PHRASES),
    (UP_TO_TWO, "1 2 3"),
    (known.MANY, "1 9"),
    (known.MANY, "4 1"),
    (known.MANY, "1-3"),
    (known.PLACES, "3l"),
    (known.PLACES, "1r 1?"),
    (known.PLACES, "hand, l5"),
    (known.PLACES, "1 2"),
    (known.RATING, "11"),
    (known.NUMBER, "-5"),
    (known.NUMBER, "61"),
    (known.NUMBER, "seven or eight"),
    (known.DATE, "45"),
    (known.DATE, "31/31/2019"),
    (known.DATE, "12/11/2031"),
    (known.VISIT, "2050"),
    (known.VISIT, "3/4/2050"),
    (known.TEXT, "r"),
    (known.TEXT, "skip"),
    (known.TEXT, "yes"),
    (known.TEXT, "fewer hints"),
    (REQUIRED, "skip"),
    (REQUIRED, "s"),
    (REQUIRED, "nothing more"),
    (NEEDED, "skip"),
)
"""Something to say to every kind of question, and what cannot be understood of it."""
ANSWERS: tuple[tuple[Step, Answer], ...] = (
    *((step, state) for step in known.EVERY_STEP for state in (NOT_SURE, SKIPPED, DECLINED)),
    (known.YES_NO, answered("yes")),
    (known.YES_NO, answered("no")),
    (known.RATING, answered(7)),
    (known.NUMBER, answered(1)),
    (known.RANK, answered(("hand", "foot", "neck"))),
    (known.LATER_ROW, NO_MORE),
    (REQUIRED, NO_MORE),
    *(
        (known.PLACES, answered((Mark("hand", side), Mark("neck", "whole"))))
        for side in ("left", "right", "both", "not_sure")
    ),
)


LETTERS = ("y", "n", "u", "b", "s", "h", "q", "r")
"""The letters of the keys, which are the lexicon's."""


def own_words(step: Step, typed: str = "") -> frozenset[str]:
    """What was typed and what the bank says, neither of which is the program's to look up."""
    table, item = step.question, step.item
    rows = (table.row, table.none or "") if isinstance(table, Rows) else ()
    unit = (item.unit or "",) if isinstance(item, Number) else ()
    labels = [text for one in step.choices for text in (one.label, one.page or "")]
    said = [typed, *rows, *unit, *labels, *LETTERS]
    if isinstance(item, Number):
        said.append(item.unit_after(1))
    return not_looked_up(" ".join(said))


def replies(step: Step, reading: Reading) -> Iterator[str]:
    """All that is said of what was typed."""
    match reading:
        case ParsedAnswer(answer):
            yield in_words(step, answer)
        case Rejected(sentence):
            yield sentence
        case NeedsConfirmation(sentence, options):
            yield sentence
            for option in options:
                yield option.label
                yield from replies(step, option.reading)


def read_in(catalog: Catalog | None, step: Step, typed: str) -> list[str]:
    with speaking("other" if catalog else "en", catalog):
        return list(replies(step, read_answer(step, typed, clock=CLOCK)))


def test_whatever_is_typed_the_reply_is_looked_up() -> None:
    """No word of a reply is the program's own English, at any kind of question."""
    for step, typed in SAID:
        said = read_in(Struck(), step, typed)

        assert not_looked_up(" ".join(said)) <= own_words(step, typed), (typed, said)
        assert list(map(in_english, said)) == read_in(None, step, typed)


def test_the_table_brings_every_way_of_asking_again() -> None:
    """What was typed for the test makes the program say all that it can say of an answer."""
    said = " ".join(" ".join(read_in(None, step, typed)) for step, typed in SAID)

    for sentence in (
        "Nothing was typed.",
        "That is too long for this question.",
        "Pick no more than 2.",
        "9 is not on the list.",
        "That number is not on the list.",
        "cannot go with others.",
        "could be one of these: ",
        "That is not one number.",
        "That is too high.",
        "That is too low.",
        "This question needs an answer.",
        "Type the first place, or s to skip.",
        "Did you mean to take out this pill?",
        "Show the ideas, or keep",
        "or keep “skip” as your answer?",
        "Did you mean “skip” as your answer?",
        "That does not fit the list.",
        "One place has two sides here.",
        "Which side is meant for 1 Hand",
        "Not sure which side",
        "has no left or right.",
        "Only one can be picked here.",
        "That is not on the list.",
        "Which is it?",
        "Something else",
        "Ask me again",
        "That is not a date.",
        "can mean more than one date.",
        "alone could be a year",
        "cannot be right as a date.",
        "is still to come. Type the date again.",
        "That is still to come: ",
        "is more than 10 years away.",
        "That is more than 10 years away: ",
    ):
        assert sentence in said, sentence


@pytest.mark.parametrize(
    "step",
    [
        *known.EVERY_STEP,
        *(known.WITH_NONE, known.WORST, REQUIRED, NEEDED),
        step_of(Number(id="n", ask="?", unit="weeks", maximum=10**9)),
        step_of(Number(id="n", ask="?", maximum=10**9)),
    ],
    ids=lambda step: f"{step.item.id} {step.item.kind}",
)
def test_what_to_type_is_looked_up(step: Step) -> None:
    """The short sentence of what to type is said in the language in use, with the bank's unit."""
    with speaking("struck", Struck()):
        said = what_to_type(step)

    assert not_looked_up(said) <= own_words(step)
    assert in_english(said) == what_to_type(step)


def test_what_is_kept_is_read_back_in_the_language_in_use() -> None:
    """Each state, each side and each kind of value is read back with looked-up words only."""
    for step, answer in ANSWERS:
        with speaking("struck", Struck()):
            said = in_words(step, answer)

        assert not_looked_up(said) <= own_words(step), said
        assert in_english(said) == in_words(step, answer)


def test_every_part_of_what_is_read_back_can_stand_elsewhere() -> None:
    """Another language may put the side before the place, and what comes later first."""

    class Turned:
        def gettext(self, message: str, /) -> str:
            return {
                "{place} (left)": "left {place}",
                "{before}; then {next}": "{next} after {before}",
                "{number} out of 10": "of 10, {number}",
            }[message]

        def ngettext(self, one: str, several: str, count: int, /) -> str:
            raise AssertionError(one, several, count)

    with speaking("turned", Turned()):
        assert places_in_words(known.PLACES, [Mark("hand", "left")]) == "left Hand"
        assert in_words(known.RATING, answered(7)) == "of 10, 7."
        assert in_words(known.RANK, answered(("hand", "neck"))) == "neck after Hand."


def test_an_option_is_chosen_by_its_words_as_they_are_shown() -> None:
    """What can be chosen by its label in English can be in a language with other letters."""
    asked = 0
    for step, typed in SAID:
        english = chosen_by_label(step, typed)
        with speaking("struck", Struck()):
            assert chosen_by_label(step, typed) == english, typed
        asked += len(english)

    assert asked > 500


def chosen_by_label(step: Step, typed: str) -> list[bool]:
    """Whether each option that is offered is chosen when its label is typed."""
    sure = read_answer(step, typed, clock=CLOCK)
    if not isinstance(sure, NeedsConfirmation):
        return []
    return [
        read_option(step, sure, option.label, clock=CLOCK) == option.reading
        for option in sure.options
    ]


def test_what_is_no_option_is_asked_again_in_the_language_in_use() -> None:
    """So is what may be typed to choose one."""
    sure = read_answer(known.RATING, "77", clock=CLOCK)
    assert isinstance(sure, NeedsConfirmation)
    with speaking("struck", Struck()):
        again = read_option(known.RATING, sure, "hm, perhaps", clock=CLOCK)

    assert isinstance(again, Rejected)
    assert in_english(again.sentence) == "Type one number from 1 to 2, or say the words."
    assert not not_looked_up(again.sentence)


def test_nothing_said_in_one_language_is_kept_for_another() -> None:
    """The same answer is replied to in English again as soon as English is spoken again."""
    for step, typed in some(SAID, usual=100):
        before = read_in(None, step, typed)
        read_in(SPANISH, step, typed)
        assert read_in(None, step, typed) == before


def test_every_kind_of_question_is_replied_to() -> None:
    """The table leaves out no kind of question."""
    kinds = {type(step.item) for step, _ in SAID}

    assert {Many, Rank, Rating, Number} < kinds
    assert len(kinds) == 9

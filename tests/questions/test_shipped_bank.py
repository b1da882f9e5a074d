from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import polib
import pytest

from mmn_check.bank.model import Bank, Depth, Item, Places, Question, Rows, YesNo
from mmn_check.bank.schema import all_texts
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank, read_glossary
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Rejected
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step, record
from mmn_check.visit.values import NO_MORE, SKIPPED, Answer, Mark, RoughDate, Value, answered
from mmn_check.visit.visit import Visit
from tests.support.kept import shipped
from tests.support.spoken import bank_of
from tests.support.walks import next_step

SAFETY_TEXTS = Path(__file__).parent / "safety_texts"
ROWS = (
    {"ST": 4, "UR": 3, "AB": 6, "WD": 2, "FU": 6, "DL": 8, "OB": 3, "TE": 6, "TR": 4}
    | {"IG": 11, "HB": 8, "FN": 2}
    | {"N1.": 15, "N2.": 4, "N3.": 9, "N4.": 9, "N5.": 11}
)
"""How many rows each part of the clinical question list has; FN3, the review, is a screen."""
NUMB_HAND = {
    "visit_type": answered("first"),
    "sudden_signs": answered(("none",)),
    "weak": answered("yes"),
    "weak_places": answered((Mark("hand", "right"),)),
    "numb": answered("yes"),
}
GIVEN_GLOBULIN = {
    "visit_type": answered("return"),
    "sudden_signs": answered(("none",)),
    "globulin_signs": answered(("none",)),
    "treatments": answered(("ivig",)),
}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return shipped()


def asked(bank: Bank, said: Mapping[str, Answer], *, depth: Depth) -> list[Step]:
    """The steps a person goes through who says this, and skips the rest."""
    visit = Visit(
        name="1",
        bank_id=bank.id,
        bank_version=bank.version,
        started=datetime(2026, 11, 21, 9, tzinfo=UTC),
        depth=depth,
    )
    while step := next_step(bank, visit):
        ended = NO_MORE if step.may_end else SKIPPED
        visit = record(visit, step, said.get("/".join(step.key), ended))
    return list(course_of(bank, visit).steps)


def rows_asked(bank: Bank, said: Mapping[str, Answer], *, depth: Depth) -> list[str]:
    """The rows of the clinical question list that this person is asked about, in order."""
    rows = [row for step in asked(bank, said, depth=depth) for row in step.question.refs]
    return list(dict.fromkeys(rows))


def wordings(question: Question) -> Iterator[Item]:
    """A question and the cells of its table."""
    yield question
    if isinstance(question, Rows):
        yield from question.fields


@pytest.mark.parametrize("name", sorted(path.stem for path in SAFETY_TEXTS.iterdir()))
def test_safety_wording_stays_as_it_was_signed_off(bank: Bank, name: str) -> None:
    """What is said about emergencies, and about what this is not, changes only on purpose."""
    text = (SAFETY_TEXTS / f"{name}.txt").read_text(encoding="utf-8")

    assert bank.texts[name].text.strip() == text.strip()


@pytest.mark.parametrize("text", ["confirm_rest", "confirm_rest_helper"])
@pytest.mark.parametrize("said", ["I don't.", "I do not have them.", "None.", "Nothing else."])
def test_what_the_rest_of_a_list_is_can_be_told_by_ear(bank: Bank, text: str, said: str) -> None:
    """The question names the list; what may mean yes or no to it is asked, "none" agrees."""
    ask = bank.texts[text].text
    item = YesNo(id="others", ask=ask)
    step = Step(key=("others",), section=bank.sections[0], question=item, item=item, language="en")

    read = read_answer(step, said, clock=Clock(today=date(2026, 11, 21)))

    agrees = said in ("None.", "Nothing else.")
    assert "on the list" in ask
    assert agrees == (read == ParsedAnswer(answered("yes")))
    assert agrees or isinstance(read, Rejected | NeedsConfirmation)


def test_every_row_of_the_clinical_list_is_asked(bank: Bank) -> None:
    """Nothing that the clinical question list calls for is left out, and nothing is made up."""
    called_for = {f"{part}{row}" for part, rows in ROWS.items() for row in range(1, rows + 1)}

    assert {row for question in bank.questions() for row in question.refs} == called_for


def test_the_five_questions_of_the_neurologist_keep_their_order(bank: Bank) -> None:
    """Which muscles, which side, how long, numb or tingling, better or worse: in that order."""
    numbered = [one.neurologist_question for one in bank.sections if one.neurologist_question]

    assert numbered == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("number", "depth"), [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2)])
def test_a_short_path_asks_each_of_the_five(bank: Bank, number: int, depth: Depth) -> None:
    """Which muscles, which side and how long in five minutes; each of the five in fifteen.

    Which side is not asked where the parts that were marked tell it.
    """
    section = next(one for one in bank.sections if one.neurologist_question == number)
    asked_of_all = [
        one
        for one in section.questions
        if one.depth <= depth
        and not one.until
        and all(clause.question == "weak_places" for clause in one.ask_if)
    ]

    assert asked_of_all


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("said", [NUMB_HAND, GIVEN_GLOBULIN])
def test_urgent_signs_come_before_all_but_who_and_which_visit(
    bank: Bank, said: Mapping[str, Answer], depth: Depth
) -> None:
    """Whatever the visit and however short the time, nothing else is asked before them."""
    assert rows_asked(bank, said, depth=depth)[:3] == ["ST1", "ST2", "UR1"]


def test_the_shortest_path_of_a_first_visit(bank: Bank) -> None:
    """Five minutes of a first visit hold what a neurologist must know, and nothing more."""
    rows = rows_asked(bank, NUMB_HAND, depth=1)

    assert rows == [
        *("ST1", "ST2", "UR1", "AB1", "AB2", "AB3", "ST4", "WD1"),
        *("N1.1", "N1.2", "N1.3", "N3.1", "N3.4", "N4.1", "N5.2", "OB1", "TR2", "HB3"),
    ]


def test_signs_after_immune_globulin_are_asked_on_every_path(bank: Bank) -> None:
    """Of who comes back, or for a second opinion, at once; of a first visit, if it was had."""
    opinion = {**GIVEN_GLOBULIN, "visit_type": answered("second_opinion")}
    first = {**GIVEN_GLOBULIN, "visit_type": answered("first")}

    for said in (GIVEN_GLOBULIN, opinion):
        assert rows_asked(bank, said, depth=1)[3] == "UR3"
    assert rows_asked(bank, first, depth=1).index("UR3") > 3
    assert "UR3" not in rows_asked(bank, NUMB_HAND, depth=1)


def test_a_return_visit_begins_with_what_changed_and_the_treatment(bank: Bank) -> None:
    """Since last visit, then treatment and its cycle, then the five."""
    sections = [step.section.id for step in asked(bank, GIVEN_GLOBULIN, depth=3)]

    assert list(dict.fromkeys(sections))[4:8] == [
        "since_last_visit",
        "treatment",
        "immune_globulin",
        "which_muscles",
    ]


def test_a_first_visit_is_not_asked_about_a_last_one(bank: Bank) -> None:
    """Nothing is asked that cannot apply."""
    assert not any(row.startswith("FU") for row in rows_asked(bank, NUMB_HAND, depth=3))


@pytest.mark.parametrize(
    ("began", "speed", "urgent"),
    [
        (("2026-11-18", "2026-11-18"), "hours", True),
        (("2026-11", "2026-11"), "days", True),
        (("2026", "2026"), "seconds", True),
        (("2026-11", "2026-11"), "weeks", False),
        (("2026-09", "2026-09"), "days", False),
    ],
)
def test_a_fast_and_recent_start_calls_for_help(
    bank: Bank, began: tuple[str, str], speed: Value, *, urgent: bool
) -> None:
    """Seconds, hours or days, begun within a month as far as can be told, show the stop card."""
    earliest, latest = began
    visit = Visit(
        name="1",
        bank_id=bank.id,
        bank_version=bank.version,
        started=datetime(2026, 11, 21, 9, tzinfo=UTC),
        depth=2,
        answers={
            ("began",): answered(RoughDate(as_typed="", earliest=earliest, latest=latest)),
            ("onset_speed",): answered(speed),
        },
    )

    assert course_of(bank, visit).urgent == (("onset_speed",) if urgent else ())


def test_every_tick_on_an_urgent_list_calls_for_help(bank: Bank) -> None:
    """No sign on the urgent lists is without the stop card."""
    for name in ("sudden_signs", "globulin_signs", "globulin_signs_first", "symptoms_new"):
        (clause,) = bank.by_id[name].urgent_if

        assert clause.question == name
        assert getattr(clause, "words", ()) == ("any",)


def test_every_question_says_what_why_and_whence(bank: Bank) -> None:
    """Each has help, a reason, the doctor's term and a source."""
    for one in bank.questions():
        assert all((one.help, one.why, one.clinical, one.sources, one.refs)), one.id


def test_whoever_answers_for_the_patient_is_not_called_you(bank: Bank) -> None:
    """A question that says "you" to the patient has a wording for a helper, without it."""
    to_reader = re.compile(r"\b(you|your|yourself|my)\b", re.IGNORECASE)
    for question in bank.questions():
        for one in wordings(question):
            assert not to_reader.search(one.ask_helper or one.ask), one.id


FIRST_PERSON = {
    "en": r"\b(I|me|my|mine|myself)\b",
    "es": r"\b(yo|me|mí|mis?|conmigo|soy|tengo|puedo|necesito|(?!qué|ahí|sí)\w+[éí])\b",
}


@pytest.mark.parametrize("code", FIRST_PERSON)
def test_no_choice_speaks_for_the_patient_where_a_helper_answers(code: str) -> None:
    """A choice in the first person has a wording for a helper; who fills it in says "I".

    Nor does it stand so on the page, which a doctor reads.
    """
    first_person = re.compile(FIRST_PERSON[code], re.IGNORECASE)
    choices = [
        choice
        for question in bank_of(code).with_diary.questions()
        for one in wordings(question)
        if one.role != "informant"
        for choice in one.own_choices
    ]

    assert any(first_person.search(one.label) for one in choices)
    for one in choices:
        assert not first_person.search(one.worded(helped=True).label), one.id
        assert not first_person.search(one.page or one.label), one.id


def test_places_of_the_body_are_the_same_everywhere(bank: Bank) -> None:
    """Weak, twitching, thin, numb or sore: each is marked on the same body, in the same order."""
    body = [choice.id for choice in _places(bank, "weak_places").choices]

    assert len(body) == 15
    for name in ("twitch_places", "cramp_places", "thin_places", "numb_places", "pain_places"):
        assert [choice.id for choice in _places(bank, name).choices][:15] == body


def _places(bank: Bank, name: str) -> Places:
    question = bank.by_id[name]
    assert isinstance(question, Places)
    return question


def test_what_is_printed_is_said_in_one_way_in_another_language() -> None:
    """A text that also tells one way to say a choice is translated as one, not as several."""
    folder = shipped_bank()
    texts = list(all_texts(read_bank(folder), read_glossary(folder)))
    spoken = {one.text for one in texts if "also" in one.keys}
    printed = spoken & {one.text for one in texts if "also" not in one.keys}

    said = {one.msgid: one.msgstr for one in polib.pofile(str(folder / "es.po"))}
    assert printed
    assert {one: said[one] for one in printed if "," in said[one]} == {}


ADDRESSES = re.compile(r"\b(you|your|yours|yourself|i|my|me|mine|myself)\b", re.IGNORECASE)
TO_WHO_TYPES = re.compile(
    r"you can (skip|pick|think)|you (picked|told|want|were given|need not|only half|ask one)|"
    r"you have not told|your (own words|mind|language)|you buy",
    re.IGNORECASE,
)
"""What is said to whoever types, the patient or a helper."""


def test_nothing_that_is_said_to_the_patient_is_said_to_a_helper() -> None:
    """Questions and choices have a helper's wording; help speaks of nobody's body as yours."""
    left = []
    for question in shipped().with_diary.questions():
        for item in (question, *question.cells.values()):
            if question.until or item.until:
                continue
            left += [item.ask] if ADDRESSES.search(item.ask) and not item.ask_helper else []
            left += (
                [item.help or ""] if ADDRESSES.search(TO_WHO_TYPES.sub("", item.help or "")) else []
            )
            for one in item.own_choices if question.role != "informant" else ():
                told = ADDRESSES.search(one.label) and not (one.label_helper or one.until)
                left += [one.label] if told else []
                left += [one.words or ""] if ADDRESSES.search(one.words or "") else []

    assert left == []

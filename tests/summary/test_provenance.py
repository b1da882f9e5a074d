"""What every summary must keep, whatever was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mmn_check.bank.model import Bank
from mmn_check.bank.reader import BankDraft
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.plain_language import never_say
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import ABOUT, Sentence, Summary
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import record
from mmn_check.visit.visit import Visit
from tests.support.every_kind import GARDEN, answers, one_of, walks
from tests.support.fullest import fullest_visit
from tests.support.profile import examples
from tests.support.visit_cases import TODAY, visit_from, whole_bank


def never_said() -> re.Pattern[str]:
    """Words that would grade, judge or hint, as the bank itself may not say them."""
    said = never_say(BankDraft(folder=shipped_bank()))
    parts = [re.escape(part) for part in said.parts]
    return re.compile("|".join([*parts, *(rf"\b{one}\b" for one in said.words)]), re.IGNORECASE)


SIGNED_OFF = {"footer", "footer_helper", "footer_with_helper", "header_note"}
"""Fixed texts that say what the page is not."""
FEW = settings(
    max_examples=examples(12),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


class Said(NamedTuple):
    """A sentence where it stands."""

    heading: str
    label: str
    text: str


def sentences(summary: Summary) -> Iterator[tuple[Said, Sentence]]:
    tops = (summary.title, summary.about, summary.statement, summary.urgent)
    for line in tops:
        yield from ((Said("", "", one.text), one) for one in (line.sentences if line else ()))
    pages = (("1 ", summary.first), ("2 ", summary.second), ("3 ", summary.answers))
    for page, blocks in pages:
        for block in blocks:
            for line in block.lines:
                label = line.label.text if line.label else ""
                for one in (*line.sentences, *([line.label] if line.label else [])):
                    yield Said(page + block.heading, label, one.text), one
            for row in block.grid.rows if block.grid else ():
                yield from ((Said(page + block.heading, "", one.text), one) for one in row)
    for figure in summary.figures:
        yield from ((Said(figure.name, "", one.said.text), one.said) for one in figure.signs)


def origins(summary: Summary) -> Mapping[Said, frozenset[str]]:
    found: dict[Said, frozenset[str]] = {}
    for said, sentence in sentences(summary):
        found[said] = found.get(said, frozenset()) | sentence.origins
    return found


def changed(bank: Bank, before: Visit, after: Visit) -> set[str]:
    """The questions whose live answers differ; branches that opened or closed among them."""
    one, two = course_of(bank, before).answers, course_of(bank, after).answers
    return {key[0] for key in one.keys() | two.keys() if one.get(key) != two.get(key)}


def assert_only_its_own_lines_change(bank: Bank, before: Visit, after: Visit) -> None:
    one, two = (origins(summarize(bank, visit, today=TODAY)) for visit in (before, after))
    questions = changed(bank, before, after) | {ABOUT}
    for said in one.keys() ^ two.keys():
        came_from = one.get(said, frozenset()) | two.get(said, frozenset())
        assert came_from & questions, said


@FEW
@given(data=st.data(), visit_type=st.sampled_from(["first", "return"]))
def test_changing_an_answer_changes_only_its_own_lines(
    data: st.DataObject, visit_type: str
) -> None:
    """Of a page on which everything was answered, any one answer is changed."""
    bank, before = whole_bank(), fullest_visit(visit_type)
    step = data.draw(one_of(course_of(bank, before).steps))
    after = record(before, step, data.draw(answers(step)))

    assert_only_its_own_lines_change(bank, before, after)


@FEW
@given(data=st.data())
def test_changing_an_answer_of_an_ordinary_visit_changes_only_its_own_lines(
    data: st.DataObject,
) -> None:
    """The same of a page with room to spare."""
    bank = whole_bank()
    before = visit_from("worked_example", bank)
    step = data.draw(one_of(course_of(bank, before).steps))
    after = record(before, step, data.draw(answers(step)))

    assert_only_its_own_lines_change(bank, before, after)


@FEW
@given(data=st.data(), before=walks())
def test_the_same_holds_of_a_bank_without_a_layout(data: st.DataObject, before: Visit) -> None:
    """A plain page keeps answers apart too."""
    step = data.draw(one_of(course_of(GARDEN, before).steps))
    after = record(before, step, data.draw(answers(step)))

    assert_only_its_own_lines_change(GARDEN, before, after)


@FEW
@given(visit=walks(bank=whole_bank(), most=8))
def test_every_line_knows_where_it_came_from(visit: Visit) -> None:
    """No sentence without a question or a fixed text that it came from."""
    bank = whole_bank()
    known = {ABOUT, *bank.by_id, *bank.texts}

    for _, sentence in sentences(summarize(bank, visit, today=TODAY)):
        assert sentence.origins
        assert sentence.origins <= known


@pytest.mark.parametrize("visit_type", ["first", "return"])
def test_no_word_judges(visit_type: str) -> None:
    """Nothing but the patient's own words may sound like a grade, a hint or a verdict."""
    summary = summarize(whole_bank(), fullest_visit(visit_type), today=TODAY)

    never = never_said()
    for said, sentence in sentences(summary):
        ours = " ".join(piece.text for piece in sentence.pieces if not piece.own)
        if not sentence.origins & SIGNED_OFF:
            assert not never.search(ours), said


@pytest.mark.parametrize("visit_type", ["first", "return"])
def test_everything_that_was_answered_stands_behind_page_1(visit_type: str) -> None:
    """Each question with an answer has its line there, however page 1 was cut."""
    bank, visit = whole_bank(), fullest_visit(visit_type)
    summary = summarize(bank, visit, today=TODAY)

    printed = frozenset[str]().union(
        *(line.origins for block in summary.answers for line in block.lines if line.label)
    )
    assert {key[0] for key in course_of(bank, visit).answers} <= printed

"""The days of the diary as responses to a Questionnaire of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mmn_check.bank.model import Bank, Choice, Date, Many, Question, Section, built_on
from mmn_check.i18n import tr
from mmn_check.output.fhir.codes import Json, uuid_of
from mmn_check.output.fhir.questionnaire import questionnaire_of
from mmn_check.output.fhir.response import response_of
from mmn_check.storage.diary_file import line_of
from mmn_check.summary.build import summarize
from mmn_check.visit.diary import DayEntry, Diary, in_time
from mmn_check.visit.values import RoughDate, answered
from mmn_check.visit.visit import Visit

DAY = "the_day"
"""The item that says which day a response is about; no question of a bank may be called so."""
START = "start"


def days_in_fhir(
    bank: Bank, entries: Sequence[DayEntry], *, subject: Json | None, questions: bool
) -> Iterator[Json]:
    """The Questionnaire of a day, if wanted, and a response for each entry; none without any.

    `bank` has its diary. A response has the entry's own random id, so that sending a day again
    replaces it.
    """
    if bank.diary is None or not entries:
        return
    form = day_form(bank)
    questionnaire = questionnaire_of(form)
    if questions:
        yield questionnaire
    for entry in in_time(entries):
        visit = _visit(form, entry)
        made = summarize(form, visit, today=entry.written.date())
        yield response_of(form, visit, questionnaire=questionnaire, summary=made, subject=subject)


def day_form(bank: Bank) -> Bank:
    """The diary as a bank that stands alone: what looked back at a visit is asked of everybody."""
    diary = bank.diary or Section(id="diary", title="", questions=())
    own = {one.id for one in diary.questions}
    day = Date(id=DAY, ask=tr("Which day is it?"), future=True)
    asked = (day, *(_alone(one, bank, own) for one in diary.questions))
    about = bank.texts.get(diary.id)
    texts = {**bank.texts, START: about} if about else bank.texts
    return replace(
        bank.of_a_day,
        id=f"{bank.id}.{diary.id}",
        title=f"{bank.title}: {diary.title}",
        texts=texts,
        sections=(replace(diary, questions=asked, ask_if=()),),
        concerns=(),
    )


def lines_in(diary: Diary) -> bytes:
    """The same entries as the lines of a diary's file, for who goes on with it elsewhere."""
    form, lines = day_form(diary.bank), []
    for one in diary.lately:
        visit = replace(_visit(form, one), bank_id=diary.bank.id, identifier=one.identifier)
        own = replace(visit, answers=one.answers)
        lines.append(line_of(form, own, day=one.day, number=one.number))
    return "".join(lines).encode()


def _alone(question: Question, bank: Bank, own: set[str]) -> Question:
    """The question with its own choices, and conditions on questions of a day alone."""
    ask_if = tuple(clause for clause in question.ask_if if clause.question in own)
    if not isinstance(question, Many) or not question.picked_in:
        return replace(question, ask_if=ask_if)
    offered: dict[str, Choice] = {}
    for source in built_on(question):
        for choice in getattr(bank.by_id.get(source), "choices", ()):
            if not choice.exclusive and not choice.until:
                offered.setdefault(choice.id, choice)
    choices = (*offered.values(), *question.choices)
    return replace(question, ask_if=ask_if, picked_in=None, and_in=(), choices=choices)


def _visit(form: Bank, entry: DayEntry) -> Visit:
    iso = entry.day.isoformat()
    day = answered(RoughDate(as_typed=iso, earliest=iso, latest=iso))
    name = f"{iso}-{entry.number}"
    return Visit(
        name=name,
        bank_id=form.id,
        bank_version=form.version,
        started=entry.written,
        finished=entry.written,
        identifier=entry.identifier or uuid_of("day", form.id, name, entry.written.isoformat()),
        depth=3,
        answers={**entry.answers, (DAY,): day},
    )

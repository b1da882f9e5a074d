"""The questions as a form to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mmn_check.bank.conditions import AnyOf, Condition
from mmn_check.bank.model import Bank, Depth, Many, One, Question, Rank, Rows, Section, built_on
from mmn_check.i18n import tr
from mmn_check.output.answer_spaces import Guide, space_for, things_of
from mmn_check.output.typesetting import Paper, PrintedPdf, form_labels, typeset

_PAGE = "\0"
"""Stands for the number of a page, which only the template knows; no text holds it."""


def blank_form(bank: Bank, depth: Depth) -> BlankForm:
    """Number what is asked at this depth; what only left-out questions open is left out too."""
    numbers: dict[str, int] = {}
    sections: list[tuple[Section, tuple[Question, ...]]] = []
    for section in bank.sections:
        kept: list[Question] = []
        for question in section.questions:
            if question.is_asked_at(depth) and _looks_at(question, section) <= numbers.keys():
                numbers[question.id] = len(numbers) + 1
                kept.append(question)
        if kept:
            sections.append((section, tuple(kept)))
    names = {one: tr("question {number}", number=number) for one, number in numbers.items()}
    texts = {one: fixed.text for one, fixed in bank.texts.items()}
    guide = Guide(questions=bank.by_id, names=names, texts=texts)
    return BlankForm(bank=bank, sections=tuple(sections), numbers=numbers, guide=guide)


def _looks_at(question: Question, section: Section) -> set[str]:
    """The questions that must have been asked before."""
    clauses = (*section.ask_if, *question.ask_if)
    return {*(clause.question for clause in clauses), *built_on(question)}


@dataclass(frozen=True, kw_only=True)
class BlankForm:
    """What of a bank is on the paper."""

    bank: Bank
    sections: tuple[tuple[Section, tuple[Question, ...]], ...]
    numbers: Mapping[str, int]
    guide: Guide

    def section_data(self, kept: tuple[Section, tuple[Question, ...]]) -> dict[str, object]:
        """A section with its questions, as the template takes it."""
        section, questions = kept
        return {
            "title": section.title,
            "only": self._only(section.ask_if, questions[0]),
            "earlier": self._earlier(section),
            "questions": [self._question(question) for question in questions],
        }

    def _question(self, question: Question) -> dict[str, object]:
        return {
            "number": self.numbers[question.id],
            "ask": question.ask,
            "only": self._only(question.ask_if, question),
            "about": self._about(question),
            "help": question.help,
            "most": _most(question),
            "note": self.guide.note_to(question),
            "space": space_for(question, self.guide),
            "rest": self._rest(question),
            "ideas": [*self._ideas(question)],
            "stop": self._stop(question),
        }

    def _only(self, condition: Condition, first: Question) -> str | None:
        """When to answer, and where to go on if that does not hold."""
        if not condition:
            return None
        after = self._first_open(condition, first)
        holds = self.guide.holds_if(condition)
        if after is None:
            return tr("Only if {condition}. If not, go to the end.", condition=holds)
        return tr(
            "Only if {condition}. If not, go to question {number}.", condition=holds, number=after
        )

    def _first_open(self, condition: Condition, first: Question) -> int | None:
        """The number of the next question that may still be asked if the condition fails."""
        closed = {first.id}
        for section, questions in self.sections:
            for question in questions:
                if self.numbers[question.id] <= self.numbers[first.id]:
                    continue
                hangs_on_it = {*condition} <= {*section.ask_if, *question.ask_if}
                if not hangs_on_it and closed.isdisjoint(_looks_at(question, section)):
                    return self.numbers[question.id]
                closed.add(question.id)
        return None

    def _earlier(self, section: Section) -> str | None:
        """On paper a section has one place; a person may still be sent to it sooner."""
        move = section.earlier
        title = next((one.title for one, _ in self.sections if move and one.id == move.after), None)
        if move is None or title is None or not self.guide.can_hold(move.ask_if):
            return None
        holds = self.guide.holds_if(move.ask_if)
        return tr(
            "If {condition}, do this part right after “{title}”.", condition=holds, title=title
        )

    def _about(self, question: Question) -> str | None:
        """Which of the things ticked before a question is about, and how many there must be."""
        if not built_on(question):
            return None
        name = self.guide.called(question)
        match question:
            case Many():
                return tr("Only of what you ticked in {question}.", question=name)
            case One(at_least=least) | Rank(at_least=least):
                return tr(
                    "Only if you ticked {least} or more in {question}.", least=least, question=name
                )
            case Rows(only=()):
                return tr("For each one that you ticked in {question}.", question=name)
            case Rows(for_each=str(source), only=only) if (
                AnyOf(question=source, words=only) in question.ask_if
            ):
                return tr("For each one of these.")
            case _:
                labels = [f"“{choice.label}”" for choice in things_of(question, self.guide)]
                return tr(
                    "For each one that you ticked in {question} of these: {things}.",
                    question=name,
                    things=", ".join(labels),
                )

    def _rest(self, question: Question) -> str | None:
        confirms = isinstance(question, Many) and question.confirm_rest
        return self.guide.texts["confirm_rest"] if confirms else None

    def _stop(self, question: Question) -> list[str] | None:
        """Where to go at once: what stands before the number of the page, and after it."""
        if not question.urgent_if or not self.guide.can_hold(question.urgent_if):
            return None
        box, *_ = stop_card(self.bank)
        before, _, after = tr(
            "If {condition}, do now what the box “{box}” on page {page} says.",
            condition=self.guide.holds_if(question.urgent_if),
            box=box,
            page=_PAGE,
        ).partition(_PAGE)
        return [before, after]

    def _ideas(self, question: Question) -> Iterator[dict[str, object]]:
        """The bank's ideas for questions to ask, with the visits that they are for."""
        if isinstance(question, Rows) and question.ideas:
            for idea in filter(lambda one: self.guide.can_hold(one.ask_if), self.bank.ideas):
                yield {"text": idea.text, "only": self._idea_for(idea.ask_if)}

    def _idea_for(self, condition: Condition) -> str | None:
        if not condition:
            return None
        return tr("If {condition}:", condition=self.guide.holds_if(condition))


def stop_card(bank: Bank) -> list[str]:
    """The lines of the box that says to get help now; the first names it."""
    return bank.texts["stop_card"].text.strip().split("\n")


def _most(question: Question) -> str | None:
    most = question.at_most if isinstance(question, Many) else None
    return tr("Tick up to {count}.", count=most) if most is not None else None


def render_form(bank: Bank, *, depth: Depth, paper: Paper, today: date) -> PrintedPdf:
    """The PDF: every question of the bank to this depth, numbered, with what to skip in words."""
    return typeset("paper.typ", form_data(bank, depth, today), paper=paper, made=today)


def form_data(bank: Bank, depth: Depth, today: date) -> dict[str, object]:
    """All that the template puts on the form."""
    form = blank_form(bank.as_asked(()), depth)
    return {
        "title": bank.title,
        "tool": "mmn-check",
        "labels": form_labels(),
        "foot": bank.texts["footer"].text,
        "owner": "",
        "stamp": f"{bank.id} {bank.version}",
        "made": {"year": today.year, "month": today.month, "day": today.day},
        "start": (bank.texts.get("paper_start") or bank.texts["start"]).text.strip().split("\n"),
        "stop": stop_card(bank),
        "sections": [form.section_data(section) for section in form.sections],
        "closing": [*_closing(bank)],
    }


def _closing(bank: Bank) -> Iterator[dict[str, str]]:
    """The parts of the page that say the same to everybody, at any time."""
    for part in bank.page.closing if bank.page else ():
        texts = (bank.texts[one].text for one in part.texts)
        yield {"heading": part.heading, "text": "\n".join(texts)}

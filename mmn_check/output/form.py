"""What of a bank stands on a blank form: each question with its number and its directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mmn_check.domain.bank import Bank, Section
from mmn_check.domain.conditions import AnyOf, Condition
from mmn_check.domain.questions import Depth, Many, One, Question, Rank, Rows
from mmn_check.output.directions import Guide, source_of
from mmn_check.output.spaces import space_for, things_of


def form_of(bank: Bank, depth: Depth) -> Form:
    """Number what is asked at this depth; what only left-out questions open is left out too."""
    numbers: dict[str, int] = {}
    sections: list[tuple[Section, tuple[Question, ...]]] = []
    for section in bank.sections:
        kept: list[Question] = []
        for question in section.questions:
            if question.depth <= depth and _looks_at(question, section) <= numbers.keys():
                numbers[question.id] = len(numbers) + 1
                kept.append(question)
        if kept:
            sections.append((section, tuple(kept)))
    names = {one: f"question {number}" for one, number in numbers.items()}
    texts = {one: fixed.text for one, fixed in bank.texts.items()}
    guide = Guide(questions=bank.by_id, names=names, texts=texts)
    return Form(bank=bank, sections=tuple(sections), numbers=numbers, guide=guide)


def _looks_at(question: Question, section: Section) -> set[str]:
    """The questions that must have been asked before."""
    source = source_of(question)
    clauses = (*section.ask_if, *question.ask_if)
    return {clause.question for clause in clauses} | ({source} if source else set())


@dataclass(frozen=True, kw_only=True)
class Form:
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
            "most": question.at_most if isinstance(question, Many) else None,
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
        on = f"go to question {after}" if after else "go to the end"
        return f"Only if {self.guide.holds_if(condition)}. If not, {on}."

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
        return f"If {self.guide.holds_if(move.ask_if)}, do this part right after “{title}”."

    def _about(self, question: Question) -> str | None:
        """Which of the things ticked before a question is about, and how many there must be."""
        source = source_of(question)
        if source is None:
            return None
        name = self.guide.names[source]
        match question:
            case One(at_least=least) | Rank(at_least=least):
                return f"Only if you ticked {least} or more in {name}."
            case Rows(only=()):
                return f"For each one that you ticked in {name}."
            case Rows(only=only) if AnyOf(question=source, words=only) in question.ask_if:
                return "For each one of these."
            case _:
                labels = [f"“{choice.label}”" for choice in things_of(question, self.guide)]
                return f"For each one that you ticked in {name} of these: {', '.join(labels)}."

    def _rest(self, question: Question) -> str | None:
        confirms = isinstance(question, Many) and question.confirm_rest
        return self.guide.texts["confirm_rest"] if confirms else None

    def _stop(self, question: Question) -> str | None:
        if not question.urgent_if or not self.guide.can_hold(question.urgent_if):
            return None
        return f"If {self.guide.holds_if(question.urgent_if)}"

    def _ideas(self, question: Question) -> Iterator[dict[str, object]]:
        """The bank's ideas for questions to ask, with the visits that they are for."""
        if isinstance(question, Rows) and question.ideas:
            for idea in filter(lambda one: self.guide.can_hold(one.ask_if), self.bank.ideas):
                only = f"If {self.guide.holds_if(idea.ask_if)}:" if idea.ask_if else None
                yield {"text": idea.text, "only": only}

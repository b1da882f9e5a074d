"""The days of a diary that are told with a visit, and the words for what was said on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Many, Number, One, Question, Rating, built_on
from mmn_check.i18n import month_in_words, tr
from mmn_check.summary.summary_model import Phrase, Sentence
from mmn_check.summary.wording import choice_words, fill, joined, own_words, words
from mmn_check.visit.diary import Cycle, DayEntry, Diary, cycles_of
from mmn_check.visit.values import Answer, Words

When = tuple[Cycle, DayEntry]


class DiaryDays:
    """The entries that are told, by day and by how long after a dose they are."""

    def __init__(self, diary: Diary) -> None:
        self.layout = diary.bank.page.diary if diary.bank.page else None
        self.bank, self.asked = diary.bank.with_diary, diary.bank.of_a_day
        self.told = diary.lately
        self.older = len({one.day for one in diary.entries}) - len({one.day for one in self.told})
        self.cycles = cycles_of(self.asked, self.told)
        self.doses = [one for one in self.cycles if one.dose]
        self.questions = tuple(self.asked.questions())

    def sentence(self, said: Phrase, *, rank: int = 0, name: str = "") -> Sentence:
        """A sentence that came from the questions of a day."""
        origins = frozenset(self.asked.by_id)
        return Sentence(pieces=said, origins=origins, rank=rank, name=name)

    def picked_on(self, entry: DayEntry, question: Question | None) -> tuple[str, ...]:
        """What was picked on a day, but for "none of these"."""
        answer = entry.answers.get((question.id,)) if question else None
        picked = answer.value if answer and isinstance(answer.value, tuple) else ()
        labels = self.labels(question)
        return tuple(one for one in picked if isinstance(one, str) and one in labels)

    def labels(self, question: Question | None) -> Mapping[str, str]:
        """What the choices of a question are called, those of the visit among them."""
        asked = (question.id, *built_on(question)) if question else ()
        kinds = (self.bank.by_id.get(one) for one in asked)
        choices = (one for kind in kinds if isinstance(kind, Many | One) for one in kind.choices)
        return {one.id: choice_words(one) for one in choices if not one.exclusive}

    def said(self, question: Question, entry: DayEntry) -> Phrase | None:
        """What was said to a question of a day; None if nothing was, or it is told elsewhere."""
        match entry.answers.get((question.id,)):
            case Answer(value=Words(text)):
                return own_words(text)
            case Answer(value=tuple()):
                labels, further = self.labels(question), self._told_further(question, entry)
                picked = (one for one in self.picked_on(entry, question) if one not in further)
                return joined(words(labels[one]) for one in picked) or None
            case _:
                return None

    def _told_further(self, question: Question, entry: DayEntry) -> set[str]:
        """The choices that another answer of the day tells more of."""
        return {
            word
            for one in self.questions
            if not one.urgent_if and (answer := entry.answers.get((one.id,))) and answer.given
            for clause in one.ask_if
            if clause.question == question.id and isinstance(clause, AnyOf)
            for word in clause.words
        }

    @cached_property
    def numbers(self) -> tuple[Rating | Number, ...]:
        """The questions that got numbers."""
        return tuple(
            one
            for one in self.questions
            if isinstance(one, Rating | Number)
            and any(entry.number_at(one.id) is not None for entry in self.told)
        )

    @cached_property
    def picked(self) -> Many | None:
        """The question about the visit's own answers, such as its tasks."""
        found = (one for one in self.questions if isinstance(one, Many) and built_on(one))
        return next(found, None)

    def most_picked(self) -> Mapping[str, Sequence[When]]:
        """What was picked of them, and when: what was on the most days first."""
        found: dict[str, list[When]] = {}
        for cycle in self.cycles:
            for entry in cycle.entries:
                for one in self.picked_on(entry, self.picked):
                    found.setdefault(one, []).append((cycle, entry))
        return dict(sorted(found.items(), key=lambda one: -days_in(one[1])))


def days_in(when: Sequence[When]) -> int:
    """On how many days something was said."""
    return len({entry.day for _, entry in when})


def named(question: Question) -> str:
    """What a question of a day is about."""
    return question.clinical or question.ask


def short_day(day: date) -> str:
    """A day of the half year that is told, where the year is plain."""
    return tr("{day} {month}", day=day.day, month=month_in_words(day.month))


def put(template: str, **parts: str | Phrase) -> Phrase:
    """A template of the layout with its fields filled."""
    phrases = {name: words(said) if isinstance(said, str) else said for name, said in parts.items()}
    return fill(template, phrases.get) or ()

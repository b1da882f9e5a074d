"""Walks as a person takes them: every key typed at the wizard, with backs, skips and changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from mmn_check.bank.model import Date, Many, One, Places, Rank, Text, YesNo
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.output.text import render_text
from mmn_check.summary.summarize import summarize
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step
from mmn_check.visit.urgent import stop_card_due_for
from mmn_check.visit.values import Mark
from tests.support.profile import examples
from tests.support.scripted import Scripted, Sitting, headache
from tests.support.walks import any_value, straight_through
from tests.visit.test_walks import by_hand

WALKS = examples(400, usual=25)
BANK = headache()
TODAY = date(2026, 11, 21)
SIDES = {"left": "l", "right": "r", "both": "b", "not_sure": "u", "whole": ""}
READY = "Your page is ready."


class Wanderer(Scripted):
    """Types what comes to mind, goes back often, and changes answers in the review."""

    def __init__(self, chance: Random, *, most: int) -> None:
        super().__init__()
        self.chance = chance
        self.left = most
        """Detours that may still be made."""
        self.asked: list[Step] = []
        self.at_question: Callable[[], None] = lambda: None
        """What is looked at whenever a question shows."""

    def ask(self, screen: QuestionScreen, *, minutes: int) -> str:
        del minutes
        self.shown.append(screen.ask)
        self.asked.append(screen.step)
        self.at_question()
        if self._detour(0.3):
            return self.chance.choice(("b", "b", "s", "u", "h", "r"))
        if screen.kept and self.chance.random() < 0.3:
            return ""
        if screen.no_more and self.chance.random() < 0.5:
            return "0"
        return typed_for(screen.step, self.chance)

    def again(self, sentence: str) -> str:
        self.shown.append(sentence)
        return typed_for(self.asked[-1], self.chance)

    def line(self, sentence: str) -> str:
        del sentence
        listed = [one for one in self.shown[-1].splitlines() if one[:1].isdigit()]
        return str(self.chance.randint(1, len(listed))) if self._detour(0.7) and listed else "0"

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        self.shown.append(sentence)
        if sentence == READY:
            return self.chance.choice(("2", str(len(options)))) if self._detour(0.7) else "1"
        return "2" if sentence == "What do you want to do?" else "1"

    def _detour(self, often: float) -> bool:
        if not self.left or self.chance.random() > often:
            return False
        self.left -= 1
        return True


def typed_for(step: Step, chance: Random) -> str:
    """An answer to the question as a person would type it."""
    if isinstance(step.item, YesNo | One | Many | Places | Rank):
        number = {choice.id: str(at) for at, choice in enumerate(step.choices, start=1)}
        value = any_value(step, chance)
        picked = value if isinstance(value, tuple) else (value,)
        if isinstance(step.item, YesNo):
            return str(value)
        if isinstance(step.item, One):
            return chance.choice(list(number.values()))
        return " ".join(
            number[one.place] + SIDES[one.side] if isinstance(one, Mark) else number[str(one)]
            for one in picked
        )
    if isinstance(step.item, Text):
        return chance.choice(("It hurts.", "[bold] #x", "My left hand"))
    if isinstance(step.item, Date):
        return chance.choice(("2019", "March 2024", "about 2 years ago"))
    return str(any_value(step, chance))


class Walk:
    """One walk through the wizard, from its seed."""

    def __init__(self, seed: int) -> None:
        chance = Random(seed)
        self.wanderer = Wanderer(chance, most=chance.randint(0, 15))
        self.sitting = Sitting(BANK, prompter=self.wanderer)
        self.wanderer.at_question = self.look
        self.sitting.wizard.run()

    def look(self) -> None:
        """What shows is a question whose conditions hold, and no stop card is owed before it."""
        course, step = self.sitting.interview.course, self.wanderer.asked[-1]
        assert not stop_card_due_for(course, self.sitting.interview.visit)
        assert step.key in {one.key for one in course.steps}
        assert by_hand(course, step.section.ask_if)
        assert by_hand(course, step.question.ask_if)


def test_however_it_was_walked_the_summary_is_that_of_the_answers(figures: Counter[str]) -> None:
    """Backs, skips, jumps and changes, typed: to the byte the summary of going straight on."""
    backs = changes = 0
    for seed in range(WALKS):
        walk = Walk(seed)
        visit = walk.sitting.interview.visit
        straight = straight_through(BANK, visit)

        texts = [render_text(summarize(BANK, one, today=TODAY)) for one in (visit, straight)]

        assert texts[0] == texts[1], seed
        assert course_of(BANK, visit).next_question() is None, seed
        assert walk.sitting.saved[-1] == visit, seed
        keys = [step.key for step in walk.wanderer.asked]
        backs += len(keys) - len(set(keys))
        changes += bool(course_of(BANK, visit).set_aside(visit))
    assert backs > WALKS
    assert changes > examples(10, usual=0)
    figures["walks typed at the wizard"] += WALKS

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings

from mmn_check.bank.model import Many, Number, One, Rating, YesNo
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import ParsedAnswer, Reading
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step
from tests.support.kept import shipped
from tests.support.profile import examples
from tests.support.walks import STARTED, finished_visit, seeds

CLOCK = Clock(today=STARTED.date())
BESIDE = {"1": "q", "2": "qw", "3": "we", "4": "er", "5": "rt", "6": "ty", "7": "yu", "8": "ui"}
BESIDE |= {"9": "io", "0": "op"}
"""The letters that a finger touches instead of a figure, or along with it."""
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def read(step: Step, typed: str) -> Reading:
    return read_answer(step, typed, clock=CLOCK)


def numbers(step: Step) -> range:
    """The numbers that answer a step by themselves."""
    match step.item:
        case YesNo():
            return range(1, 3)
        case One() | Many():
            return range(1, len(step.choices) + (not step.none_by_zero))
        case Rating():
            return range(11)
        case Number(minimum=low, maximum=high):
            return range(low, min(high, 99) + 1)
        case _:
            return range(0)


def same(figure: str) -> set[str]:
    """What is the same number, whatever a keyboard or a dictation adds to it."""
    wide = figure.translate(FULL_WIDTH)
    return {f"{figure}.", f"{figure}..", f" {figure} ", f"{figure} .", wide, f"{wide}．"}


def beside(figure: str) -> set[str]:
    """The number with a letter for a figure, or with one more."""
    slips = set()
    for at, one in enumerate(figure):
        for letter in BESIDE[one] + BESIDE[one].upper():
            before, after = figure[:at], figure[at + 1 :]
            slips |= {f"{before}{letter}{after}", f"{figure[:at]}{letter}{figure[at:]}"}
            slips.add(f"{figure[: at + 1]}{letter}{after}")
    return slips


@given(seed=seeds)
@settings(max_examples=examples(4), deadline=None)
def test_a_slip_is_never_taken_for_another_answer(seed: int, figures: Counter[str]) -> None:
    """Stops, wide figures and spaces change nothing; a letter beside is asked about.

    Where a letter is an answer by itself (r at a question of side), it is that; and a number that
    few people mean (an age of 1) is asked about however it is typed.
    """
    chance = Random(seed)
    bank = shipped()
    for step in course_of(bank, finished_visit(bank, chance)).steps:
        for number in chance.sample(numbers(step), k=min(2, len(numbers(step)))):
            meant = read(step, str(number))
            assert isinstance(meant, ParsedAnswer) or isinstance(step.item, Number), step.key
            for typed in same(str(number)):
                assert read(step, typed) == meant, (step.key, typed)
            for typed in beside(str(number)) - {"r", "R"}:
                taken = read(step, typed)
                other = isinstance(taken, ParsedAnswer) and taken.answer.given and taken != meant
                assert not other, (step.key, typed, taken)
                figures["slips tried"] += 1


@given(seeds)
@settings(max_examples=examples(8), deadline=None)
def test_a_key_that_bounced_is_asked_about(seed: int) -> None:
    """A figure typed twice is never kept unasked, where no other choice has that number."""
    bank = shipped()
    for step in course_of(bank, finished_visit(bank, Random(seed))).steps:
        known = numbers(step)
        for number in range(1, 10):
            if number in known and int(f"{number}{number}") not in known:
                assert not isinstance(read(step, f"{number}{number}"), ParsedAnswer), step.key

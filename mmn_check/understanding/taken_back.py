"""An answer among other words: taken back, hedged, with an exception; what comes of it is asked.

Only what was understood neither as it stands nor without the talk around it comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from mmn_check.bank.model import Many, Number, One, Places, Rank, Rating, YesNo
from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.options import is_it, which_of
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading
from mmn_check.understanding.replies import takes_away
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.talk_around import (
    MOST_WORDS,
    NOTHING,
    Read,
    begun_by,
    clauses_of,
    folded_words,
    is_side,
    phrases_in,
    told_in,
    without_phrases,
)
from mmn_check.understanding.utterance import UNITS, is_number, stem, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, Side, answered

_COMPARES = frozenset({"NOT", "NO", "NEVER", "NONE", "MORE", "LESS", "THAN", "OTHER"})
_COUNTING = frozenset({"A", "ONCE", "TWICE", "HALF", "HUNDRED"})


def retold(step: Step, text: str, *, read: Read) -> Reading | None:
    """What to ask about; None if there is no answer among the words, or more than one way to it.

    A list of signs that may call for help has its own way with what was not understood.
    """
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS or step.question.urgent_if:
        return None
    ways = (_taken_back, _excepted, _unhedged, _clause, _one_number)
    return next((asked for way in ways if (asked := way(step, words, read))), None)


def _taken_back(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """What is said instead: "The left, no wait, the right", "not 8 but 9"."""
    language = step.language
    before, after = _parted(words, "taken_back", language, last=True)
    if not before and begun_by(words, language, "not"):
        before, after = _parted(words, "but_rather", language)
        before, after = (before, after) if before else _parted_at(words, _ends_clause)
    if not before:
        before, after = _parted_at(words, partial(_is_no_apart, language=language))
    if not before or not after:
        return None
    if isinstance(step.item, Places) and is_side(after, language):
        # "The left hand, no, the right" takes back the side alone.
        after = [*(one for one in before if not is_side([one], language)), *after]
    return _asked(step, " ".join(after), read)


def _ends_clause(word: str) -> bool:
    return word.endswith((",", ";", "."))


def _is_no_apart(word: str, language: str) -> bool:
    """Whether it is a no with a comma behind it, which takes back what stands before it."""
    return _ends_clause(word) and folded_words([word]) in lexicon(language).phrases("no")


def _excepted(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """What is said but for what is taken out: "Both hands except the thumb", "EMG, but no MRI"."""
    before, after = _parted(words, "all_but", step.language)
    if not before or not after:
        return None
    told = told_in(read(" ".join(before)))
    out = told if is_side(after, step.language) else told_in(read(" ".join(after)))
    if told is None or out is None or told.value in NOTHING:
        return None
    left = told if is_side(after, step.language) else without(told, out)
    return is_it(step, ParsedAnswer(left)) if left else None


def without(told: Answer, out: Answer) -> Answer | None:
    """The first answer without what is in the second; None if nothing is left of it."""
    if not told.picks or not out.picks:
        return told if told != out and told.given else None
    gone = {one.place: one.side for one in out.marks}
    marks = tuple(left for one in told.marks if (left := _other_side(one, gone.get(one.place))))
    ids = tuple(one for one in told.picks if isinstance(one, str) and one not in out.picks)
    return answered(marks or ids) if marks or ids else None


def _other_side(one: Mark, gone: Side | None) -> Mark | None:
    """What is left of a place of which one side is gone, or neither, or both."""
    if gone is None or {one.side, gone} == {"left", "right"}:
        return one
    if one.side == "both" and gone in ("left", "right"):
        return Mark(one.place, "left" if gone == "right" else "right")
    return None


def _unhedged(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """What is left without "mostly", "I think" and the like; a yes or a no has its own hedges."""
    if isinstance(step.item, YesNo):
        return None
    left = without_phrases(words, step.language, "hedges")
    return _asked(step, " ".join(left), read) if 0 < len(left) < len(words) else None


def _clause(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """The one clause that is an answer: "Right, definitely"; nothing where another denies it."""
    clauses = clauses_of(" ".join(words))
    if len(clauses) < 2 or isinstance(step.item, Many | Places | Rank):  # nothing else is dropped
        return None
    told: dict[Answer, None] = {}
    for one in clauses:
        answer = told_in(read(" ".join(without_phrases(one.split(), step.language, "hedges"))))
        if answer and answer.given:
            told[answer] = None
        elif takes_away(one, step.language):
            return None
    if len(told) == 1:
        return is_it(step, ParsedAnswer(*told))
    if told and isinstance(step.item, One | Number | Rating):
        return which_of(step, [(unstopped(step, one), ParsedAnswer(one)) for one in told])
    return None


def _one_number(step: Step, words: Sequence[str], read: Read) -> Reading | None:
    """The only number among other words, where a number is asked for: "About a week before"."""
    if not isinstance(step.item, Number | Rating) or getattr(step.item, "decimals", False):
        return None  # "12 pounds" are no 12 of what is measured here
    language, compares = step.language, any(phrases_in(words, step.language, "bounds"))
    if compares or not _COMPARES.isdisjoint(words_in(" ".join(words), language)):
        return None
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            some = " ".join(words[start : start + length])
            counts = any(_counts(one, language) for one in words_in(some, language))
            told = told_in(read(some)) if counts else None
            if told and told.given:
                rest = words_in(" ".join([*words[:start], *words[start + length :]]), language)
                other = any(one != "A" and _counts(one, language) for one in rest)
                return None if other else is_it(step, ParsedAnswer(told))
    return None


def _counts(word: str, language: str) -> bool:
    """Whether a word belongs to a number or to what is counted."""
    return is_number(word) or word in _COUNTING or stem(word, language) in UNITS


def _asked(step: Step, text: str, read: Read) -> Reading | None:
    """A question about what the text means, if it means anything."""
    reading = read(text)
    if isinstance(reading, NeedsConfirmation):
        return reading
    told = told_in(reading)
    return is_it(step, ParsedAnswer(told)) if told and told.given else None


def _parted(
    words: Sequence[str], name: str, language: str, *, last: bool = False
) -> tuple[Sequence[str], Sequence[str]]:
    """What stands before and behind a phrase of that name; nothing, if none stands there."""
    found = list(phrases_in(words, language, name))
    if not found:
        return (), ()
    start, end = found[-1 if last else 0]
    return words[:start], words[end:]


def _parted_at(
    words: Sequence[str], where: Callable[[str], bool]
) -> tuple[Sequence[str], Sequence[str]]:
    """What stands before the first such word, and what behind it."""
    at = next((at for at, word in enumerate(words[:-1]) if where(word)), None)
    return ((), ()) if at is None else (words[:at], words[at + 1 :])

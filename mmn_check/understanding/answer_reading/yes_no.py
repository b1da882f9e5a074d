"""Yes and no, in the many ways in which people say them."""

from __future__ import annotations

from collections.abc import Mapping

from mmn_check.i18n import tr
from mmn_check.understanding.answer_reading.hints import what_to_type
from mmn_check.understanding.answer_reading.listing import Listing, find
from mmn_check.understanding.answer_reading.naming import names_of
from mmn_check.understanding.answer_reading.phrases import PLAIN_NO, PLAIN_YES, UNSURE
from mmn_check.understanding.answer_reading.readings import (
    Again,
    Option,
    Reading,
    Sure,
    Understood,
    meant,
)
from mmn_check.understanding.answer_reading.spoken import (
    listed,
    repeated,
    tokens,
    without_politeness,
)
from mmn_check.understanding.hearing import heard
from mmn_check.understanding.replies import reply, says_no
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NOT_SURE, answered

_BY_NUMBER = ("yes", "no")
"""In the order offered."""
_NUMBERS = Listing(names=names_of(()), trusting=False)
_SOUNDS_LIKE_NO = ("know",)
_SUBJECTS = listed("i, it, he, she, they, we, there")
_ALSO = {"im": "i am", "its": "it is", "theyre": "they are", "hes": "he is", "shes": "she is"}
_AUXILIARIES = (
    ("do", "does", "did"),
    ("have", "has", "had"),
    ("am", "is", "are", "was", "were"),
    ("can", "could"),
)
_CONTRACTED = {"can": ("cant", "cannot"), "am": ()}
_FIRM_YES = listed(
    "correct, true, thats right, that is right, thats correct, that is correct, thats true, "
    "that is true, definitely, certainly, absolutely, of course, very much so, affirmative"
)
_FIRM_NO = listed(
    "not at all, never, no way, definitely not, certainly not, absolutely not, of course not, "
    "negative"
)
_UNSURE = UNSURE - {"n"}
_NEGATIONS = frozenset(
    listed(
        "not, no, never, nobody, nothing, none, without, cannot, neither, dont, doesnt, didnt, "
        "havent, hasnt, hadnt, isnt, arent, wasnt, werent, cant, couldnt, wont, wouldnt"
    )
)
_LONGEST = 5
_ANY_VERB = frozenset(verb for family in _AUXILIARIES for verb in family)
"""After a plain yes or no, "I do" only says it again, whatever the verb of the question."""


def _clauses(asked: frozenset[str]) -> Mapping[str, str]:
    """The short answers ("I do", "it isn't") that fit the verb of what was asked."""
    said: dict[str, str] = {}
    for family in _AUXILIARIES:
        if asked.isdisjoint(family):
            continue
        for subject in _SUBJECTS:
            for verb in family:
                said[f"{subject} {verb}"] = "yes"
                for denied in (f"{verb} not", *_CONTRACTED.get(verb, (f"{verb}nt",))):
                    said[f"{subject} {denied}"] = "no"
        for short, full in _ALSO.items():
            if full.split()[1] in family:
                said[f"{short} not"] = "no"
    return said


def _said(typed: str, *, asked: str) -> str | None:
    """Whether every word typed says yes, or every word no, to what was asked; else None.

    A question that holds a "not" is answered by a plain yes or no only: after it, "I don't"
    may mean either.
    """
    question = frozenset(tokens(asked))
    said = dict.fromkeys(PLAIN_YES, "yes") | dict.fromkeys(PLAIN_NO, "no")
    if question.isdisjoint(_NEGATIONS):
        said |= dict.fromkeys(_FIRM_YES, "yes") | dict.fromkeys(_FIRM_NO, "no")
        said |= _clauses(question)
    said |= dict.fromkeys(_UNSURE, "not_sure")
    words = [word for word in without_politeness(tokens(typed)) if word != ","]
    if words and words[0] in PLAIN_YES | PLAIN_NO and question.isdisjoint(_NEGATIONS):
        said = {**_clauses(_ANY_VERB), **said}
    found: set[str] = set()
    while words:
        for length in range(min(_LONGEST, len(words)), 0, -1):
            one = said.get(" ".join(words[:length]))
            if one:
                found.add(one)
                words = words[length:]
                break
        else:
            return None
    return found.pop() if len(found) == 1 else None


def read_yes_no(step: Step, typed: str, *, text: str) -> Reading:
    """Yes, no or not sure, in words or by number; `typed` is how `text` is heard."""
    hint = what_to_type(step)
    asked_for = f"{step.item.ask} {step.item.ask_helper or ''}"
    asked = heard(asked_for)
    said = _said(typed, asked=asked)
    if said:
        return Understood(NOT_SURE if said == "not_sure" else answered(said))
    if tokens(typed) == _SOUNDS_LIKE_NO or _goes_on(typed):
        return _which() if says_no(asked_for) else _with_words(text, asked_for, hint) or _which()
    if not says_no(asked_for) and (reading := _with_words(text, asked_for, hint)):
        return reading
    parts = find(typed, _NUMBERS) or ()
    numbers = [number for part in parts for number in part.numbers]
    slip = repeated(str(numbers[0])) if len(numbers) == 1 else None
    doubtful = slip or len(numbers) > 1 or any(part.doubtful for part in parts)
    meaning = {slip or number for number in numbers}
    if len(meaning) != 1 or not meaning <= {1, 2}:
        return Again(hint)
    word = _BY_NUMBER[meaning.pop() - 1]
    reading = Understood(answered(word))
    return _which() if doubtful else reading


def _with_words(text: str, asked: str, hint: str) -> Reading | None:
    """A yes or no with words behind it, which are kept beside it; asked, where they bend it."""
    said = reply(text, asked)
    if said is None:
        return None
    reading = Understood(answered(said.meaning, note=text))
    if said.certainty == "clear":
        return reading
    if said.certainty == "doubtful":
        return _which()
    return meant(tr("Yes") if said.meaning == "yes" else tr("No"), reading, otherwise=hint)


def _which() -> Sure:
    """What was typed was no plain yes or no: the two are offered anew, each under its number."""
    yes, no = Understood(answered("yes")), Understood(answered("no"))
    no_keys = (*sorted(PLAIN_NO), *_SOUNDS_LIKE_NO)
    return Sure(
        tr("Which is it?"),
        (
            Option(tr("Yes"), yes, keys=tuple(sorted(PLAIN_YES))),
            Option(tr("No"), no, keys=no_keys),
        ),
    )


def _goes_on(typed: str) -> bool:
    """Whether a yes or no comes first, and what follows does not gainsay it: "Yes, in May"."""
    match without_politeness(tokens(typed)):
        case (first, ",", *rest) if first in PLAIN_YES | PLAIN_NO:
            meaning = "yes" if first in PLAIN_YES else "no"
            gainsaid = _NEGATIONS if meaning == "yes" else PLAIN_YES
            then = _said(" ".join(rest), asked=" ".join(_ANY_VERB))
            return gainsaid.isdisjoint(rest) and then in (None, meaning)
        case _:
            return False


def is_yes_or_no(typed: str) -> bool:
    """Whether the words say yes, no or not sure to whatever was asked."""
    return _said(typed, asked="") is not None

"""From an answer back to words, so that the person sees what was kept, and what was said beside it.

What was said beside is kept to the letter. Where it is told, the numbers of a list at its start are
left out: behind the screen they say nothing, and what they stood for is told before it. And it need
not be told where it says nothing else than what it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from mmn_check.bank.model import Choice, Number, Rank, Rating, Rows, YesNo
from mmn_check.i18n import tr, tr_later
from mmn_check.understanding.dates.date_wording import date_in_words
from mmn_check.understanding.lexicon import alike, lexicon, listed
from mmn_check.understanding.utterance import UNITS, in_full, is_number, says, stems, words_in
from mmn_check.visit import values
from mmn_check.visit.steps import Step

_FIGURES = re.compile(r"(?<!\S)(\d{1,3})[^\W\d]?(?!\w)")
"""The number of a choice, perhaps with the letter of a side."""
PARTED = re.compile(r"[,;:.()]")
_TALK = frozenset(
    {"ABOUT", "ALSO", "NUMBER", "LEAD", "IDLE", "THE", "A", "OF", "IN", "ON", "OUT_OF", ",", ";"}
)
"""Tokens that tell nothing."""
_DENYING = {"NO", "NOT", "NEVER"}
_COUNTED = {"ONCE": "#1", "TWICE": "#2"}
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CLAUSE = re.compile(r",\s+")
_YES_NO = {"yes": tr_later("Yes"), "no": tr_later("No")}


def in_words(step: Step, answer: values.Answer) -> str:
    """What is kept for the step, as one short sentence."""
    words = _in_words(step, answer) if answer.given else tr(values.STATES_READ_BACK[answer.state])
    if answer.note:
        return f"{words}. “{answer.note}”"
    return words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."


def unstopped(step: Step, answer: values.Answer) -> str:
    """The same as part of a question, without its stop."""
    return in_words(step, answer).removesuffix(".")


def end_of_rows(step: Step) -> str:
    """How the end of a table is called: at its first row as "there are none", if it has that."""
    table = step.question
    if isinstance(table, Rows) and table.none and step.thing == "1":
        return table.none
    return tr("No more")


def places_in_words(step: Step, marks: Iterable[values.Mark]) -> str:
    """Places, each with its side behind it, so that any label stays as it is."""
    return _listed((_choice(step, one.place), one.side) for one in marks)


def _in_words(step: Step, answer: values.Answer) -> str:
    if answer == values.NO_MORE and step.may_end:
        return tr("Taken out") if step.item.required else end_of_rows(step)
    match answer.value:
        case str(one):
            return tr(_YES_NO[one]) if isinstance(step.item, YesNo) else _choice(step, one).label
        case values.Mark() as mark:
            return _choice(step, _id_of(step, mark)).label
        case values.RoughDate() as rough:
            return date_in_words(rough, step.language)
        case values.Words(text):
            return f"“{text}”"
        case tuple(several):
            return _several(step, several)
        case number:
            return _amount(step, number)


def _id_of(step: Step, mark: values.Mark) -> str:
    return next((one for one, held in step.marks.items() if held == mark), mark.place)


def _several(step: Step, several: tuple[str, ...] | tuple[values.Mark, ...]) -> str:
    marks = [one for one in several if isinstance(one, values.Mark)]
    if marks:
        return places_in_words(step, marks)
    choices = [_choice(step, one) for one in several if isinstance(one, str)]
    if isinstance(step.item, Rank):
        return _in_order(choices)
    return _listed((choice, "whole") for choice in choices)


def _in_order(choices: Iterable[Choice]) -> str:
    first, *others = choices
    words = _said(first, first=True)
    for choice in others:
        words = tr("{before}; then {next}", before=words, next=_said(choice, first=False))
    return words


def _listed(choices: Iterable[tuple[Choice, values.Side]]) -> str:
    """Choices in a row; where one holds a comma or brackets itself, set apart more firmly."""
    pairs = list(choices)
    parting = "; " if any(set(choice.label) & set(",;()") for choice, _ in pairs) else ", "
    return parting.join(
        _sided(_said(choice, first=not at), side) for at, (choice, side) in enumerate(pairs)
    )


def _sided(place: str, side: values.Side) -> str:
    return tr(values.READ_BACK[side], place=place)


def _said(choice: Choice, *, first: bool) -> str:
    """The choice's label, in lower case inside a line unless it begins with a name or an I."""
    label, page = choice.label, choice.page
    if first:
        return label
    if page and page.casefold() == label.casefold():
        return page
    word = label.replace("’", "'").split(" ", 1)[0].split("'", 1)[0]
    stands = word == "I" or word[1:] != word[1:].lower()
    return label if stands else label[:1].lower() + label[1:]


def _choice(step: Step, one: str) -> Choice:
    return next((choice for choice in step.choices if choice.id == one), Choice(id=one, label=one))


def _amount(step: Step, number: float | None) -> str:
    match step.item:
        case Rating():
            return tr("{number} out of 10", number=number)
        case Number() as item if number is not None:
            return f"{number} {item.unit_after(number)}".rstrip()
        case _:
            return f"{number}"


def words_beside(step: Step, answer: values.Answer) -> str:
    """What was said beside an answer, without the numbers by which it was picked.

    They stand at its start; then perhaps at the start of its other parts, too.
    """
    known, note = _figures_of(step, answer), answer.note
    first, _, more = note.partition(". ")
    if known and more and _PICKS.issuperset(map(_kind_of, words_in(first, step.language))):
        return more  # "1 right and 3 right. It slaps."
    said, end = "", 0
    for found in _FIGURES.finditer(note) if known else ():
        before, after = note[end : found.start()], note[found.end() :]
        is_picked = found[1] in known or known.issuperset(found[1])
        if is_picked and not _is_amount(after, step.language):
            if not said and _TALK.issuperset(words_in(before, step.language)):
                end = found.end()
            elif end and before.rstrip().endswith((",", ";")):
                said, end = f"{said}{before}…", found.end()
        if not end:
            return note
    rest = f"{said}{note[end:]}".lstrip(" ,;.:")
    return f"… {rest}" if rest and end else rest


_PICKS = frozenset({"#", "RIGHT", "LEFT", "BOTH", "AND", "ALSO", "ON", "THE", "SIDE", ",", ";"})
"""What picks from a list by numbers, with sides, and tells nothing."""


def _kind_of(word: str) -> str:
    return "#" if is_number(word) else word


def _is_amount(behind: str, language: str) -> bool:
    """Whether what stands behind a number makes an amount of it: "2 weeks"."""
    return not UNITS.isdisjoint(stems(words_in(behind, language), language)[:1])


def _figures_of(step: Step, answer: values.Answer) -> set[str]:
    """The figures that stand on the screen before what was picked."""
    value = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    if isinstance(step.item, YesNo):
        return {str(at) for at, one in enumerate(("yes", "no"), start=1) if one in value}
    named = {mark: one for one, mark in step.marks.items()}
    picked = {named.get(one, one.place) if isinstance(one, values.Mark) else one for one in value}
    choices = enumerate(step.choices, start=1)
    return {step.figure_of(number) for number, choice in choices if choice.id in picked}


def is_about(note: str, number: float, language: str) -> bool:
    """Whether a note says that a number is no exact one: "about 7 days"."""
    said = in_full(words_in(note, language))
    return ("ABOUT", *in_full([values.in_figures(number)])) in [*pairwise(said)]


def what_it_adds(
    note: str, told: Iterable[Iterable[str]], language: str, *, same: Sequence[str], alone: bool
) -> str:
    """What of a note is not told yet: from the first sentence that adds anything to the last.

    `told` holds things that are told, each in several texts: every part of a sentence must stand
    in one of them, or be a phrase of the `same` names. Beside a "no" no part does that is none
    itself. Beside one thing that stands `alone` the clauses before what adds go, too. A denial
    stands with what was said before it: "Always, it never fails".
    """
    if not words_in(note, language):
        return note
    known = [{one for text in some for one in _telling(text, language)} for some in told]
    known += [{"YES"}] if "yes" in same else []
    denied = "no" in same
    known = [one | _DENYING for one in known] if denied else known

    def adds(text: str) -> bool:
        clauses = (one for one in PARTED.split(text) if not says(one, language, *same))
        parts = (part for one in clauses for part in _parts(one, language))
        return any(
            (denied and part.isdisjoint(_DENYING))
            or not any(_holds(part, one, language) for one in known)
            for part in parts
        )

    sentences = _SENTENCE.split(note)
    adding = [at for at, one in enumerate(sentences) if adds(one)]
    if not adding:
        return ""
    first, *others = _CLAUSE.split(sentences[adding[0]])
    while others and (alone or says(first, language, *same)) and not adds(first):
        first, *others = others
        if words_in(first, language)[:1] == ("AND",):
            first = first.partition(" ")[2]
    left = " ".join((", ".join((first, *others)), *sentences[adding[0] + 1 : adding[-1] + 1]))
    return note if not _DENYING.isdisjoint(words_in(left, language)) and not denied else left


def _holds(part: Iterable[str], told: Iterable[str], language: str) -> bool:
    return all(any(alike(one, other, language) for other in told) for one in part)


def _telling(text: str, language: str) -> tuple[str, ...]:
    """The words of a text that tell something, numbers in one form."""
    data, found = lexicon(language), in_full(stems(words_in(text, language), language))
    small = {*listed(data.section("little")["in_menus"]), *listed(data.section("small"))}
    return tuple(_COUNTED.get(one, one) for one in found if one not in small)


def _parts(clause: str, language: str) -> Iterator[set[str]]:
    """What tells something in each part of a clause; a yes before it is a part by itself."""
    words = _telling(clause, language)
    for word, some in groupby(words, key=lambda one: one in ("AND", "YES") and one):
        if word != "AND" and (telling := {*some} - _TALK):
            yield telling

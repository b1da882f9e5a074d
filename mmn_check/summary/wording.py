"""Phrases and templates, and the words for each kind of answer.

Answers are said as given: a choice in its own words, a number as it was typed, a date as it was
understood and no more exact, free words in quotation marks. Text that fills a template is never
read as a template itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from mmn_check.bank.model import Choice, Number, Rating, Rows, built_on
from mmn_check.bank.page_layout import TOKEN
from mmn_check.i18n import tr, tr_later
from mmn_check.summary.summary_model import ABOUT, Phrase, Piece, Sentence
from mmn_check.summary.view import TableRow, View
from mmn_check.text_safety import to_print
from mmn_check.understanding.dates.date_wording import date_in_full
from mmn_check.understanding.words_beside import repeats, words_beside
from mmn_check.visit.steps import Step
from mmn_check.visit.values import (
    BY_SIDE,
    IN_A_SENTENCE,
    STATE_WORDS,
    Answer,
    Mark,
    RoughDate,
    Side,
    Words,
    in_figures,
)
from mmn_check.visit.visit import Key

_YES_NO: Mapping[str, str] = {"yes": tr_later("yes"), "no": tr_later("no")}
Says = Mapping[str, str]
"""Other words for a choice's id, yes or no, or a number."""
AS_THEY_ARE: Says = {}
DICTATED_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
BESIDE = Piece(" (")
"""Stands before what was said beside an answer."""
HIGHEST = 10
"""Of an own number."""


def words(text: str) -> Phrase:
    """Words of the bank or the layout."""
    return (Piece(text),)


def own_words(text: str) -> Phrase:
    """The patient's words to the letter, without what a page cannot show."""
    return (Piece("“"), Piece(to_print(text).strip(), own=True), Piece("”"))


def bare_words(text: str) -> Phrase:
    """The same without quotation marks, and without the stop that dictation put at their end.

    Behind one or two letters a stop may be a part of the name: "Jr.", "K. R.".
    """
    return (Piece(DICTATED_STOP.sub("", to_print(text).strip()), own=True),)


def text_of(phrase: Phrase) -> str:
    """The phrase as plain text."""
    return "".join(piece.text for piece in phrase)


def joined(phrases: Iterable[Phrase], between: str = ", ") -> Phrase:
    """Phrases one after the other; semicolons between things that hold commas themselves."""
    several = tuple(phrases)
    if between == ", " and any(
        "," in piece.text for one in several[:-1] for piece in one if not piece.own
    ):
        between = "; "
    pieces: list[Piece] = []
    for phrase in several:
        pieces += (*([Piece(between)] if pieces else []), *phrase)
    return tuple(pieces)


def fill(template: str, field: Callable[[str], Phrase | None]) -> Phrase | None:
    """The template with its fields filled; None where a field outside brackets says nothing."""
    whole: list[Piece] = []
    optional: list[Piece] | None = None
    complete, taken, strong, end = True, False, False, 0
    for match in (*TOKEN.finditer(template), None):
        into = whole if optional is None else optional
        between = template[end : match.start()] if match else template[end:]
        into += [Piece(between, strong=strong)] if between else []
        if match is None:
            break
        end = match.end()
        if match[0] == "[":
            optional, complete, taken = [], True, False
        elif match[0] in "]|":
            if complete and not taken:
                whole += optional or []
                taken = True
            optional, complete = (None if match[0] == "]" else []), True
        elif match[0] == "*":
            strong = not strong
        elif (filling := field(match[1])) is not None and (text_of(filling) or optional is None):
            into += stressed(filling) if strong else filling
        elif optional is None:
            return None
        else:
            complete = False
    return tuple(whole)


def filled(template: str, **parts: str | Phrase) -> Phrase:
    """A sentence of the program's own, looked up already, or of the layout, filled."""
    phrases = {name: words(said) if isinstance(said, str) else said for name, said in parts.items()}
    return fill(template, phrases.get) or ()


def capital(phrase: Phrase) -> Phrase:
    """The phrase with a capital letter, unless it begins with the patient's words."""
    if not phrase or phrase[0].own or not phrase[0].text:
        return phrase
    text, strong = phrase[0].text, phrase[0].strong
    return (Piece(text[0].upper() + text[1:], strong=strong), *phrase[1:])


def with_stop(phrase: Phrase) -> Phrase:
    """The phrase with a full stop, unless it ends with a stop of its own."""
    text = text_of(phrase)
    ended = text.rstrip("”").endswith((".", "?", "!", "…", ":"))
    return phrase if ended or not text else (*phrase, Piece("."))


def labelled(name: str, said: Phrase) -> Phrase:
    """What was said behind what was asked: "Dose: 60 g", "Which part? left hand"."""
    return (Piece(f"{name}{'' if name.endswith('?') else ':'} "), *said)


def as_sentence(phrase: Phrase, *origins: str) -> Sentence:
    """A phrase with its capital and stop; of no question, it comes from the layout alone."""
    return Sentence(pieces=with_stop(capital(phrase)), origins=frozenset(origins or (ABOUT,)))


def lower_first(text: str) -> str:
    """The text without its capital, unless its first word is written in capitals ("MRI")."""
    is_me = text.startswith(("I ", "I'"))  # in English; elsewhere no word is so
    if text[1:2].isupper() or text[1:2].isdigit() or is_me:
        return text
    return text[:1].lower() + text[1:]


def state_words(state: str) -> str:
    """Why there is no answer: "not sure", "skipped" ..."""
    return tr(STATE_WORDS[state])


def choice_words(choice: Choice) -> str:
    """How the page says a choice inside a line."""
    return choice.page or lower_first(choice.label)


def side_words(place: str, side: Side) -> str:
    """A place with its side, as it is said of a patient: "right hand"."""
    return tr(IN_A_SENTENCE[side], place=place)


def told_apart(choices: Sequence[Choice]) -> Says:
    """The labels of the choices that the page calls alike, for where nothing else parts them."""
    named = [one.page for one in choices]
    return {
        one.id: lower_first(one.label) for one in choices if one.page and named.count(one.page) > 1
    }


def date_phrase(rough: RoughDate) -> Phrase:
    """A date as it was understood; in the patient's own words where it was not."""
    in_full = date_in_full(rough)
    return words(in_full) if in_full else own_words(rough.as_typed)


def answer_in_words(
    view: View, step: Step, answer: Answer | None, says: Says = AS_THEY_ARE
) -> tuple[Phrase, ...]:
    """The things that were said, one phrase each; none if there is no value."""
    match answer.value if answer else None:
        case None:
            return ()
        case Words(text):
            return (own_words(text),)
        case RoughDate() as rough:
            return (date_phrase(rough),)
        case int() | float() as number:
            said = says.get(in_figures(number)) or _number(step, number)
            return (_with_note(words(said), step, answer),)
        case tuple(several):
            every = [picked(view, step, one, says) for one in several]
            return (*every[:-1], _with_note(every[-1], step, answer, told=joined(every)))
        case one:
            return (_with_note(picked(view, step, one, says), step, answer),)


def _number(step: Step, number: float) -> str:
    match step.item:
        case Rating() as item:
            return f"{in_figures(number)} ({scale_of(item)})"
        case Number() as item:
            return f"{in_figures(number)} {item.unit_after(number)}".rstrip()
        case _:
            return in_figures(number)


def scale_of(rating: Rating) -> str:
    """What the ends of its numbers mean: "0: not at all, 10: as well as ever"."""
    return f"0: {rating.lowest}, {HIGHEST}: {rating.highest}"


def _with_note(said: Phrase, step: Step, answer: Answer | None, told: Phrase = ()) -> Phrase:
    """An answer with what was said beside it: "yes (“only at night”)"; not with the same again."""
    note = words_beside(step, answer) if answer and answer.note else ""
    if not note or repeats(note, text_of(told or said), step.language):
        return said
    return (*said, BESIDE, *own_words(note), Piece(")"))


def without_beside(said: Phrase) -> Phrase:
    """An answer without what was said beside it."""
    return said[: said.index(BESIDE)] if BESIDE in said else said


def stressed(said: Phrase) -> Phrase:
    """An answer in bold, but for what was said beside it."""
    bold = without_beside(said)
    return (*(one._replace(strong=True) for one in bold), *said[len(bold) :])


def picked(view: View, step: Step, pick: str | Mark, says: Says) -> Phrase:
    """One pick in words: its side, its name, the free words that go with it."""
    named = pick if isinstance(pick, str) else pick.place
    origin = _origin(view, step, named)
    choice = next((one for one in origin.choices if one.id == named), None)
    if named in says:
        name = says[named]
    elif choice is None:  # yes and no are on no list
        name = tr(_YES_NO[named]) if named in _YES_NO else named
    else:
        name = choice_words(choice)
    said = side_words(name, pick.side) if isinstance(pick, Mark) else name
    return with_free_words(view, origin.key, choice, said)


def _origin(view: View, step: Step, picked: str) -> Step:
    """Where a pick comes from: where it was picked before, or the step itself."""
    if isinstance(step.item, Rows):
        return step
    view.note(*built_on(step.item))
    origins = (view.steps[source,] for source in built_on(step.item) if (source,) in view.steps)
    return next((one for one in origins if any(it.id == picked for it in one.choices)), step)


def with_free_words(view: View, key: Key, choice: Choice | None, said: str) -> Phrase:
    """What was picked, with the patient's words that go with it; those alone, if it has no more."""
    free = view.free_words(key, choice.id) if choice else None
    if choice is None or free is None:
        return words(said)
    return own_words(free) if choice.stands_for_words else (Piece(f"{said}: "), *own_words(free))


def row_thing(view: View, question: str, row: TableRow) -> Phrase:
    """What a row is about: what was picked before, or its number."""
    if row.thing is None:
        return words(str(row.number))
    source = getattr(view.kind(question), "for_each", None) or ""
    return with_free_words(view, (source,), row.thing, choice_words(row.thing))


def by_side(view: View, marks: Sequence[tuple[Step, Mark]], says: Says = AS_THEY_ARE) -> Phrase:
    """Marked things of lists by their side, said once: "left: grip, pinch; right: grip"."""
    said = []
    for side, pattern in BY_SIDE.items():
        here = [
            with_free_words(view, step.key, one, says.get(one.id) or choice_words(one))
            for step, mark in marks
            for one in step.choices
            if mark.side == side and one.id == mark.place
        ]
        if here:
            said.append(filled(tr(pattern), places=joined(here)))
    return joined(said, "; ")

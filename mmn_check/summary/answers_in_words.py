"""The words for each kind of answer, and for what else is known of one.

Answers are said as given: a choice in its own words, a number as it was typed, a date as it was
understood and no more exact, free words in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from mmn_check.bank.model import Choice, Date, Item, Many, Number, Places, Rating, Rows, built_on
from mmn_check.bank.page_layout import FACTS
from mmn_check.i18n import ENGLISH, day_in_words, tr, tr_later, tr_n
from mmn_check.summary.noted_answers import TableRow, View, exact_day
from mmn_check.summary.phrases import (
    aside,
    filled,
    joined,
    lower_first,
    own_words,
    text_of,
    unquoted,
    words,
)
from mmn_check.summary.summary_model import Phrase, Piece
from mmn_check.understanding.dates.date_wording import (
    BETWEEN,
    TO,
    Joint,
    date_in_full,
    length_in_words,
)
from mmn_check.understanding.say_back import is_about, what_it_adds, words_beside
from mmn_check.understanding.utterance import is_number, words_in
from mmn_check.understanding.utterance import says as says_words
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
    first_day,
    in_figures,
)
from mmn_check.visit.visit import Key

_YES_NO: Mapping[str, str] = {"yes": tr_later("yes"), "no": tr_later("no")}
Says = Mapping[str, str]
"""Other words for a choice's id, yes or no, or a number."""
AS_THEY_ARE: Says = {}
HIGHEST = 10
"""Of an own number."""
DAYS = {"d": 1, "wk": 7}
"""The days of a unit of time, by its code."""
NOTHING = ("none", "no", "no_more")
"""The phrases in which people say that there is nothing, by their names."""
AGREED, DENIED = ("yes", "firm_yes"), ("no", "firm_no", "none", "none_known", "no_more")
"""The phrases that only say again that something is so, or that there is nothing."""
MANY = 4
"""So many places are said one by one; more are said by their side."""


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


def date_phrase(rough: RoughDate, joint: Joint = TO) -> Phrase:
    """A date as it was understood; in the patient's own words where it was not."""
    in_full = date_in_full(rough, joint)
    return words(in_full) if in_full else own_words(rough.as_typed)


def answer_in_words(
    view: View, step: Step, answer: Answer | None, says: Says = AS_THEY_ARE
) -> tuple[Phrase, ...]:
    """The things that were said, one phrase each; none if there is no value.

    Behind the last stands what was said beside them.
    """
    told = _things(view, step, answer, says)
    if not told or not answer or not answer.note or isinstance(answer.value, Words | RoughDate):
        return told
    return (*told[:-1], (*told[-1], *aside(note_beside(view, step, answer, told))))


def _things(view: View, step: Step, answer: Answer | None, says: Says) -> tuple[Phrase, ...]:
    match answer.value if answer else None:
        case None:
            return ()
        case Words(text):
            return (own_words(text),)
        case RoughDate() as rough:
            return (date_phrase(rough),)
        case int() | float() as number:
            said = says.get(in_figures(number)) or _number_in_words(step, number)
            is_rough = answer is not None and is_about(answer.note, number, step.language)
            return (words(tr("about {length}", length=said) if is_rough else said),)
        case tuple(several):
            return tuple(pick_in_words(view, step, one, says) for one in several)
        case one:
            return (pick_in_words(view, step, one, says),)


def note_beside(view: View, step: Step, answer: Answer, told: Sequence[Phrase] = ()) -> str:
    """What was said beside an answer, as far as it adds to the answer and the question.

    `told` is the answer in words.
    """
    note = words_beside(step, answer)
    several = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    ids = [one.place if isinstance(one, Mark) else one for one in several]
    choices = {one.id: one for one in step.choices if one.id in ids}
    denied = answer.value == "no" or any(one.exclusive for one in choices.values())
    # At "others" a yes confirms that there is nothing else.
    same = DENIED + AGREED if step.key[-1] == "others" else DENIED if denied else AGREED
    is_list = isinstance(step.item, Many | Places)
    asked = (step.item.ask, step.question.ask)
    known: list[tuple[str, ...]] = [asked]
    for said, one in zip(told or _things(view, step, answer, AS_THEY_ARE), ids, strict=False):
        choice = choices.get(str(one))
        synonyms = () if is_list or not choice else choice.synonyms
        plain = (it for it in synonyms if not any(map(is_number, words_in(it, step.language))))
        labels = (choice.label, *plain) if choice else ()
        known.append((text_of(said), *labels, *asked))
    return left_of(view, note, known, same=same, alone=len(ids) == 1)


def left_of(
    view: View,
    note: str,
    known: Iterable[tuple[str, ...]],
    *,
    same: Sequence[str] = (),
    alone: bool = False,
) -> str:
    """What a note adds to what is known; all of it where it takes back what it said."""
    language = view.visit.language or ENGLISH
    left = what_it_adds(note, known, language, same=same, alone=alone)
    taken_back = view.bank.page.takes_back.get(language, ()) if view.bank.page else ()
    return note if left and any(one in note.casefold() for one in taken_back) else left


def _number_in_words(step: Step, number: float) -> str:
    item, said = step.item, in_figures(number)
    if isinstance(item, Rating):
        return f"{said} ({ends_of_scale(item)})"
    return f"{said} {item.unit_after(number)}".rstrip() if isinstance(item, Number) else said


def ends_of_scale(rating: Rating) -> str:
    """What the ends of its numbers mean: "0: not at all, 10: as well as ever"."""
    return f"0: {rating.lowest}, {HIGHEST}: {rating.highest}"


def pick_in_words(view: View, step: Step, pick: str | Mark, says: Says) -> Phrase:
    """One pick in words: its side, its name, the free words that go with it."""
    named = pick if isinstance(pick, str) else pick.place
    origin = _step_of_origin(view, step, named)
    choice = next((one for one in origin.choices if one.id == named), None)
    # Yes and no are on no list.
    name = choice_words(choice) if choice else tr(_YES_NO.get(named, named))
    name = says.get(named, name)
    said = side_words(name, pick.side) if isinstance(pick, Mark) else name
    return with_free_words(view, origin.key, choice, said)


def _step_of_origin(view: View, step: Step, picked: str) -> Step:
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


def value_of(view: View, key: Key, says: Says = AS_THEY_ARE) -> Phrase | None:
    """What was said at a key, several things in a row; None if nothing was."""
    table = view.kind(key[0])
    if len(key) == 1 and isinstance(table, Rows):
        return _rows_of(view, table, says)
    step, answer = view.step(key), view.answer(key)
    marks = answer.value if answer and isinstance(answer.value, tuple) else ()
    if step and isinstance(step.item, Places) and len(marks) > MANY:
        return by_side(view, [(step, one) for one in marks if isinstance(one, Mark)])
    things = answer_in_words(view, step, answer, says) if step else ()
    if answer and answer.state in says:
        return words(says[answer.state])
    return joined(things) if things else None


def _rows_of(view: View, table: Rows, says: Says) -> Phrase | None:
    """What the first cell of each row says; what "there are none" is called."""
    if view.state(table.id) != "answered":
        return None
    rows = view.rows(table.id)
    if not rows:
        return words(says.get("none") or lower_first(table.none or tr("none")))
    cells = (value_of(view, next(iter(row.cells.values())).key) for row in rows)
    return joined(cell for cell in cells if cell)


def of_page(view: View, name: str) -> Phrase:
    """The title, the day the page is made, or the day of asking."""
    if name == "title":
        return words(view.bank.title)
    return words(day_in_words(view.made if name == "made" else view.asked))


def fact_of(view: View, key: Key, known: str, says: Says = AS_THEY_ARE) -> Phrase | None:
    """Something known of an answer, by the name that templates use for it."""
    step, answer = view.step(key), view.answer(key)
    kind, visit = view.kind(key[0]), view.visit
    item = step.item if step and len(key) > 1 else kind
    if FACTS[known].kinds and item.kind not in FACTS[known].kinds:
        return None
    match known, answer.value if step and answer else None:
        case (("asked" | "shown" | "taken_back"), _):
            noted = {
                "asked": visit.urgent_asked.get(key[0], visit.started),
                "shown": visit.urgent_shown.get(key[0]),  # the card was called for
                "taken_back": visit.urgent_unticked.get(key[0]),
            }
            at = noted[known]
            return words(day_in_words(at.date())) if at else None
        case "ask", _:
            return words(kind.clinical_name + ("" if kind.clinical_name.endswith("?") else ":"))
        case "none", _:
            return None if view.rows(key[0]) else value_of(view, key, says)
        case "count", _:
            offered = [one for one in step.choices if not one.exclusive] if step else []
            count = len(view.rows(key[0]) if isinstance(kind, Rows) else offered)
            return words(str(count)) if count else None
        case "more", Words(text) if step:
            return None if says_words(text, step.language, *NOTHING) else own_words(text)
        case "bare", Words(text):
            return unquoted(text)
        case "bare", _:
            return value_of(view, key, says)
        case "number" | "weeks_in_days", (int() | float()) as number:
            return words(in_figures(number * DAYS["wk"] if known == "weeks_in_days" else number))
        case "since", RoughDate(earliest=None) as rough:
            return date_phrase(rough, BETWEEN)  # "since years ago" is said in its own words
        case "since", RoughDate() as rough:
            return filled(tr("since {date}"), date=date_phrase(rough, BETWEEN))
        case "length", RoughDate() as rough:
            length = length_in_words(rough, today=view.made)
            return words(length) if length else None
        case _, RoughDate() as rough if day := view.visit_day:
            return _before_visit(view, item, rough, known, visit=day)
        case _:
            return None


def _before_visit(
    view: View, item: Item, rough: RoughDate, known: str, *, visit: date
) -> Phrase | None:
    """How long before the visit a date is: as a bare number of days, or in words."""
    day = exact_day(rough)
    if rough.earliest is None or first_day(rough.earliest) > visit:
        return None
    if day and isinstance(item, Date) and _comes_again(view, item, day, by=visit):
        return None
    if day:
        days = (visit - day).days
        before = tr_n("{count} day before the visit", "{count} days before the visit", days)
        return words(str(days) if known == "days" else before)
    length = length_in_words(rough, today=visit) if known == "before_visit" else None
    return words(tr("{length} before the visit", length=length)) if length else None


def _comes_again(view: View, item: Date, day: date, *, by: date) -> bool:
    """Whether the next one is due from the day of the answer on: then it is not the last.

    `by` is the day of the visit.
    """
    for name in item.every:
        number, told = view.kind(name), view.answer((name,))
        length = DAYS.get(number.ucum or "") if isinstance(number, Number) else None
        if length and told and isinstance(told.value, int | float):
            return view.asked <= day + timedelta(days=told.value * length) <= by
    return False

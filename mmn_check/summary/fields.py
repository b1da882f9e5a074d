"""What a field of a template stands for: an answer, or something that is known of it."""

from __future__ import annotations

from datetime import date, timedelta

from mmn_check.bank.model import Date, Item, Number, Places, Rows
from mmn_check.bank.page_layout import FACTS
from mmn_check.i18n import day_in_words, tr, tr_n
from mmn_check.summary.summary_model import Phrase
from mmn_check.summary.view import View, exact_day
from mmn_check.summary.wording import (
    AS_THEY_ARE,
    Says,
    answer_in_words,
    bare_words,
    by_side,
    joined,
    lower_first,
    own_words,
    words,
)
from mmn_check.understanding.dates.date_wording import length_in_words
from mmn_check.understanding.words import says as says_words
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Mark, RoughDate, Words, first_day, in_figures
from mmn_check.visit.visit import Key

DAYS = {"d": 1, "wk": 7}
"""The days of a unit of time, by its code."""
NOTHING = ("none", "no", "no_more")
"""The phrases in which people say that there is nothing, by their names."""
MANY = 4
"""So many places are said one by one; more are said by their side."""


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
    item = step.item if step and len(key) > 1 else view.kind(key[0])
    if FACTS[known].kinds and item.kind not in FACTS[known].kinds:
        return None
    if known in ("asked", "shown", "taken_back"):
        return _time_of(view, key[0], known)
    if known == "ask":
        name = view.kind(key[0]).clinical_name
        return words(name if name.endswith("?") else f"{name}:")
    if known == "none":
        return None if view.rows(key[0]) else value_of(view, key, says)
    if known == "count":
        return _count(view, key, step)
    value = answer.value if answer else None
    if step is None or value is None:
        return None
    match known, value:
        case "more", Words(text):
            return None if says_words(text, step.language, *NOTHING) else own_words(text)
        case "bare", Words(text):
            return bare_words(text)
        case "bare", _:
            return value_of(view, key, says)
        case "number", (int() | float()) as number:
            return words(in_figures(number))
        case "weeks_in_days", (int() | float()) as number:
            return words(in_figures(number * DAYS["wk"]))
        case _, RoughDate() as rough:
            return _of_date(view, item, rough, known)
        case _:
            return None


def _of_date(view: View, item: Item, rough: RoughDate, known: str) -> Phrase | None:
    day = exact_day(rough)
    if known == "length":
        length = length_in_words(rough, today=view.made)
        return words(length) if length else None
    visit = view.visit_day
    if visit is None or rough.earliest is None or rough.latest is None:
        return None
    if day and isinstance(item, Date) and _comes_again(view, item, day, by=visit):
        return None
    days = (visit - day).days if day else None
    if known == "days":
        return words(str(days)) if days is not None and days >= 0 else None
    if known != "before_visit" or first_day(rough.earliest) > visit:
        return None
    if days is not None:
        return words(tr_n("{count} day before the visit", "{count} days before the visit", days))
    length = length_in_words(rough, today=visit)
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


def _count(view: View, key: Key, step: Step | None) -> Phrase | None:
    table = view.kind(key[0])
    if isinstance(table, Rows):
        rows = len(view.rows(table.id))
        return words(str(rows)) if rows else None
    offered = [one for one in step.choices if not one.exclusive] if step else []
    return words(str(len(offered))) if offered else None


def _time_of(view: View, question: str, known: str) -> Phrase | None:
    """When a question of the urgent check was asked, called for the card, or was put right."""
    view.note(question)
    visit = view.visit
    at = {
        "asked": visit.urgent_asked.get(question, visit.started),
        "shown": visit.urgent_shown.get(question),
        "taken_back": visit.urgent_unticked.get(question),
    }[known]
    return words(day_in_words(at.date())) if at else None

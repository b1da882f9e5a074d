"""Whether a field of the page can ever say anything of the question it asks about."""

from __future__ import annotations

from collections.abc import Mapping

from mmn_check.bank.model import (
    Bank,
    Date,
    Many,
    Number,
    Places,
    Question,
    Rating,
    Rows,
    Text,
    YesNo,
    built_on,
)

KINDS: Mapping[str, tuple[type[Question], ...]] = {
    "number": (Number, Rating),
    "weeks_in_days": (Number, Rating),
    "note": (YesNo,),
    "more": (Text,),
    "length": (Date,),
    "before_visit": (Date,),
    "days": (Date,),
    "others": (Many,),
    "unticked": (Many,),
    "none": (Rows,),
}
"""The kinds of questions of which a fact is known, by its name; of others any kind will do."""
MAY_LACK = frozenset(
    {
        *("note", "more", "length", "before_visit", "days", "others", "unticked", "none", "shown"),
        "taken_back",
    }
)
"""What may be unknown of an answer that was given."""


def always_silent(bank: Bank, item: Question, known: str) -> str:
    """Why nothing is ever known by this name of a question, as a sentence; empty if it may be."""
    kinds = KINDS.get(known)
    if kinds and not isinstance(item, kinds):
        names = " or ".join(one.kind for one in kinds)
        return f'"{known}" is told only of a question of the kind {names}.'
    if known == "by_side" and not _of_places(bank, item):
        return '"by_side" is told only of places, and of what was picked among them.'
    if known == "count" and not isinstance(item, Rows) and not _has_list(item):
        return '"count" is told only of a list or a table.'
    if known in ("shown", "taken_back") and not item.urgent_if:
        return f'"{known}" is told only of a question with urgent_if.'
    if isinstance(item, Many) and known in ("others", "unticked") and not item.confirm_rest:
        none = any(one.exclusive for one in item.choices) or built_on(item)
        if known == "unticked" or not none:
            return f'"{item.id}" needs confirm_rest: true.'
    return ""


def _has_list(item: Question) -> bool:
    return bool(getattr(item, "choices", ()) or built_on(item))


def _of_places(bank: Bank, item: Question) -> bool:
    """Whether what is picked has sides."""
    if isinstance(item, Places):
        return True
    return any(_of_places(bank, bank.by_id[one]) for one in built_on(item) if one in bank.by_id)

"""What other programs of this sort call the keys and kinds of a bank."""

from __future__ import annotations

from collections.abc import Collection, Mapping

COUSINS: Mapping[str, str] = {
    "choices": "options answers values items select",
    "minimum": "min lower from",
    "maximum": "max upper to",
    "help": "hint description info tooltip guidance",
    "ask_if": "if show_if when visible_if relevant condition depends_on enable_when",
    "ask": "question label text prompt title caption",
    "label": "text title name caption",
    "required": "optional mandatory compulsory obligatory",
    "unit": "units",
    "fields": "columns cells rows",
    "kind": "type",
    "id": "name code key variable",
    "why": "reason rationale",
    "sources": "source references",
    "urgent_if": "urgent alarm stop_if",
    "terms": "glossary words",
    "meaning": "definition explanation",
    "address": "url link",
    "exclusive": "none_of_these alone",
    "questions": "question items",
    "yes_no": "boolean bool yesno toggle",
    "many": "checkbox checkboxes multiple multi select_multiple",
    "one": "radio select dropdown choice single select_one",
    "text": "string free_text textarea note",
    "number": "duration integer int float decimal numeric quantity",
    "rating": "scale slider likert",
    "rows": "table matrix repeat group grid list",
    "places": "body bodymap location",
    "rank": "ranking order sort",
    "date": "datetime day month year",
}
"""The usual other words for each, of which the first that may stand in a place is meant."""


def cousin_of(word: str, known: Collection[str]) -> str | None:
    """What is meant by a word that another program has for it, if that may stand here."""
    said = word.casefold().replace("-", "_")
    return next(
        (one for one, ways in COUSINS.items() if one in known and said in ways.split()), None
    )

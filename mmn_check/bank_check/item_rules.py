"""What each question must be like by itself, so that it can be asked and its answer kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, Within
from mmn_check.bank.problems import Problem, Problems, suggested
from mmn_check.bank.yaml_source import SourceMap
from mmn_check.bank_check.possible_answers import STATES
from mmn_check.text_safety import shown

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
TAKEN = frozenset(
    {ANYTHING, "not_sure", "skipped", "state", "picked", "words", "others", "rows", "more"}
    | {"end", "no_more"}
)
"""Words that mean something else where answers are kept or looked at."""
ONE_OF = frozenset({"yes", "no"})
"""Choices where one is picked; where several can be, these say whether the rest is not there."""
ROLE_KINDS: Mapping[model.Role, str] = {
    "visit_type": "one",
    "visit_date": "date",
    "informant": "one",
    "name": "text",
    "age": "number",
    "handedness": "one",
    "chief_complaint": "text",
    "onset": "date",
    "dose": "yes_no",
}
MOST_CHOICES = 200
MOST_FIELDS = 50
NOT_IN_A_FIELD = ("role", "required", "urgent_if", "call_if", "refs", "as_last_time")
"""What a table's question says for all of its fields."""
TAKEN_BY_ROWS = "others"
"""What no field may be called."""


class Rules:
    """The rules for one question; `by_id` are all, and some could not be read whole."""

    def __init__(
        self,
        question: model.Question,
        *,
        by_id: Mapping[str, model.Question],
        source_map: SourceMap,
        unsure: AbstractSet[str],
    ) -> None:
        self._question = question
        self._unsure = question.id in unsure
        self._all_unsure = unsure
        self._by_id = by_id
        self._source_map = source_map

    def broken(self) -> Problems:
        """Everything that is wrong with the question by itself."""
        question = self._question
        yield from self._item(question)
        yield from self._role(question)
        if isinstance(question, model.Rows):
            yield from self._table(question)

    def _about(self, record: object, what: str, *keys: str, remedy: str = "") -> Problem:
        question = self._question.id
        return self._source_map.mistake(record, what, *keys, remedy=remedy, question=question)

    def _item(self, item: model.Question) -> Problems:
        yield from self._id(item, item.id)
        match item:
            case model.Many(picked_in=str()):
                yield from self._ticked_before(item)
            case model.One(picked_in=None) | model.Many() | model.Places():
                yield from self._choices(item, item.choices)
            case model.One(choices=choices) if choices:
                what = "There are choices and picked_in here."
                yield self._about(item, what, "picked_in", remedy="keep one of them.")
            case model.Number(minimum=low, maximum=high) if low > high:
                yield self._about(item, "No number is that small and that large.", "maximum")
        for key in ("at_most", "at_least"):
            number = getattr(item, key, None)
            if number is not None and number < 1:
                yield self._about(item, f"{key} must be 1 or more.", key)
        if isinstance(item, model.Rank) and item.at_least < 2:
            yield self._about(item, "There is nothing to put in order below 2.", "at_least")

    def _ticked_before(self, item: model.Many) -> Problems:
        """Beside what was picked before, a list may have a choice for none of it, and no other."""
        for choice in item.choices:
            if not choice.exclusive:
                what = "What was picked before is on offer here."
                yield self._about(choice, what, "id", remedy="only a none may be added.")
        yield from self._names(item, item.choices)
        yield from self._only(item, model.built_on(item))

    def _id(self, record: object, word: str) -> Problems:
        if word and not ID.fullmatch(word):
            what = f'"{shown(word)}" will not do as an id.'
            rule = "small letters, digits and _, a letter first, at most 40 of them."
            yield self._about(record, what, "id", remedy=rule)

    def _choices(self, item: model.Item, choices: Sequence[model.Choice]) -> Problems:
        if len(choices) > MOST_CHOICES:
            sentence = f"Nobody can look through more than {MOST_CHOICES} choices."
            yield self._about(item, sentence, "choices")
        if sum(not choice.until for choice in choices) < 2 and not self._unsure:
            yield self._about(item, "There must be at least 2 choices.", "choices")
        yield from self._names(item, choices)
        listed = [one for one in choices if one.id not in STATES and not one.until]
        alone = [choice for choice in listed if choice.exclusive]
        for choice in alone[1:]:
            yield self._about(choice, "Only one choice can stand for none of them.", "exclusive")
        if len(alone) == 1 and listed[-1] is not alone[0]:
            yield self._about(alone[0], "The choice for none of them comes last.", "exclusive")
        if alone and isinstance(item, model.One):
            yield self._about(alone[0], "Where one is picked, all exclude each other.", "exclusive")

    def _names(self, item: model.Item, choices: Sequence[model.Choice]) -> Problems:
        ids: dict[str, model.Choice] = {}
        labels: set[str] = set()
        labels_helper: set[str] = set()
        unread = self._unsure
        for choice in choices:
            yield from self._id(choice, choice.id)
            if choice.id in ids:
                twice = choice if ids[choice.id] is not choice else item
                yield self._about(twice, f'There are two choices "{choice.id}".', "id")
            elif choice.label.casefold() in labels:
                yield self._about(choice, f'Two choices read "{shown(choice.label)}".', "label")
            helped = choice.worded(helped=True).label
            if choice.label_helper and helped.casefold() in labels_helper:
                yield self._about(choice, f'Two choices read "{shown(helped)}".', "label_helper")
            if choice.id in TAKEN or (choice.id in ONE_OF and not isinstance(item, model.One)):
                what, remedy = (
                    ("is always on offer", "leave it out.")
                    if choice.id in STATES
                    else (
                        "has a meaning of its own",
                        f'call it otherwise, such as "{choice.id}_one".',
                    )
                )
                yield self._about(choice, f'"{choice.id}" {what}.', "id", remedy=remedy)
            if choice.id == "none" and not (
                choice.exclusive or isinstance(item, model.One) or unread
            ):
                yield self._about(choice, '"none" needs exclusive: true.', "id")
            if choice.id == "other" and not choice.words and not unread:
                yield self._about(choice, '"other" needs words: what to ask then.', "id")
            ids[choice.id] = choice
            labels.add(choice.label.casefold())
            labels_helper.add(helped.casefold())
        for choice in choices:
            if choice.group in ids:
                sentence = f'"{choice.group}" is a choice here, so it cannot be a group.'
                yield self._about(choice, sentence, "group")

    def _role(self, question: model.Question) -> Problems:
        if self._unsure:
            return
        wanted = ROLE_KINDS.get(question.role) if question.role else None
        if wanted and question.kind != wanted:
            yield self._about(question, f"This role is for a question of kind {wanted}.", "role")
        if question.required and question.role != "visit_type" and not question.urgent_if:
            sentence = "Only the visit type, and what can show the stop card, may be required."
            yield self._about(question, sentence, "required")
        hangs_on = {one.question for one in question.urgent_if}
        if hangs_on and question.id not in hangs_on and hangs_on <= self._by_id.keys():
            sentence = "The stop card must hang on what is said here, among other things."
            yield self._about(question, sentence, "urgent_if")
        dated = any(isinstance(clause, Within) for clause in question.urgent_if)
        if question.as_last_time and (question.required or (question.urgent_if and not dated)):
            sentence = "What must be told before each visit cannot be as last time."
            yield self._about(question, sentence, "as_last_time")
        helpers = [one for one in getattr(question, "choices", ()) if one.helper]
        if helpers and question.role != "informant":
            sentence = "helper means something only in the question with the role informant."
            yield self._about(helpers[0], sentence, "helper")

    def _table(self, table: model.Rows) -> Problems:
        if len(table.fields) > MOST_FIELDS:
            sentence = f"Nobody can fill in more than {MOST_FIELDS} fields a row."
            yield self._about(table, sentence, "fields")
        if not table.fields and not self._unsure:
            yield self._about(table, "A table needs at least one field.", "fields")
        seen: set[str] = set()
        fields = {cell.id for cell in table.fields}
        for cell in table.fields:
            yield from self._item(cell)
            for key in NOT_IN_A_FIELD:
                if not self._source_map.lacks(cell, key):
                    yield self._about(cell, f"{key} belongs to the table, not to a field.", key)
            if cell.id == TAKEN_BY_ROWS:
                what, remedy = (
                    f'"{cell.id}" has a meaning of its own.',
                    f'call it "{cell.id}_told".',
                )
                yield self._about(cell, what, "id", remedy=remedy)
            if cell.id in seen:
                yield self._about(cell, f'There are two fields "{shown(cell.id)}".', "id")
            for clause in cell.ask_if:
                earlier = seen if not self._unsure else fields
                if clause.question in fields and clause.question not in earlier:
                    sentence = f'"{shown(clause.question)}" is no earlier field of this table.'
                    yield self._about(cell, sentence, "ask_if", clause.question)
            seen.add(cell.id)
        yield from self._rows(table)

    def _rows(self, table: model.Rows) -> Problems:
        asked = [cell for cell in table.fields if cell.until is None]
        one_text = len(asked) == 1 and isinstance(asked[0], model.Text)
        if table.at_once and (table.for_each or not one_text) and not self._unsure:
            sentence = "at_once is for rows of one field, a text, and not with for_each."
            yield self._about(table, sentence, "at_once")
        if table.for_each is None:
            if table.only and not self._unsure:
                yield self._about(table, "only needs for_each: which rows there are.", "only")
            return
        if table.none:
            what = "With for_each the rows are known."
            yield self._about(table, what, "none", remedy="leave out none.")
        yield from self._only(table, model.built_on(table))

    def _only(self, item: model.Many | model.Rows, sources: Sequence[str]) -> Problems:
        """What alone is meant of the things picked before must be there to be picked."""
        if not self._all_unsure.isdisjoint(sources):
            return
        asked = [self._by_id.get(source) for source in sources]
        choices = [choice for one in asked for choice in getattr(one, "choices", ())]
        ordinary = [choice for choice in choices if not choice.exclusive]
        known = {word for choice in ordinary for word in (choice.id, choice.group) if word}
        for word in item.only:
            if choices and word not in known:
                near = suggested(word, known)
                what = f'"{shown(word)}" cannot be picked in "{sources[0]}".'
                cause = ("said", sources[0], word)
                yield self._about(item, what, "only", word, remedy=near).because(*cause)

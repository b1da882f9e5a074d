"""The rules that a bank is held to, as a whole and each question by itself.

Everything that it names is there, can be what it is named for, and was asked before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, Within, limits_in
from mmn_check.bank.model import Move, Number, One, Question, Rows, Section, built_on
from mmn_check.bank.problems import Problem, Problems, scalars, suggested
from mmn_check.bank.reader import BankDraft, Reference
from mmn_check.bank.records import Named, Record
from mmn_check.bank.shipped_bank import BANK_FILE
from mmn_check.bank_check.reachability import A_DATE, PossibleAnswers, possible_answers
from mmn_check.text_safety import quoted_in_a_row, safe
from mmn_check.visit.steps_of_question import CONTRADICTION
from mmn_check.visit.values import STATES

Wrong = Iterator[tuple[object, str, *tuple[str, ...]]]
"""Records that break a rule: each with what is wrong with it, and the keys that lead there."""


def broken_rules(draft: BankDraft, links: Links) -> Problems:
    """Everything that the program could not rely on; `links` knows what there is."""
    yield from links.broken(draft.references)
    yield from out_of_order(draft)
    for question in draft.bank.questions():
        yield from QuestionRules(question, draft).broken()
    wrong = chain(_wrong_sections(draft), _twice(draft), _of_the_future(draft))
    yield from starmap(draft.mistake, wrong)
    if draft.has_own_file:
        yield from _bank_file(draft)


def _bank_file(draft: BankDraft) -> Problems:
    bank, mistake, file = draft.bank, draft.mistake, draft.origins[id(draft.bank)].file
    missing = [text for text in FIXED_TEXTS if text not in bank.texts]
    mistaken = any(one.file == file for one in draft.mistakes)
    if missing and file not in draft.broken_files and (bank.texts or not mistaken):
        named = quoted_in_a_row(missing, joined="{most} and {last}")
        yield mistake(bank, f"Every bank needs the fixed text {named}.", "texts")
    visit_type = bank.by_role.get("visit_type")
    # A question that must be answered, with nothing that says what for, is told of already.
    told = draft.unsure or any(
        one.required and not (one.role or one.urgent_if) for one in bank.questions()
    )
    for idea in bank.ideas if visit_type or not told else ():
        for clause in idea.ask_if:
            wrong = visit_type is None or clause.question != visit_type.id
            if wrong and clause.question in bank.by_id:
                what = "An idea may look only at the question with the role visit_type."
                cause = () if visit_type else ("role", "visit_type")
                yield mistake(idea, what, "ask_if", clause.question, cause=cause)
    if not (draft.lost_sections or draft.unsure):  # else it may be in what could not be read
        used = {choice.group for question in bank.questions() for choice in _all_choices(question)}
        for group in (one for one in bank.groups if one not in used):
            yield mistake(bank, f'No choice is in the group "{safe(group)}".', "groups", group)


def _all_choices(question: model.Question) -> Iterator[model.Choice]:
    """The choices of a question, or of the fields of a table."""
    for item in (question, *question.cells.values()):
        yield from item.own_choices


def _wrong_sections(draft: BankDraft) -> Wrong:
    seen: set[str] = set()
    mistaken = {one.file for one in draft.mistakes}
    for section in draft.bank.sections:
        name = safe(section.id)
        if section.id in seen:
            yield section, f'There is a section "{name}" already, in an earlier file.', "section"
        elif section.id and not ID.fullmatch(section.id):
            yield (
                section,
                f'"{name}" will not do as a name: small letters, digits and _.',
                "section",
            )
        if not section.questions and draft.origins[id(section)].file not in mistaken:
            yield section, "There are no questions in this section.", "questions"
        for one in section.contradictions:
            if len({*one.questions}) < 2 or len(one.longer) not in {0, 2}:
                what = "It takes the answers to two questions to contradict each other."
                yield one, what, "longer" if one.longer else "when"
        if section.contradictions and draft.bank.texts and CONTRADICTION not in draft.bank.texts:
            what = f'Contradictions are asked about with the fixed text "{CONTRADICTION}".'
            yield section, what, "contradictions"
        seen.add(section.id)


def _twice(draft: BankDraft) -> Wrong:
    """Each id and each role that an earlier question has."""
    first: dict[tuple[str, str], Question] = {}
    for question in draft.bank.questions():
        before = first.setdefault(("id", question.id), question)
        if before is not question and question.id:
            file, table, _ = draft.origins[id(before)]
            place = f"{file.name}, line {table.line}"
            yield question, f"There is a question with this id already: {place}.", "id"
        before = first.setdefault(("role", question.role or ""), question)
        if before is not question and question.role:
            yield question, f'The question "{before.id}" has this role already.', "role"


def _of_the_future(draft: BankDraft) -> Wrong:
    """Each `since` or `until` that is no version of this bank so far."""
    bank = draft.bank
    known = f'up to this one, "{safe(bank.version)}"'
    for question in bank.questions() if bank.version else ():
        for one in (question, *question.cells.values(), *_all_choices(question)):
            for key in ("since", "until"):
                said: str = getattr(one, key, None) or ""
                if said and (model.is_later(said, bank.version) or not model.FIGURES.search(said)):
                    yield one, f'"{safe(said)}" is no version of this bank {known}.', key


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
NOT_IN_A_FIELD = (
    *("role", "required", "urgent_if", "call_if", "longest_if", "refs"),
    *("as_last_time", "anew_if", "grows_by"),
)
"""What a table's question says for all of its fields."""
TAKEN_BY_ROWS = "others"
"""What no field may be called."""


class QuestionRules:
    """The rules for one question of a draft."""

    def __init__(self, question: Question, draft: BankDraft) -> None:
        self._question = question
        self._draft = draft
        self._unsure = question.id in draft.unsure

    def broken(self) -> Problems:
        """Everything that is wrong with the question by itself."""
        question = self._question
        of_table = self._table(question) if isinstance(question, Rows) else ()
        wrong = chain(self._item(question), self._role(question), of_table)
        yield from starmap(self._draft.mistake, wrong)
        for item in (question, *question.cells.values()):
            for key in ("only", "core"):
                yield from self._not_on_offer(item, key)

    def _item(self, item: Question) -> Wrong:
        yield from self._id(item, item.id)
        match item:
            case model.Many(picked_in=str()):
                # Beside what was picked before, a list may have a choice for none of it, no other.
                for choice in item.choices:
                    if not choice.exclusive:
                        yield choice, f"{ON_OFFER}: only a none may be added.", "id"
                yield from self._names(item, item.choices)
            case model.One(picked_in=None) | model.Many() | model.Places():
                yield from self._choices(item, item.choices)
            case model.One(choices=choices) if choices:
                what = "There are choices and picked_in here: keep one of them."
                yield item, what, "picked_in"
            case model.Number(minimum=low, maximum=high) if low > high:
                yield item, "No number is that small and that large.", "maximum"
        for key in ("at_most", "at_least"):
            number = getattr(item, key, None)
            if number is not None and number < 1:
                yield item, f"{key} must be 1 or more.", key
        if isinstance(item, model.Rank) and item.at_least < 2:
            yield item, "There is nothing to put in order below 2.", "at_least"

    def _id(self, record: object, word: str) -> Wrong:
        if word and not ID.fullmatch(word):
            rule = "small letters, digits and _, a letter first, at most 40 of them."
            yield record, f'"{safe(word)}" will not do as an id: {rule}', "id"

    def _choices(self, item: Question, choices: Sequence[model.Choice]) -> Wrong:
        if sum(not choice.until for choice in choices) < 2 and not self._unsure:
            yield item, "There must be at least 2 choices.", "choices"
        yield from self._names(item, choices)
        listed = [one for one in choices if one.id not in STATES and not one.until]
        alone = [choice for choice in listed if choice.exclusive]
        for choice in alone[1:]:
            yield choice, "Only one choice can stand for none of them.", "exclusive"
        if len(alone) == 1 and listed[-1] is not alone[0]:
            yield alone[0], "The choice for none of them comes last.", "exclusive"
        if alone and isinstance(item, One):
            yield alone[0], "Where one is picked, all exclude each other.", "exclusive"

    def _names(self, item: Question, choices: Sequence[model.Choice]) -> Wrong:
        ids, labels, labels_helper = set[str](), set[str](), set[str]()
        for choice in choices:
            yield from self._id(choice, choice.id)
            yield from self._meaning(item, choice)
            helped = choice.label_helper or choice.label
            if choice.id in ids:
                yield choice, f'There are two choices "{choice.id}".', "id"
            elif choice.label.casefold() in labels:
                yield choice, f'Two choices read "{safe(choice.label)}".', "label"
            if choice.label_helper and helped.casefold() in labels_helper:
                yield choice, f'Two choices read "{safe(helped)}".', "label_helper"
            ids.add(choice.id)
            labels.add(choice.label.casefold())
            labels_helper.add(helped.casefold())
        for choice in choices:
            if choice.group in ids:
                what = f'"{choice.group}" is a choice here, so it cannot be a group.'
                yield choice, what, "group"

    def _meaning(self, item: Question, choice: model.Choice) -> Wrong:
        """What is wrong with a choice whose id means something by itself: no, none, a state."""
        name, is_one = choice.id, isinstance(item, One)
        if name in TAKEN.intersection(STATES):
            yield choice, f'"{name}" is always on offer: leave it out.', "id"
        elif name in TAKEN or (name in ONE_OF and not is_one):
            otherwise = f'call it otherwise, such as "{name}_one".'
            yield choice, f'"{name}" has a meaning of its own: {otherwise}', "id"
        if name == "none" and not (choice.exclusive or is_one or self._unsure):
            yield choice, '"none" needs exclusive: true.', "id"
        if name == "other" and not (choice.words or self._unsure):
            yield choice, '"other" needs words: what to ask then.', "id"

    def _role(self, question: Question) -> Wrong:
        if self._unsure:
            return
        wanted = ROLE_KINDS.get(question.role) if question.role else None
        if wanted and question.kind != wanted:
            yield question, f"This role is for a question of kind {wanted}.", "role"
        if question.required and question.role != "visit_type" and not question.urgent_if:
            what = "Only the visit type, and what can show the stop card, may be required."
            yield question, what, "required"
        hangs_on = {one.question for one in question.urgent_if}
        by_id = self._draft.bank.by_id
        if hangs_on and question.id not in hangs_on and hangs_on <= by_id.keys():
            what = "The stop card must hang on what is said here, among other things."
            yield question, what, "urgent_if"
        dated = any(isinstance(clause, Within) for clause in question.urgent_if)
        if question.as_last_time and (question.required or (question.urgent_if and not dated)):
            what = "What must be told before each visit cannot be as last time."
            yield question, what, "as_last_time"
        if question.anew_if and not question.as_last_time:
            yield question, "anew_if needs as_last_time: nothing else is offered again.", "anew_if"
        helpers = [one for one in question.own_choices if one.helper]
        if helpers and question.role != "informant":
            what = "helper means something only in the question with the role informant."
            yield helpers[0], what, "helper"

    def _table(self, table: Rows) -> Wrong:
        if not table.fields and not self._unsure:
            yield table, "A table needs at least one field.", "fields"
        seen: set[str] = set()
        for cell in table.fields:
            yield from self._item(cell)
            for key in NOT_IN_A_FIELD:
                if not self._draft.lacks(cell, key):
                    yield cell, f"{key} belongs to the table, not to a field.", key
            if cell.id == TAKEN_BY_ROWS:
                otherwise = f'call it "{cell.id}_told".'
                yield cell, f'"{cell.id}" has a meaning of its own: {otherwise}', "id"
            if cell.id in seen:
                yield cell, f'There are two fields "{safe(cell.id)}".', "id"
            for clause in cell.ask_if:
                if clause.question in table.cells.keys() - seen and not self._unsure:
                    what = f'"{safe(clause.question)}" is no earlier field of this table.'
                    yield cell, what, "ask_if", clause.question
            seen.add(cell.id)
        yield from self._rows(table)

    def _rows(self, table: Rows) -> Wrong:
        asked = [cell for cell in table.fields if cell.until is None]
        one_text = len(asked) == 1 and isinstance(asked[0], model.Text)
        tellable = one_text or (asked and isinstance(asked[0], model.Places))
        if table.at_once and (table.for_each or not tellable) and not self._unsure:
            yield table, AT_ONCE, "at_once"
        for key in ("only", "core"):
            if getattr(table, key) and not (table.for_each or self._unsure):
                yield table, f"{key} needs for_each: which rows there are.", key
        if table.for_each and table.none:
            yield table, "With for_each the rows are known: leave out none.", "none"

    def _not_on_offer(self, item: Question, key: str) -> Problems:
        """Each word of `only`, or `core`, that names nothing in the questions it is built on."""
        sources = built_on(item)
        if not self._draft.unsure.isdisjoint(sources):
            return
        asked = [self._draft.bank.by_id.get(source) for source in sources]
        choices = [choice for one in asked for choice in (one.own_choices if one else ())]
        ordinary = [choice for choice in choices if not choice.exclusive]
        known = {word for choice in ordinary for word in (choice.id, choice.group) if word}
        for word in getattr(item, key, ()) if choices else ():
            if word not in known:
                what = f'"{safe(word)}" cannot be picked in "{sources[0]}".'
                cause = ("said", sources[0], word)
                near = suggested(word, known)
                yield self._draft.mistake(item, what + near, key, word, cause=cause)


ON_OFFER = "What was picked before is on offer here"
AT_ONCE = (
    "at_once is for rows of one field, a text, or that begin with places, and not with for_each."
)
CALLED: Mapping[str, str] = {"text": "fixed text", "term": "word in the glossary"}
"""What is named, where it is called otherwise in a sentence."""
FIXED_TEXTS = (
    *("start", "footer", "header_note", "stop_card", "nothing_ticked", "confirm_rest"),
    *("whats_next", "helper_note"),
)
"""The texts that every bank needs: the program shows them by these names."""
COMPARING = ("<", ">", "=")
OF_BANK_FILE: tuple[Named, ...] = ("source", "text", "list")
"""What is named in other files, and stands in that of the bank."""


class Links:
    """What a draft has to be named; what could not be read is not looked for."""

    def __init__(self, draft: BankDraft) -> None:
        bank, file = draft.bank, draft.folder / BANK_FILE
        self._questions: Mapping[str, Question] = bank.by_id
        self._unsure = draft.unsure
        self._answers: dict[int, PossibleAnswers] = {}
        self.known: dict[Named, Collection[str]] = {
            "question": {*bank.by_id, *draft.unsure},
            "section": {section.id for section in bank.sections},
            "source": bank.sources,
            "text": {*bank.texts, *(FIXED_TEXTS if bank.texts else ())},
            "list": draft.lists,
        }
        """What there is, by sort; what is not listed here is not looked for."""
        unread = not draft.has_own_file or file in draft.broken_files
        mistaken = any(one.file == file for one in draft.mistakes)
        for what in OF_BANK_FILE:
            if unread or (mistaken and not self.known[what]):
                del self.known[what]
        if draft.lost_sections or "" in self.known["section"]:
            del self.known["section"]
        if draft.lost_sections and not draft.lost_questions:  # what was in it may have any id
            del self.known["question"]

    def broken(self, references: Iterable[Reference]) -> Problems:
        """Every word that names nothing, or something that will not do."""
        for one in references:
            yield from self._in_cell(one) if one.in_cell and one.said else self._anywhere(one)

    def _anywhere(self, one: Reference) -> Problems:
        known = self.known.get(one.names.what)
        if known is None:
            return
        if one.word not in known:
            called = CALLED.get(one.names.what, one.names.what)
            where = " in bank.yaml" if one.names.what == "list" else ""
            sentence = f'There is no {called} "{safe(one.word)}"{where}.'
            cause = (one.names.what, one.word) if known else (one.names.what,)
            yield one.mistake(sentence + suggested(one.word, known), cause=cause)
        elif one.names.what == "question" and one.word not in self._unsure:
            question = self._questions[one.word]
            kinds = one.names.kinds
            if kinds and question.kind not in kinds:
                wanted = f"here stands one of kind {quoted_in_a_row(kinds)}"
                yield one.mistake(f'"{one.word}" is a question of kind {question.kind}; {wanted}.')
            yield from self._words_of(one, question)

    def _in_cell(self, one: Reference) -> Problems:
        table = self._questions.get(one.question or "")
        fields = table.cells if table and one.question not in self._unsure else {}
        if one.word in fields:
            yield from self._words_of(one, fields[one.word])
        elif fields:
            near = suggested(one.word, fields)
            yield one.mistake(f'This table has no field "{safe(one.word)}".{near}')

    def _words_of(self, one: Reference, asked: Question) -> Problems:
        """Each word of a condition that cannot be said to its question."""
        possible = self.possible(asked)
        if isinstance(one.clause, Within):
            if A_DATE not in possible.words:
                yield one.mistake(f'"{one.word}" is no date, so no days can be counted from it.')
            return
        can_be_said = possible.words - {A_DATE}
        if one.said is None or one.clause is None or ANYTHING not in can_be_said:
            return  # What it takes its choices from cannot be picked from: that is told there.
        for word in scalars(one.said):
            counted = isinstance(asked, Number) and limits_in((word.value,))
            if word.value not in can_be_said and not counted:
                near = suggested(word.value, can_be_said)
                if word.value[:1] in COMPARING:
                    near = " Answers cannot be compared with less or more: ask it with choices."
                sentence = f'Nobody can answer "{one.word}" with "{safe(word.value)}".{near}'
                yield one.mistake(sentence, at=word, cause=("said", one.word, word.value))

    def possible(self, asked: Question) -> PossibleAnswers:
        """What can be said to a question, worked out once."""
        if id(asked) not in self._answers:
            self._answers[id(asked)] = possible_answers(asked, self._questions)
        return self._answers[id(asked)]


def out_of_order(draft: BankDraft) -> Problems:
    """What looks at a question that is not asked before, wherever sections are moved to."""
    yield from _too_deep(draft)
    ids = {section.id for section in draft.bank.sections}
    so_far: frozenset[str] = frozenset()
    asked_by: dict[str, frozenset[str]] = {}  # the end of a section, whatever is moved
    moved: list[tuple[Move, frozenset[str]]] = []
    for section in draft.bank.sections:
        move, at_least = section.earlier, so_far
        own = frozenset(question.id for question in section.questions)
        if move and move.after in asked_by:
            at_least = asked_by[move.after]
            for clause in move.ask_if:
                if clause.question in draft.bank.by_id.keys() - at_least:
                    yield _later(draft, move, clause.question, "ask_if", moved=True)
            together = (
                asked
                for other, asked in moved
                if other.ask_if == move.ask_if and asked_by[other.after] <= at_least
            )
            at_least = at_least.union(*together)
            moved.append((move, own))
        elif move and move.after in ids:
            sentence = f'"{safe(move.after)}" does not come before this section.'
            yield draft.mistake(move, sentence, "after")
        yield from _looks_ahead(draft, section, so_far, at_least)
        so_far |= own
        asked_by[section.id] = at_least | own


def _too_deep(draft: BankDraft) -> Problems:
    """What waits for a question that is not asked yet at its own depth."""
    by_id = draft.bank.by_id
    for question in draft.bank.questions():
        for key, name in _looks(question):
            if question.until or key in {"and_in", "anew_if", "grows_by"}:
                continue  # what was not asked then leaves an offer as it is
            if name in by_id and by_id[name].depth > question.depth:
                sentence = (
                    f'"{name}" is of depth {by_id[name].depth}, so at depth {question.depth} '
                    "this question waits in vain: give both the same depth."
                )
                yield draft.mistake(question, sentence, key, name)


def _looks_ahead(
    draft: BankDraft, section: Section, so_far: frozenset[str], at_least: frozenset[str]
) -> Problems:
    """Each look at a question that is still to be asked: here, or where the section is moved to."""
    told: set[tuple[int, str]] = set()
    for record, key, name, own in _looks_of_section(section):
        if name in draft.bank.by_id and name not in own and name not in at_least:
            if (id(record), name) not in told:
                yield _later(draft, record, name, key, moved=name in so_far)
            told.add((id(record), name))


def _looks_of_section(section: Section) -> Iterator[tuple[Record, str, str, set[str]]]:
    """What looks, under which key, at which question; and the section's own asked by then."""
    own: set[str] = set()
    for clause in section.ask_if:
        yield section, "ask_if", clause.question, own
    for question in section.questions:
        for key, name in _looks(question):
            yield question, key, name, own
        own.add(question.id)
    for one in section.contradictions:
        for name in one.questions:
            yield one, "longer" if one.longer else "when", name, own


OF_ITSELF = ("urgent_if", "call_if")
"""Under which a question may look at what is said to itself."""


def _looks(question: Question) -> Iterator[tuple[str, str]]:
    """What a question looks at, each with the key that says so."""
    for key in ("ask_if", "longest_if", "urgent_if", "call_if", "anew_if"):
        for clause in getattr(question, key):
            if clause.question != question.id or key not in OF_ITSELF:
                yield key, clause.question
    yield from (("grows_by", name) for name in question.grows_by)
    for number, name in enumerate(built_on(question)):
        key = "for_each" if isinstance(question, Rows) else "picked_in"
        yield ("and_in" if number else key), name
    for cell in question.cells.values():
        if isinstance(cell, One) and cell.picked_in:
            yield "fields", cell.picked_in


def _later(draft: BankDraft, record: Record, name: str, key: str, *, moved: bool) -> Problem:
    """That what a record looks at, under a key, is asked later."""
    if isinstance(record, model.Item) and record.id == name:
        sentence = f"This question cannot wait for itself, so leave out {key}."
        return draft.mistake(record, sentence, key, name)
    where = "here where a section is moved to its earlier place" if moved else "this"
    sentence = f'"{safe(name)}" comes later than {where}: only earlier questions can be looked at.'
    return draft.mistake(record, sentence, key, name, cause=("later", name))

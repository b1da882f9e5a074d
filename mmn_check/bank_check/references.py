"""Everything that a bank names is there, can be what it is named for, and was asked before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from mmn_check.bank.conditions import ANYTHING, Condition, Within
from mmn_check.bank.model import Bank, Item, One, Question, Rows, Section, built_on
from mmn_check.bank.nodes import FilePlace, scalars
from mmn_check.bank.problems import Problem, Problems, Reference, SourceMap, suggested
from mmn_check.bank.reader import BANK_FILE, BankDraft
from mmn_check.bank.records import Named, Record
from mmn_check.bank_check.reachability import PossibleAnswers, possible_answers
from mmn_check.text_safety import quoted_in_a_row, shown

CALLED: Mapping[Named, str] = {
    "question": "question",
    "section": "section",
    "source": "source",
    "text": "fixed text",
    "term": "word in the glossary",
    "list": "list",
}

FIXED_TEXTS = (
    "start",
    "footer",
    "header_note",
    "stop_card",
    "nothing_ticked",
    "confirm_rest",
    "whats_next",
    "helper_note",
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
            near = suggested(one.word, known)
            called = CALLED[one.names.what]
            where = " in bank.yaml" if one.names.what == "list" else ""
            what = f'There is no {called} "{shown(one.word)}"{where}.'
            cause = (one.names.what, one.word) if known else (one.names.what,)
            yield _mistake(one, one.spot, what, near, cause=cause)
        elif one.names.what == "question" and one.word not in self._unsure:
            question = self._questions[one.word]
            kinds = one.names.kinds
            if kinds and question.kind not in kinds:
                wanted = f"here stands one of kind {quoted_in_a_row(kinds)}"
                sentence = f'"{one.word}" is a question of kind {question.kind}; {wanted}.'
                yield _mistake(one, one.spot, sentence)
            yield from self._words_of(one, question)

    def _in_cell(self, one: Reference) -> Problems:
        table = self._questions.get(one.question or "")
        fields = table.cells if table and one.question not in self._unsure else {}
        if one.word in fields:
            yield from self._words_of(one, fields[one.word])
        elif fields:
            near = suggested(one.word, fields)
            yield _mistake(one, one.spot, f'This table has no field "{shown(one.word)}".', near)

    def _words_of(self, one: Reference, asked: Question) -> Problems:
        """Each word of a condition that cannot be said to its question."""
        possible = self._possible(asked)
        if isinstance(one.clause, Within):
            if not possible.dated:
                sentence = f'"{one.word}" is no date, so no days can be counted from it.'
                yield _mistake(one, one.spot, sentence)
            return
        can_be_said = possible.words
        if one.said is None or one.clause is None or ANYTHING not in can_be_said:
            return  # What it takes its choices from cannot be picked from: that is told there.
        for word in scalars(one.said):
            if word.value not in can_be_said:
                near = suggested(word.value, can_be_said)
                if word.value[:1] in COMPARING:
                    near = "Answers cannot be compared with less or more: ask it with choices."
                what = f'Nobody can answer "{one.word}" with "{shown(word.value)}".'
                yield _mistake(one, word, what, near, cause=("said", one.word, word.value))

    def _possible(self, asked: Question) -> PossibleAnswers:
        if id(asked) not in self._answers:
            self._answers[id(asked)] = possible_answers(asked, self._questions)
        return self._answers[id(asked)]


def _mistake(
    one: Reference, spot: FilePlace, what: str, remedy: str = "", *, cause: tuple[str, ...] = ()
) -> Problem:
    found = Problem(what, remedy=remedy, file=one.file, question=one.question, cause=cause)
    return found.at(spot)


MOST_MOVES = 5
"""Conditions on which sections move; with more, not every mixture of them is gone through."""


def out_of_order(bank: Bank, source_map: SourceMap) -> Problems:
    """What looks at a question that is not asked before."""
    yield from _moves_ahead(bank, source_map)
    yield from _too_deep(bank, source_map)
    found: dict[tuple[int, str], Problem] = {}
    for number, order in enumerate(_orders(bank)):
        for record, key, name in _looks_ahead(order, bank):
            mistake = _later(source_map, record, name, key, moved=number > 0)
            found.setdefault((id(record), name), mistake)
    yield from found.values()


def _moves_ahead(bank: Bank, source_map: SourceMap) -> Problems:
    ids, known = {section.id for section in bank.sections}, set(bank.by_id)
    so_far: set[str] = set()
    asked_by: dict[str, set[str]] = {}
    for section in bank.sections:
        move = section.earlier
        if move and move.after in ids - asked_by.keys():
            sentence = f'"{shown(move.after)}" does not come before this section.'
            yield source_map.mistake(move, sentence, "after")
        elif move:
            for clause in move.ask_if:
                if clause.question in known - asked_by.get(move.after, known):
                    yield _later(source_map, move, clause.question, "ask_if", moved=True)
        so_far = so_far | {question.id for question in section.questions}
        asked_by[section.id] = so_far


def _too_deep(bank: Bank, source_map: SourceMap) -> Problems:
    """What waits for a question that is not asked yet at its own depth."""
    by_id = bank.by_id
    for question in bank.questions():
        for key, name in _looks(question):
            if question.until or key in {"and_in", "anew_if"}:
                continue  # what was not asked then leaves an offer as it is
            waits = key != "grows_by"
            if waits and name in by_id and by_id[name].depth > question.depth:
                yield source_map.mistake(
                    question,
                    f'"{name}" is of depth {by_id[name].depth}, so at depth {question.depth} '
                    "this question waits in vain.",
                    *(key, name),
                    remedy="give both the same depth.",
                    question=question.id,
                )


def _orders(bank: Bank) -> Iterator[Sequence[Section]]:
    """The order of the files first, then each that the moves can bring about."""
    conditions = list(dict.fromkeys(one.earlier.ask_if for one in bank.sections if one.earlier))
    most = len(conditions)
    for size in range(most + 1) if most <= MOST_MOVES else (0, most):
        for holding in combinations(conditions, size):
            yield _order(bank, holding)


def _order(bank: Bank, holding: Sequence[Condition]) -> Sequence[Section]:
    order: list[Section] = []
    waiting = list(reversed(bank.sections))
    done: set[int] = set()
    while waiting:
        section = waiting.pop()
        if id(section) in done:
            continue
        done.add(id(section))
        order.append(section)
        moved = [
            other
            for other in bank.sections
            if other.earlier
            and other.earlier.after == section.id
            and other.earlier.ask_if in holding
        ]
        waiting += reversed(moved)
    return order


def _looks_ahead(order: Sequence[Section], bank: Bank) -> Iterator[tuple[Record, str, str]]:
    """Each look at a question that is still to be asked: what looks, under which key, at which."""
    to_come = set(bank.by_id)
    for section in order:
        looks: list[tuple[Record, str, str]] = []
        looks += [(section, "ask_if", one.question) for one in section.ask_if]
        for question in section.questions:
            looks += [(question, *look) for look in _looks(question)]
            yield from (look for look in looks if look[2] in to_come and not _of_itself(*look))
            to_come.discard(question.id)
            looks = []
        for one in section.contradictions:
            looks += [(one, "when", clause.question) for clause in one.when]
        yield from (look for look in looks if look[2] in to_come)


def _of_itself(record: Record, key: str, name: str) -> bool:
    """Whether a question looks at what is said to itself, and may."""
    return key in ("urgent_if", "call_if") and isinstance(record, Item) and record.id == name


def _looks(question: Question) -> Iterator[tuple[str, str]]:
    """What a question looks at, each with the key that says so."""
    for key in ("ask_if", "longest_if", "urgent_if", "call_if", "anew_if"):
        for clause in getattr(question, key):
            yield key, clause.question
    yield from (("grows_by", name) for name in question.grows_by)
    for number, name in enumerate(built_on(question)):
        key = "for_each" if isinstance(question, Rows) else "picked_in"
        yield ("and_in" if number else key), name
    for cell in question.cells.values():
        if isinstance(cell, One) and cell.picked_in:
            yield "fields", cell.picked_in


def _later(source_map: SourceMap, record: Record, name: str, key: str, *, moved: bool) -> Problem:
    """That what a record looks at, under a key, is asked later."""
    about = record.id if isinstance(record, Item) else None
    if about == name:
        what = f"This question cannot wait for itself, so leave out {key}."
        return source_map.mistake(record, what, key, name, question=about)
    where = "here where a section is moved to its earlier place" if moved else "this"
    what = f'"{shown(name)}" comes later than {where}.'
    remedy = "only earlier questions can be looked at."
    cause = ("later", name)
    return source_map.mistake(record, what, key, name, remedy=remedy, cause=cause, question=about)

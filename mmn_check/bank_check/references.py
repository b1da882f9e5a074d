"""Everything that a bank names is there, and can be what it is named for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mmn_check.bank.conditions import ANYTHING, Within
from mmn_check.bank.model import Bank, Question, Rows
from mmn_check.bank.problems import Problem, Problems, Spot, suggested
from mmn_check.bank.records import Named
from mmn_check.bank.source_map import Reference, scalars
from mmn_check.bank_check.possible_answers import sayings_of
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


class Links:
    """What there is to be named; `unsure` questions could not be read whole."""

    def __init__(self, bank: Bank, *, unsure: Collection[str], lists: Collection[str] = ()) -> None:
        self._questions: Mapping[str, Question] = bank.by_id
        self._unsure = unsure
        self._words: dict[int, frozenset[str]] = {}
        self._tables: dict[str, Mapping[str, Question]] = {}
        self.known: dict[Named, Collection[str]] = {
            "question": {*bank.by_id, *unsure},
            "section": {section.id for section in bank.sections},
            "source": bank.sources,
            "text": {*bank.texts, *(FIXED_TEXTS if bank.texts else ())},
            "list": lists,
        }
        """What there is, by sort; what is not listed here is not looked for."""

    def broken(self, references: list[Reference]) -> Problems:
        """Every word that names nothing, or something that will not do."""
        for one in references:
            if one.in_cell and one.said:
                yield from self._in_cell(one)
            else:
                yield from self._anywhere(one)

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
        fields = {} if one.question in self._unsure else self._fields(one.question or "")
        if one.word in fields:
            yield from self._words_of(one, fields[one.word])
        elif fields:
            near = suggested(one.word, fields)
            yield _mistake(one, one.spot, f'This table has no field "{shown(one.word)}".', near)

    def _fields(self, table: str) -> Mapping[str, Question]:
        if table not in self._tables:
            question = self._questions.get(table)
            fields = question.fields if isinstance(question, Rows) else ()
            self._tables[table] = {cell.id: cell for cell in fields}
        return self._tables[table]

    def _words_of(self, one: Reference, asked: Question) -> Problems:
        """Each word of a condition must be one that can be said there."""
        if isinstance(one.clause, Within):
            if not sayings_of(asked, self._questions).dated:
                sentence = f'"{one.word}" is no date, so no days can be counted from it.'
                yield _mistake(one, one.spot, sentence)
            return
        if one.said is None or one.clause is None:
            return
        can_be_said = self._words_for(asked)
        if ANYTHING not in can_be_said:
            return  # What it takes its choices from cannot be picked from: that is told there.
        for word in scalars(one.said):
            if word.value not in can_be_said:
                near = suggested(word.value, can_be_said)
                if word.value[:1] in COMPARING:
                    near = "Answers cannot be compared with less or more: ask it with choices."
                what = f'Nobody can answer "{one.word}" with "{shown(word.value)}".'
                yield _mistake(one, word, what, near, cause=("said", one.word, word.value))

    def _words_for(self, asked: Question) -> frozenset[str]:
        if id(asked) not in self._words:
            self._words[id(asked)] = sayings_of(asked, self._questions).words()
        return self._words[id(asked)]


def _mistake(
    one: Reference, spot: Spot, what: str, remedy: str = "", *, cause: tuple[str, ...] = ()
) -> Problem:
    found = Problem(what, remedy=remedy, file=one.file, question=one.question, cause=cause)
    return found.at(spot)

"""What a question of a bank needs before it is asked, its own condition and what it builds on."""

from __future__ import annotations

from collections.abc import Sequence

from mmn_check.domain.bank import Bank
from mmn_check.domain.conditions import ANYTHING, AnyOf, Clause, Condition, Within
from mmn_check.domain.questions import Many, One, Places, Question, Rank, Rows, Simple, built_on
from mmn_check.output.fhir.conditions import (
    ALWAYS,
    CELLS,
    IN_ROW,
    SKIPPED,
    Aim,
    Need,
    Place,
    enabled_when,
    expression_of,
    picked_at,
)
from mmn_check.output.fhir.names import Json, link_id
from mmn_check.output.fhir.options import ends_of, options_of


def enabled_if(bank: Bank, condition: Condition) -> Json:
    """The elements that say when a section, or a text that a condition shows, is enabled."""
    return enabled_when([_need(bank, clause) for clause in condition])


def question_enabled(bank: Bank, question: Question) -> Json:
    """The elements that say when a question is enabled."""
    needs, counted = _own_needs(bank, question)
    return enabled_when(needs, also=counted)


def _own_needs(bank: Bank, question: Question) -> tuple[list[Need], list[str]]:
    clauses, counted = _picks(bank, question)
    wanted = dict.fromkeys((*question.ask_if, *clauses))
    return [_need(bank, clause) for clause in wanted], counted


def _is_asked(bank: Bank, question: Question) -> str:
    """In FHIRPath, whether a question is enabled, its section's condition included."""
    section = next(one for one in bank.sections if question in one.questions)
    needs, counted = _own_needs(bank, question)
    return expression_of([*(_need(bank, one) for one in section.ask_if), *needs], also=counted)


def cell_enabled(bank: Bank, table: Rows, cell: Simple) -> Json:
    """The elements that say when a cell is enabled: by its row, and what it is picked from."""
    in_row = [_cell_need(bank, table, clause) for clause in cell.ask_if]
    clauses, counted = _picks(bank, cell)
    return enabled_when([*in_row, *(_need(bank, one) for one in clauses)], also=counted)


def cell_link(table: Rows, cell: Simple) -> str:
    """The item of a cell, in every row."""
    return link_id((table.id, "row", "", cell.id))


def _picks(bank: Bank, item: Question) -> tuple[list[Clause], list[str]]:
    """What must have been picked before: anything at all, or so many things."""
    match item:
        case Rows(for_each=str(source), only=only):
            return [AnyOf(question=source, words=only or (ANYTHING,))], []
        case Many(picked_in=str(), only=only) if only or item.and_in:
            return [], [_enough(bank, item, 1)]
        case Many(picked_in=str(source)):
            return [AnyOf(question=source, words=(ANYTHING,))], []
        case One(picked_in=str(source), at_least=1):
            return [AnyOf(question=source, words=(ANYTHING,))], []
        case One(picked_in=str(), at_least=least) | Rank(at_least=least):
            return [], [_enough(bank, item, least)]
        case _:
            return [], []


def _enough(bank: Bank, item: Question, least: int) -> str:
    """Whether so much was picked in all, in FHIRPath."""
    counts = " + ".join(_count(bank, source, item) for source in built_on(item))
    return f"{counts} >= {least}"


def _count(bank: Bank, source: str, item: Question) -> str:
    question = bank.by_id[source]
    picks = picked_at(Place(link=source, options=options_of(bank, question, source)))
    if isinstance(question, Places) and not isinstance(item, One):
        picks = f"{picks}.select(iif(contains('.'), substring(0, indexOf('.')), $this)).distinct()"
    if isinstance(item, Many) and item.only:
        meant = [one.code for one in options_of(bank, item, item.id) if not one.alone]
        meant_ones = " | ".join(f"'{one}'" for one in meant)
        picks = f"{picks}.where($this in ({meant_ones}))"
    return f"{picks}.count()"


def _need(bank: Bank, clause: Clause) -> Need:
    question = bank.by_id[clause.question]
    if not isinstance(question, Rows):
        options = options_of(bank, question, question.id)
        skipped = not isinstance(clause, Within) and SKIPPED in clause.words
        asked = _is_asked(bank, question) if skipped else ALWAYS
        place = Place(link=question.id, options=options, asked=asked)
        return Need(clause=clause, aim=Aim(places=(place,)))
    end = f"{question.id}.end"
    ends = [] if question.for_each else [Place(link=end, options=ends_of(bank, question, end))]
    cells = _cells(bank, question, question.fields, within=CELLS)
    return Need(clause=clause, aim=Aim(places=(*cells, *ends), repeats=True))


def _cell_need(bank: Bank, table: Rows, clause: Clause) -> Need:
    fields = [cell for cell in table.fields if cell.id == clause.question]
    return Need(clause=clause, aim=Aim(places=_cells(bank, table, fields, within=IN_ROW)))


def _cells(bank: Bank, table: Rows, fields: Sequence[Simple], *, within: str) -> tuple[Place, ...]:
    return tuple(
        Place(
            link=cell_link(table, cell),
            options=options_of(
                bank, cell, cell_link(table, cell), names_row=names_row(table, cell)
            ),
            within=within,
        )
        for cell in fields
    )


def names_row(table: Rows, cell: Simple) -> bool:
    """Whether a cell says what its row is about."""
    return table.for_each is None and cell == table.fields[0]

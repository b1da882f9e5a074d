"""Two visits made into what differs between them, question by question."""

from __future__ import annotations

from collections.abc import Iterator

from mmn_check.domain.bank import Bank
from mmn_check.domain.changing.found import Change, Difference, Kind, Said
from mmn_check.domain.changing.parts import NOT_ASKED, At, differences, said_at
from mmn_check.domain.changing.tables import (
    is_reordered,
    row_differences,
    said_of_table,
    table_differences,
)
from mmn_check.domain.plain_data.writing import each_misfit, in_one_line
from mmn_check.domain.questions import Question, Rows
from mmn_check.domain.summing.told import Told
from mmn_check.domain.summing.wording import own_words
from mmn_check.domain.visit import Visit


def changes_between(bank: Bank, was: Visit, now: Visit) -> tuple[Change, ...]:
    """What differs, in the order of the bank; answers of closed branches do not count.

    Questions and choices are the same by their ids, whatever their wording was.
    """
    before, after = (Told(bank, one, today=one.started.date()) for one in (was, now))
    return tuple(_changes(before, after))


def _changes(was: Told, now: Told) -> Iterator[Change]:
    for section in now.bank.sections:
        for question in section.questions:
            if _fits(was, now, question.id):
                change = _change(was, now, question, section=section.id)
            else:
                change = _unfit(was, now, question.id, section=section.id)
            yield from [change] if change else []
    for name in dict.fromkeys((*was.visit.misfits, *now.visit.misfits)):
        change = None if name in now.bank.by_id else _unfit(was, now, name, section=None)
        yield from [change] if change else []


def _fits(was: Told, now: Told, question: str) -> bool:
    return question not in was.visit.misfits and question not in now.visit.misfits


def _change(was: Told, now: Told, question: Question, *, section: str) -> Change | None:
    whole = At(was, (question.id,)), At(now, (question.id,))
    if not isinstance(question, Rows):
        parts = tuple(differences(*whole))
        if not parts:
            return None
        kind = _kind(said_at(whole[0]), said_at(whole[1]), parts)
        return Change(question=question.id, section=section, kind=kind, parts=parts)
    parts = tuple(table_differences(was, now, question))
    rows = tuple(row_differences(was, now, question))
    reordered = is_reordered(was, now, question)
    if not (parts or rows or reordered):
        return None
    return Change(
        question=question.id,
        section=section,
        kind=_kind(said_of_table(was, question), said_of_table(now, question), parts),
        parts=parts,
        rows=rows,
        reordered=reordered,
    )


def _kind(was: Said, now: Said, parts: tuple[Difference, ...]) -> Kind:
    if NOT_ASKED in (was, now):
        return "not_asked_then" if was == NOT_ASKED else "not_asked_now"
    if parts and _is_unoffered(parts):
        return "not_offered_then" if parts[0].not_offered_then else "not_offered_now"
    if was.has_value != now.has_value:
        return "now_answered" if now.has_value else "no_longer_answered"
    return "changed"


def _is_unoffered(parts: tuple[Difference, ...]) -> bool:
    """Whether nothing differs but a pick that the bank had on offer at one visit only."""
    first, *others = parts
    unoffered = first.not_offered_then or first.not_offered_now
    picked_too = first.new or first.gone or first.turned
    return bool(unoffered) and not picked_too and all(one.key[-1] == "others" for one in others)


def _unfit(was: Told, now: Told, question: str, *, section: str | None) -> Change | None:
    """What cannot be compared, as it no longer fits the bank; nothing if both say the same."""
    before, after = (one.visit.misfits.get(question) for one in (was, now))
    known = now.bank.by_id.get(question)
    if before == after and (known is None or _change(was, now, known, section="") is None):
        return None
    difference = Difference(
        key=(question,),
        asked=known.ask if known else question,
        was=_kept(was, question),
        now=_kept(now, question),
    )
    return Change(question=question, section=section, kind="unfit", parts=(difference,))


def _kept(told: Told, question: str) -> Said:
    """An answer as it once was written, or as it stands."""
    if question in told.visit.misfits:
        lines = map(in_one_line, each_misfit(told.visit.misfits[question]))
        return Said(standing="unfit", things=tuple(own_words(one, quotes=True) for one in lines))
    known = told.bank.by_id.get(question)
    if known is None:
        return NOT_ASKED
    if isinstance(known, Rows):
        return said_of_table(told, known)
    return said_at(At(told, (question,)))

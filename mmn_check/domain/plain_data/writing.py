"""A visit's answers as plain data, as they are kept on disk and may be written by hand."""

from __future__ import annotations

from mmn_check.domain.bank import Bank
from mmn_check.domain.flow import course_of
from mmn_check.domain.plain_data.entries import Plain, Unsaid, put_together
from mmn_check.domain.plain_data.stored import STATES, plain_of
from mmn_check.domain.visit import Key, Visit

CLOSED, UNFIT = "set aside", "no longer fits"
"""Tell apart, where one question has both, answers of a closed branch and misfits."""


def to_plain(bank: Bank, visit: Visit) -> dict[str, Plain]:
    """Everything said, under answers, not_sure, skipped, declined and set_aside."""
    live, closed = _by_question(bank, visit)
    written: dict[str, Plain] = {"answers": {}, **{state: [] for state in STATES}, "set_aside": {}}
    for name, leaves in live.items():
        match list(leaves.items()):
            case [((_,), Unsaid(state))]:
                written[state].append(name)
            case _:
                written["answers"][name] = put_together(bank.by_id[name], leaves, live=True)
    for name, leaves in closed.items():
        written["set_aside"][name] = put_together(bank.by_id[name], leaves, live=False)
    for name, misfit in visit.misfits.items():
        if name in closed:
            both = {CLOSED: written["set_aside"][name], UNFIT: each_misfit(misfit)}
            written["set_aside"][name] = both
        else:
            written["set_aside"][name] = misfit
    return written


def notes_of(visit: Visit) -> dict[str, Plain]:
    """What was said beside answers, by the answer's key with dots between its parts."""
    return {".".join(key): answer.note for key, answer in visit.answers.items() if answer.note}


_Leaves = dict[str, dict[Key, Plain]]


def _by_question(bank: Bank, visit: Visit) -> tuple[_Leaves, _Leaves]:
    """The answers that count and those of closed branches, each in the order of the bank."""
    counts = course_of(bank, visit).answers
    order = {name: place for place, name in enumerate(bank.by_id)}
    live: _Leaves = {}
    closed: _Leaves = {}
    for key in sorted(visit.answers, key=lambda key: order[key[0]]):
        leaves = live if key in counts else closed
        leaves.setdefault(key[0], {})[key] = plain_of(visit.answers[key])
    return live, closed


def each_misfit(misfit: Plain) -> list[Plain]:
    """The misfits of one question, each as it once was written."""
    several = misfit.get(UNFIT) if isinstance(misfit, dict) and len(misfit) == 1 else None
    return several if isinstance(several, list) else [misfit]


def in_one_line(content: Plain) -> str:
    """Plain data as a person may read it."""
    match content:
        case Unsaid(state):
            return in_one_line(state)
        case dict():
            return ", ".join(f"{name}: {in_one_line(one)}" for name, one in content.items())
        case list():
            return ", ".join(map(in_one_line, content))
        case _:
            return " ".join(str(content).split())

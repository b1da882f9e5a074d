"""The parts of a page line, filled with what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from mmn_check.bank.layout import Count, Each, Extent, Fixed, Part, Run, Say, Urgent, Weakness
from mmn_check.summary.printed import ABOUT
from mmn_check.summary.summing.drafts import Draft, said_at_once
from mmn_check.summary.summing.saying import Drafts, day_words, looked_at, origins_of, say
from mmn_check.summary.summing.tabling import count, each
from mmn_check.summary.summing.told import Told
from mmn_check.summary.summing.weakness import weakness
from mmn_check.summary.summing.wording import fill, words


def drafts_of(told: Told, part: Part) -> Drafts:
    """The sentences of a part; none where it has nothing to say."""
    if not told.holds(part.ask_if):
        return ()
    opened_by = frozenset(looked_at(part.ask_if))
    return tuple(
        one if opened_by <= one.origins else replace(one, origins=one.origins | opened_by)
        for one in _drafts(told, part)
    )


def _drafts(told: Told, part: Part) -> Drafts:
    match part:
        case Say():
            return say(told, part)
        case Each():
            return each(told, part)
        case Count():
            return count(told, part)
        case Weakness():
            return weakness(told, part)
        case Run():
            return _run(told, part)
        case Urgent():
            return _urgent(told, part)
        case Fixed():
            return _fixed(told, part)
        case Extent():
            return _extent(told, part)
        case _:
            assert_never(part)


def lines_of(told: Told, parts: Iterable[Part]) -> tuple[Drafts, ...]:
    """A layout line as lines of drafts: rows that are listed begin lines of their own."""
    lines: list[Drafts] = []
    flowing: Drafts = ()
    for part in parts:
        drafts = drafts_of(told, part)
        if isinstance(part, Each) and part.listed:
            lines += [flowing, *((draft,) for draft in drafts)]
            flowing = ()
        else:
            flowing += drafts
    return tuple(line for line in (*lines, flowing) if line)


def _run(told: Told, part: Run) -> Drafts:
    drafts = [draft for one in part.parts for draft in say(told, one)]
    if not drafts:
        return ()
    origins = frozenset(looked_at(part.ask_if)).union(
        *(origins_of(told, one) for one in part.parts)
    )
    return (replace(said_at_once(tuple(drafts), between=part.join), origins=origins),)


def _urgent(told: Told, part: Urgent) -> Drafts:
    questions = [one.question for one in part.parts]
    origins = frozenset({*questions, *looked_at(*(told.kind(one).urgent_if for one in questions))})
    calling = [one for one in part.parts if one.question in told.course.urgent]
    drafts = [draft for one in calling for draft in drafts_of(told, one)]
    if not calling:
        if told.state(questions[0]) == "not_asked":
            return ()
        parts = fill(part.nothing, lambda name: words(day_words(told, name)))
        return (Draft(parts=parts, origins=origins),)
    times = [told.visit.urgent_shown.get(one.question) for one in calling]
    if seen := [time for time in times if time]:
        shown = fill(part.shown, lambda _: words(_time_words(min(seen))))
        drafts.append(Draft(parts=shown, origins=origins))
    return tuple(replace(draft, origins=draft.origins | origins) for draft in drafts if draft.parts)


def _time_words(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"


def _fixed(told: Told, part: Fixed) -> Drafts:
    text = told.bank.texts[part.text].text.strip()
    for day in ("made", "asked"):
        text = text.replace(f"{{{day}}}", day_words(told, day))
    return (Draft(parts=words(text), origins=frozenset({part.text}), stop=False),)


def _extent(told: Told, part: Extent) -> Drafts:
    """How far the questions went; that rests on all of them, and on none."""
    said = {1: part.short, 2: part.core, 3: ""}[told.visit.depth]
    texts = [said, part.unfinished if told.course.next_step() else ""]
    origins = frozenset({ABOUT})
    return tuple(Draft(parts=words(text), origins=origins) for text in texts if text)

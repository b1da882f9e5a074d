"""`bank compare`: what is otherwise in a bank's later version, and what becomes of old visits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from mmn_check.authoring.sheet import KINDS, condition_in_words, text
from mmn_check.bank.model import Bank, Question, Rows, is_later

WORDED = {
    "title": "title",
    "ask": "question",
    "ask_helper": "question to a helper",
    "help": "help",
    "why": "reason",
    "clinical": "clinical name",
    "lowest": "lowest",
    "highest": "highest",
    "unit": "unit",
    "row": "name of a row",
    "none": "name of none",
    "label": "choice",
    "words": "follow-up",
}
"""The texts that are told when they change, by their keys."""
CONDITIONS = {
    "ask_if": "asked",
    "longest_if": "only when everything is asked",
    "urgent_if": "stop card",
    "call_if": "call the office",
    "anew_if": "asked anew",
}
TOLD = {
    *WORDED,
    *CONDITIONS,
    *("id", "kind", "depth", "since", "until", "choices", "fields", "questions"),
    *("version", "texts", "sections", "diary", "glossary"),
}
"""What has lines of its own."""
EMPTY = ("never", "always")
"""What it comes to where no condition is given: for a card, and for a question."""
KEPT_UNREAD = "Old answers stay in their files, and are not read any more"
COUNT_STILL = "Old answers that counted still count."


def changes_in_bank(old: Bank, new: Bank) -> Iterator[str]:
    """Lines about everything that is otherwise: sections, questions, choices, texts, versions."""
    whole = old.with_diary, new.with_diary
    yield f"From {text(old.id)} {text(old.version)} to {text(new.id)} {text(new.version)}"
    yield from _versions(old, new)
    lines = [*_sections(*whole), *_questions(*whole), *_texts(old, new)]
    lines += _changed("bank", old, new, whole)
    yield from lines or ["Nothing is otherwise in what is asked."]


def _versions(old: Bank, new: Bank) -> Iterator[str]:
    if old.id != new.id:
        yield "These are two banks, not two versions of one: neither reads visits to the other."
    elif not is_later(new.version, old.version):
        yield (
            "The version is no later one: raise it. Only then does an old answer go on counting "
            "whose question is asked on another condition now."
        )


def _side_by_side(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Each name with what it stood and stands for, or None: first what is gone, in its order."""
    yield from ((name, one, None) for name, one in was.items() if name not in now)
    yield from ((name, was.get(name), one) for name, one in now.items())


def _sections(old: Bank, new: Bank) -> Iterator[str]:
    was, now = ({one.id: one for one in bank.sections} for bank in (old, new))
    for name, before, after in _side_by_side(was, now):
        called = f"section {text(name)}"
        if after is None:
            yield f"- {called}: removed"
        elif before is None:
            yield f"+ {called}: added, “{text(after.title)}”"
        else:
            yield from _changed(called, before, after, (old, new))
            if _reordered(*([one.id for one in part.questions] for part in (before, after))):
                yield f"~ {called}: its questions stand in another order"
    if _reordered(list(was), list(now)):
        yield f"~ order of the sections: {', '.join(map(text, now))}"


def _reordered(was: Sequence[str], now: Sequence[str]) -> bool:
    """Whether what is in both stands otherwise."""
    return [one for one in was if one in now] != [one for one in now if one in was]


def _questions(old: Bank, new: Bank) -> Iterator[str]:
    for name, before, after in _side_by_side(old.by_id, new.by_id):
        if after is None:
            yield f"- {text(name)}: removed, “{text(before.ask)}”. {KEPT_UNREAD}."
            if not before.until:
                yield "    Left in its place with until: VERSION, it is asked no more, but told."
        elif before is None:
            said = f"added ({KINDS[after.kind]}), “{text(after.ask)}”. Old visits lack it."
            yield f"+ {text(name)}: {said}"
        else:
            yield from _question(text(name), before, after, (old, new))
            section = new.section_of[name].id
            if old.section_of[name].id != section:
                yield f"~ {text(name)}: moved to section {text(section)}"


def _question(name: str, was: Question, now: Question, banks: tuple[Bank, Bank]) -> Iterator[str]:
    """What is otherwise in a question, or in a field of a table."""
    if was.kind != now.kind:
        yield (
            f"~ {name}: was {KINDS[was.kind]}, is {KINDS[now.kind]}. {KEPT_UNREAD} where they "
            "do not fit: better give it a new id."
        )
        return
    yield from _changed(name, was, now, banks)
    if now.until and not was.until:
        yield f"~ {name}: no longer asked, since {text(now.until)}. Old answers are still told."
    yield from _choices(name, was, now, banks)
    if isinstance(was, Rows) and isinstance(now, Rows):
        yield from _cells(name, was, now, banks)


def _cells(name: str, was: Rows, now: Rows, banks: tuple[Bank, Bank]) -> Iterator[str]:
    for cell, before, after in _side_by_side(was.cells, now.cells):
        called = f"{name}, field {text(cell)}"
        if after is None:
            yield f"- {called}: removed. {KEPT_UNREAD}."
        elif before is None:
            yield f"+ {called}: added, “{text(after.ask)}”. Old rows lack it."
        else:
            yield from _question(called, before, after, banks)


def _choices(name: str, was: Question, now: Question, banks: tuple[Bank, Bank]) -> Iterator[str]:
    choices = ({choice.id: choice for choice in one.own_choices} for one in (was, now))
    for one, before, after in _side_by_side(*choices):
        called = f"{name}: choice {text(one)}"
        if after is None:
            yield f"- {called} (“{text(before.label)}”) removed. {KEPT_UNREAD} where they hold it."
        elif before is None:
            since = "" if after.since else " With since: it counts as no news at a later visit."
            yield f"+ {called} (“{text(after.label)}”) added.{since}"
        else:
            yield from _changed(f"{name}, choice {text(one)}", before, after, banks)
            if after.until and not before.until:
                yield f"~ {called} is no longer offered. Old answers are still told."


def _changed(name: str, was: Any, now: Any, banks: tuple[Bank, Bank]) -> Iterator[str]:
    """What is otherwise in a record: its texts, conditions and depth; the other keys by name."""
    rest = []
    known = [one.name for one in fields(now)]
    for key in dict.fromkeys((*WORDED, *CONDITIONS, *known)):
        before, after = getattr(was, key, None), getattr(now, key, None)
        if before == after:
            continue
        if called := WORDED.get(key):
            yield f"~ {name}: {called} reworded, “{text(before or '')}” to “{text(after or '')}”"
        elif called := CONDITIONS.get(key):
            told = [
                f"if {condition_in_words(one, bank)}" if one else EMPTY[key == "ask_if"]
                for one, bank in zip((before, after), banks, strict=True)
            ]
            later = is_later(banks[1].version, banks[0].version)
            still = f" {COUNT_STILL}" if key == "ask_if" and later else ""
            yield f"~ {name}: {called} {told[0]}; now {told[1]}.{still}"
        elif key == "depth":
            yield f"~ {name}: was of depth {before}, is of depth {after}"
        elif key not in TOLD:
            rest.append(key)
    if rest:
        yield f"~ {name}: otherwise, too: {', '.join(rest)}"


def _texts(old: Bank, new: Bank) -> Iterator[str]:
    """The fixed texts, which are safety wording."""
    for name, before, after in _side_by_side(old.texts, new.texts):
        if after is None:
            yield f"- text {text(name)}: removed"
        elif before is None:
            yield f"+ text {text(name)}: added, “{text(after.text)}”"
        elif before.text != after.text:
            reworded = f"“{text(before.text)}” to “{text(after.text)}”"
            yield f"~ text {text(name)}: reworded, {reworded}"

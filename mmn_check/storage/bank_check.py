"""`bank check`: every mistake in a question bank at once, or what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from mmn_check.domain.bank import Term
from mmn_check.domain.questions import Depth
from mmn_check.storage.bank_files import GLOSSARY_FILE, Glossary, shipped_bank
from mmn_check.storage.bank_reading.draft import Draft, read_draft
from mmn_check.storage.bank_reading.shapes import Record
from mmn_check.storage.bank_rules.never_say import NeverSay, said_after_all
from mmn_check.storage.bank_rules.pages import misprinted
from mmn_check.storage.bank_rules.plain_words import grades_of, hard_to_follow
from mmn_check.storage.bank_rules.reachable import unreachable
from mmn_check.storage.bank_rules.whole import apart, broken_rules, links_of
from mmn_check.storage.mistakes import MOST, Mistake, in_order

NEVER_SAY_FILE = "never_say.yaml"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What is in a bank."""

    name: str
    sections: int
    questions: int
    by_depth: Mapping[Depth, int]
    grades: Mapping[str, float]
    """The reading grade of each section."""

    def __str__(self) -> str:
        """As one line."""
        depths = ", ".join(f"{self.by_depth[depth]} of depth {depth}" for depth in (1, 2, 3))
        grades = ", ".join(f"{section} {grade:.1f}" for section, grade in self.grades.items())
        return (
            f"{self.name}: {self.sections} sections, {self.questions} questions ({depths}); "
            f"reading grade by section: {grades}."
        )


@dataclass(frozen=True, kw_only=True)
class Report:
    """Every mistake in the order of the files, or the figures if there are none."""

    mistakes: tuple[Mistake, ...]
    figures: Figures | None


def check_bank(folder: Path) -> Report:
    """Read everything in a bank's folder, and hold it against every rule."""
    draft = read_draft(folder)
    mistakes = in_order(draft.mistakes if draft.gave_up else _everything(draft))
    figures = None if mistakes else _figures(draft)
    if len(mistakes) > MOST:
        sentence = f"There are more mistakes than these {MOST}: put these right first."
        more = Mistake(file=folder, line=0, column=0, sentence=sentence)
        mistakes = (*mistakes[:MOST], more)
    return Report(mistakes=mistakes, figures=figures)


def _everything(draft: Draft) -> list[Mistake]:
    """Every mistake, those left out that only follow from others."""
    glossary = _glossary(draft)
    never = _never_say(draft)
    links = links_of(draft)
    if glossary is not None:
        links.known["term"] = {term.word for term in glossary}
    told = glossary or ()
    bank, notes = draft.bank, draft.notes
    broken = list(islice(apart(broken_rules(draft, links), draft.mistakes), MOST))
    proved = apart(unreachable(bank, notes, unsure=draft.unsure()), broken)
    found = chain(
        misprinted(draft),
        hard_to_follow(bank, told, notes=notes),
        said_after_all(never, bank, told, notes=notes),
    )
    rest = chain(proved, apart(found, draft.mistakes))
    return [*draft.mistakes, *broken, *islice(rest, MOST + 1)]


def _glossary(draft: Draft) -> tuple[Term, ...] | None:
    """The words of the glossary; None if its file could not be read."""
    path = draft.folder / GLOSSARY_FILE
    if not path.exists():
        return ()
    glossary: Glossary | None = draft.read(path, Record(Glossary))
    return glossary.words if glossary else None


def _never_say(draft: Draft) -> NeverSay:
    """The bank's own words that are never said, or those of the shipped bank."""
    path = draft.folder / NEVER_SAY_FILE
    own = draft.read(path, Record(NeverSay)) if path.exists() else None
    if own is None:
        shipped = Draft(folder=shipped_bank())
        of_shipped = shipped.read(shipped.folder / NEVER_SAY_FILE, Record(NeverSay))
        own = NeverSay(parts=of_shipped.parts, words=of_shipped.words)
    return own


def _figures(draft: Draft) -> Figures:
    bank = draft.bank
    questions = list(bank.questions())
    return Figures(
        name=f"{bank.id} {bank.version}",
        sections=len(bank.sections),
        questions=len(questions),
        by_depth=Counter(question.depth for question in questions),
        grades=grades_of(bank),
    )

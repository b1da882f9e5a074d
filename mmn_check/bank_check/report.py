"""`bank check`: every mistake in a question bank at once, or what is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path

from mmn_check.bank.catalogs import ENDING, CatalogEntry, entries_in, languages_in
from mmn_check.bank.model import Depth, Many, One, Places, Question, Term, built_on
from mmn_check.bank.problems import (
    MOST,
    Findings,
    Problem,
    Problems,
    SourceMap,
    TooManyError,
    in_order,
)
from mmn_check.bank.reader import GLOSSARY_FILE, BankDraft, read_draft
from mmn_check.bank.records import Record
from mmn_check.bank.texts import BankText, all_texts
from mmn_check.bank_check.checked_bank import at_new_places, broken_rules, questions_of
from mmn_check.bank_check.layout import layout_mistakes, layout_notes
from mmn_check.bank_check.plain_language import (
    LONGEST_LABEL,
    NeverSay,
    forbidden_words,
    grades_of,
    hard_to_follow,
    never_say,
)
from mmn_check.bank_check.reachability import shown_late, unreachable
from mmn_check.bank_check.references import Links
from mmn_check.text_safety import shown


class Figures(Record):
    """What is in a bank."""

    name: str
    sections: int
    questions: int
    by_depth: Mapping[Depth, int]
    grades: Mapping[str, float]
    """The reading grade of each section."""
    diary: int
    """How many questions the diary has."""
    languages: tuple[str, ...]
    """Other languages in which all of it can be said."""

    def __str__(self) -> str:
        """As one line."""
        depths = ", ".join(f"{self.by_depth[depth]} of depth {depth}" for depth in (1, 2, 3))
        grades = ", ".join(f"{section} {grade:.1f}" for section, grade in self.grades.items())
        also = f"; whole in {', '.join(self.languages)}" if self.languages else ""
        diary = f"; a diary of {self.diary} questions" if self.diary else ""
        return (
            f"{self.name}: {self.sections} sections, {self.questions} questions ({depths})"
            f"{diary}{also}; reading grade by section: {grades}."
        )


class Report(Record):
    """Every mistake and note in the order of the files; the figures if there is no mistake."""

    mistakes: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    figures: Figures | None


def check_bank(folder: Path) -> Report:
    """Read everything in a bank's folder, and hold it against every rule."""
    draft = read_draft(folder, diary=True)
    gave_up = draft.gave_up
    glossary = None if gave_up else draft.glossary()
    found = in_order(draft.mistakes if gave_up else _all_mistakes(draft, glossary))
    mistakes = tuple(one for one in found if one.level == "mistake")
    notes = in_order([*draft.remarks, *(one for one in found if one.level == "note")])
    figures = None if mistakes else _figures(draft, glossary or (), notes)
    if len(mistakes) > MOST:
        what = f"There are more mistakes than these {MOST}."
        more = Problem(what, remedy="put these right first.", file=folder)
        mistakes = (*mistakes[:MOST], more)
    return Report(mistakes=mistakes, notes=notes, figures=figures)


def _all_mistakes(draft: BankDraft, glossary: tuple[Term, ...] | None) -> list[Problem]:
    """Every mistake. If a question lacks its id, one unknown id is taken to be it, and not told."""
    found = _mistakes_found(draft, glossary)
    unknown = [one for one in found if one.cause[:1] == ("question",)]
    if "" in draft.bank.by_id and len({one.cause[1] for one in unknown}) == 1:
        return [one for one in found if one not in unknown]
    return found


def _mistakes_found(draft: BankDraft, glossary: tuple[Term, ...] | None) -> list[Problem]:
    """Every mistake, those left out that only follow from others."""
    has_glossary = (draft.folder / GLOSSARY_FILE).exists()
    never = never_say(draft)
    links = Links(draft)
    words = {term.word for term in glossary or ()}
    mistaken = any(one.file.name == GLOSSARY_FILE for one in draft.mistakes)
    if glossary is not None and has_glossary and not (mistaken and words <= {""}):
        links.known["term"] = words
    told = glossary or ()
    bank, source_map = draft.bank, draft.source_map
    broken = list(islice(at_new_places(broken_rules(draft, links), draft.mistakes), MOST))
    lacking = {one.id for one in bank.questions() if _lacks_choices(one)}
    unsure = draft.unsure | lacking
    proved = at_new_places(unreachable(bank, source_map, unsure=unsure), broken)
    texts = tuple(all_texts(bank, told))
    where = partial(_where_said, source_map)
    whole = not (draft.mistakes or broken)
    found = chain(
        () if has_glossary else _without_glossary(draft),
        layout_mistakes(draft, questions_of(broken)),
        layout_notes(draft),
        hard_to_follow(bank, told, source_map=source_map),
        forbidden_words(never, texts, mistake=where, source_map=source_map, whole=whole),
        shown_late(draft),
        _in_other_languages(draft, texts),
    )
    rest = chain(proved, at_new_places(found, draft.mistakes))
    return [*draft.mistakes, *broken, *islice(rest, MOST + 1)]


def _where_said(source_map: SourceMap, said: BankText, what: str, remedy: str) -> Problem:
    """A mistake where a text stands in the bank's files."""
    question = said.owner[1] if said.owner and said.owner[0] == "question" else None
    return source_map.mistake(said.record, what, *said.keys, remedy=remedy, question=question)


def _lacks_choices(question: Question) -> bool:
    """Whether there is too little to pick: what waits for picks would only follow from that."""
    own = isinstance(question, One | Many | Places) and not built_on(question)
    return own and len(question.own_choices) < 2


def _without_glossary(draft: BankDraft) -> Problems:
    """One mistake where words are named and there is no file that explains any."""
    one = next((one for one in draft.source_map.references if one.names.what == "term"), None)
    if one:
        yield Problem(
            f"There is no {GLOSSARY_FILE} here.",
            remedy=f'add it, with the meaning of "{shown(one.word)}".',
            file=one.file,
            question=one.question,
        ).at(one.spot)


def _in_other_languages(draft: BankDraft, texts: tuple[BankText, ...]) -> Problems:
    """What is wrong with each translation of the bank."""
    for language in languages_in(draft.folder):
        findings = Findings(draft.folder / f"{language}{ENDING}")
        with suppress(TooManyError):
            entries = entries_in(findings)
            if not findings.mistakes:
                translated = Translated(texts, entries, findings.file, draft.source_map)
                never = never_say(draft, language)
                yield from translated.mistakes(never, whole=not draft.mistakes)
        yield from findings.mistakes


def _figures(draft: BankDraft, glossary: tuple[Term, ...], notes: tuple[Problem, ...]) -> Figures:
    bank = draft.bank
    unfinished = {one.file.name for one in notes}
    of_a_day = draft.diary.questions if draft.diary else ()
    questions = [one for one in bank.questions() if one not in of_a_day]
    return Figures(
        name=f"{bank.id} {bank.version}",
        sections=len(bank.sections) - (draft.diary is not None),
        diary=len(of_a_day),
        questions=len(questions),
        by_depth=Counter(question.depth for question in questions),
        grades=grades_of(bank, glossary),
        languages=tuple(
            one for one in languages_in(draft.folder) if f"{one}{ENDING}" not in unfinished
        ),
    )


FIELD = re.compile(r"\{[^{}]*\}|[\[\]]")
"""What is filled in, and the brackets of what may be left out."""


class Translated:
    """A bank's texts beside what a catalog, in a file, says for them."""

    def __init__(
        self,
        texts: Iterable[BankText],
        entries: Sequence[CatalogEntry],
        file: Path,
        source_map: SourceMap,
    ) -> None:
        self._entries, self._file, self._source_map = entries, file, source_map
        self._by_text = by_text = {(one.context, one.english): one for one in entries}
        owners = ((said, said.owner[1] if said.owner else "") for said in texts)
        self._texts = [
            (said, by_text.get((owner, said.text)) or by_text.get(("", said.text)))
            for said, owner in owners
        ]

    def mistakes(self, never: NeverSay, *, whole: bool) -> Problems:
        """Everything that is wrong with a translation, and how many there are still to make.

        Unless the bank could be read `whole`, no translation is said to be of nothing.
        """
        used: set[CatalogEntry] = set()
        translated: list[BankText] = []
        for said, entry in self._texts:
            if entry and entry.said:
                used.add(entry)
                translated.append(BankText(entry.said, entry, (), said.owner))
                if said.keys[-1].startswith("label") and len(entry.said) > LONGEST_LABEL:
                    what = f"This label is longer than {LONGEST_LABEL} characters."
                    yield self._wrong(entry, what)
        for entry in used:
            if _fields_in(entry.english) != _fields_in(entry.said):
                yield self._wrong(entry, "Not the same is in braces or brackets as in English.")
        yield from self._superfluous(used, whole=whole)
        yield from self._unfinished()
        yield from forbidden_words(
            never, translated, mistake=self._must_not, source_map=self._source_map, whole=whole
        )

    def _unfinished(self) -> Problems:
        """A note with the number of texts that are said in English still."""
        left = dict.fromkeys(said.text for said, one in self._texts if not (one and one.said))
        if left:
            every = {said.text for said, _ in self._texts}
            what = (
                f"{len(left):,} of {len(every):,} texts have no translation yet; the first is "
                f'"{shown(" ".join(next(iter(left)).split()))}".'
            )
            yield Problem(what, file=self._file, level="note")

    def _must_not(self, said: BankText, what: str, remedy: str) -> Problem:
        assert isinstance(said.record, CatalogEntry)  # noqa: S101 - as `mistakes` made it
        return self._wrong(said.record, what, remedy)

    def _superfluous(self, used: set[CatalogEntry], *, whole: bool) -> Problems:
        for entry in self._entries:
            if self._by_text[entry.context, entry.english] is not entry:
                yield self._wrong(entry, "This is translated twice.", "keep one of them.")
            elif whole and entry.said and entry not in used:
                what = f'The bank does not say "{shown(entry.english)}".'
                yield self._wrong(entry, what, "leave it out.")

    def _wrong(self, entry: CatalogEntry, what: str, remedy: str = "") -> Problem:
        return Problem(what, remedy=remedy, file=self._file, line=entry.line, column=1)


def _fields_in(text: str) -> list[str]:
    return sorted(FIELD.findall(text)) if "{" in text or "[" in text or "]" in text else []

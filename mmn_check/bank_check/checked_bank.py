"""The bank of a folder held to its rules: to be asked, or for `bank check` to tell all mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, islice, starmap
from pathlib import Path

from mmn_check.bank.catalogs import ENDING, languages_in
from mmn_check.bank.model import Bank, Many, One, Places, Question, Term, built_on
from mmn_check.bank.problems import MOST, BankError, Problem, Problems, problems_in_order
from mmn_check.bank.reader import GLOSSARY_FILE, BankDraft, read_draft
from mmn_check.bank.records import Record
from mmn_check.bank.schema import all_texts
from mmn_check.bank.shipped_bank import BANK_FILE, shipped_bank
from mmn_check.bank_check.layout import layout_mistakes, layout_notes
from mmn_check.bank_check.reachability import shown_late, unreachable
from mmn_check.bank_check.rules import Links, broken_rules
from mmn_check.text_safety import safe


def read_bank(folder: Path) -> Bank:
    """The bank in a folder, without its glossary; raises BankError with every mistake."""
    draft = read_draft(folder)
    if draft.gave_up:
        raise BankError(draft.mistakes)
    broken = list(islice(broken_rules(draft, Links(draft)), MOST))
    if folder != shipped_bank():
        # The shipped page is held to its rules by the tests: a start need not wait for them.
        broken += islice(layout_mistakes(draft, questions_of(broken)), MOST)
    if broken or draft.mistakes:
        raise BankError([*draft.mistakes, *at_new_places(broken, draft.mistakes)])
    if draft.diary is None:
        return draft.bank
    return replace(draft.bank, sections=draft.bank.sections[:-1], diary=draft.diary)


def read_glossary(folder: Path) -> tuple[Term, ...]:
    """The words that a bank explains, none if it has no glossary; raises BankError."""
    draft = BankDraft(folder=folder)
    words = draft.glossary
    if draft.mistakes or words is None:
        raise BankError(draft.mistakes)
    return words


def questions_of(mistakes: Iterable[Problem]) -> frozenset[str]:
    """The questions that the mistakes are about."""
    return frozenset(one.question for one in mistakes if one.question)


def at_new_places(mistakes: Iterable[Problem], already: Iterable[Problem]) -> Problems:
    """The mistakes at places that have none yet: elsewhere they follow from the first."""
    places = {(one.file, one.line, one.column) for one in already}
    return (one for one in mistakes if (one.file, one.line, one.column) not in places)


class Report(Record):
    """Every mistake and note in the order of the files; the figures if there is no mistake."""

    mistakes: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    figures: str | None
    """What is in the bank, as a line."""


def check_bank(folder: Path) -> Report:
    """Read everything in a bank's folder, and hold it against every rule."""
    draft = read_draft(folder)
    found = problems_in_order(draft.mistakes if draft.gave_up else _all_mistakes(draft))
    mistakes = tuple(one for one in found if one.level == "mistake")
    notes = problems_in_order([*draft.remarks, *(one for one in found if one.level == "note")])
    figures = None if mistakes else _figures(draft, notes)
    if len(mistakes) > MOST:
        what = f"There are more mistakes than these {MOST}: put these right first."
        more = Problem(what, file=folder)
        mistakes = (*mistakes[:MOST], more)
    return Report(mistakes=mistakes, notes=notes, figures=figures)


HERE = "questions"
"""What the folder of a bank is called in a checkout."""


def said_of_bank(folder: Path | None) -> tuple[list[str], list[str]]:
    """What `bank check` says of a bank, or of the shipped one.

    What is to be put right or thought over, and the outcome; there is none if it cannot be used.
    """
    looked_at, here = folder or shipped_bank(), Path(HERE)
    report = check_bank(looked_at)
    told = [str(one) for one in (*report.mistakes, *report.notes)]
    several = {"mistake": len(report.mistakes), "note": len(report.notes)}
    counted = " and ".join(f"{n} {what}{'' if n == 1 else 's'}" for what, n in several.items() if n)
    place = f"Looked at {safe(str(looked_at.resolve()), 400)}: {counted or 'no mistakes'}."
    end = [report.figures, place] if report.figures else [f"{place} It cannot be used yet."]
    if folder is None and (here / BANK_FILE).is_file() and not here.samefile(looked_at):
        end.append(f"There is another bank in ./{HERE}: mmn-check bank check {HERE}")
    return (told, end) if report.figures else (told + end, [])


def _all_mistakes(draft: BankDraft) -> list[Problem]:
    """Every mistake. If a question lacks its id, one unknown id is taken to be it, and not told."""
    found = _mistakes_found(draft)
    unknown = [one for one in found if one.cause[:1] == ("question",)]
    if "" in draft.bank.by_id and len({one.cause[1] for one in unknown}) == 1:
        return [one for one in found if one not in unknown]
    return found


def _mistakes_found(draft: BankDraft) -> list[Problem]:
    """Every mistake, those left out that only follow from others."""
    # A start need not wait for what only this wants.
    from mmn_check.bank_check import plain_language  # noqa: PLC0415

    has_glossary = (draft.folder / GLOSSARY_FILE).exists()
    words = {term.word for term in draft.glossary or ()}
    never = plain_language.never_say(draft)
    links = Links(draft)
    mistaken = any(one.file.name == GLOSSARY_FILE for one in draft.mistakes)
    if draft.glossary is not None and has_glossary and not (mistaken and words <= {""}):
        links.known["term"] = words
    bank = draft.bank
    broken = list(islice(at_new_places(broken_rules(draft, links), draft.mistakes), MOST))
    lacking = {one.id for one in bank.questions() if _lacks_choices(one)}
    unsure = draft.unsure | lacking
    proved = at_new_places(unreachable(draft, links.possible, unsure=unsure), broken)
    texts = tuple(all_texts(bank, draft.glossary or ()))
    found = chain(
        () if has_glossary else _without_glossary(draft),
        layout_mistakes(draft, questions_of(broken)),
        layout_notes(draft),
        starmap(draft.mistake, plain_language.hard_to_follow(draft)),
        plain_language.forbidden_words(
            draft, never, texts, lambda said, what: draft.mistake(said.record, what, *said.keys)
        ),
        shown_late(draft),
        plain_language.in_other_languages(draft, texts),
    )
    rest = chain(proved, at_new_places(found, draft.mistakes))
    return [*draft.mistakes, *broken, *islice(rest, MOST + 1)]


def _lacks_choices(question: Question) -> bool:
    """Whether there is too little to pick: what waits for picks would only follow from that."""
    own = isinstance(question, One | Many | Places) and not built_on(question)
    return own and len(question.own_choices) < 2


def _without_glossary(draft: BankDraft) -> Problems:
    """One mistake where words are named and there is no file that explains any."""
    one = next((one for one in draft.references if one.names.what == "term"), None)
    if one:
        add = f'add it, with the meaning of "{safe(one.word)}"'
        yield one.mistake(f"There is no {GLOSSARY_FILE} here: {add}.")


def _figures(draft: BankDraft, notes: tuple[Problem, ...]) -> str:
    from mmn_check.bank_check.plain_language import grades_of  # noqa: PLC0415 - the same

    bank, diary = draft.bank, draft.diary
    sections = [section for section in bank.sections if section is not diary]
    asked = Counter(one.depth for section in sections for one in section.questions)
    depths = ", ".join(f"{asked[depth]} of depth {depth}" for depth in (1, 2, 3))
    grades = ", ".join(f"{name} {grade:.1f}" for name, grade in grades_of(draft).items())
    unfinished = {one.file.name for one in notes}
    whole = [one for one in languages_in(draft.folder) if f"{one}{ENDING}" not in unfinished]
    also = f"; whole in {', '.join(whole)}" if whole else ""
    told = f"; a diary of {len(diary.questions)} questions" if diary else ""
    return (
        f"{bank.id} {bank.version}: {len(sections)} sections, "
        f"{asked.total()} questions ({depths}){told}{also}; reading grade by section: {grades}."
    )

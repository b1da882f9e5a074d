"""A bank held to its rules as a whole, and the bank of a folder that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from mmn_check.bank import model
from mmn_check.bank.load import BANK_FILE, BankDraft, read_draft
from mmn_check.bank.problems import MOST, BankError, Problem, Problems
from mmn_check.bank.records import Named
from mmn_check.bank.shipped import shipped_bank
from mmn_check.bank.yaml_source import SourceMap
from mmn_check.bank_check.item_rules import ID, Rules
from mmn_check.bank_check.references import FIXED_TEXTS, Links, out_of_order
from mmn_check.text_safety import quoted_in_a_row, shown

TELLS_APART = "contradiction"
OF_BANK_FILE: tuple[Named, ...] = ("source", "text", "list")
"""What is named in other files, and stands in that of the bank."""


def broken_rules(draft: BankDraft, links: Links) -> Problems:
    """Everything that the program could not rely on; `links` knows what there is."""
    bank, source_map = draft.bank, draft.source_map
    yield from links.broken(source_map.references)
    yield from out_of_order(bank, source_map)
    by_id, unsure = bank.by_id, draft.unsure()
    for question in bank.questions():
        yield from Rules(question, by_id=by_id, source_map=source_map, unsure=unsure).broken()
    yield from _sections(draft)
    yield from _of_the_future(bank, source_map)
    if draft.has_own_file:
        yield from _bank_file(draft)


def links_of(draft: BankDraft) -> Links:
    """What a draft has to be named; what could not be read is not looked for."""
    links = Links(draft.bank, unsure=draft.unsure(), lists=draft.lists)
    file = draft.folder / BANK_FILE
    unread = not draft.has_own_file or file in draft.broken_files
    mistaken = any(one.file == file for one in draft.mistakes)
    for what in OF_BANK_FILE:
        if unread or (mistaken and not links.known[what]):
            del links.known[what]
    if draft.lost_sections or "" in links.known["section"]:
        del links.known["section"]
    if draft.lost_sections and not draft.lost_questions:  # what was in it may have any id
        del links.known["question"]
    return links


def questions_of(mistakes: Iterable[Problem]) -> frozenset[str]:
    """The questions that the mistakes are about."""
    return frozenset(one.question for one in mistakes if one.question)


def apart(mistakes: Iterable[Problem], already: Iterable[Problem]) -> Problems:
    """The mistakes at places that have none yet: elsewhere they follow from the first."""
    places = {(one.file, one.line, one.column) for one in already}
    return (one for one in mistakes if (one.file, one.line, one.column) not in places)


def _bank_file(draft: BankDraft) -> Problems:
    bank, mistake = draft.bank, draft.source_map.mistake
    file, _ = draft.source_map.origins[id(bank)]
    missing = [text for text in FIXED_TEXTS if text not in bank.texts]
    mistaken = any(one.file == file for one in draft.mistakes)
    if missing and file not in draft.broken_files and (bank.texts or not mistaken):
        named = quoted_in_a_row(missing, joined="{most} and {last}")
        yield mistake(bank, f"Every bank needs the fixed text {named}.", "texts")
    visit_type = bank.by_role.get("visit_type")
    # A question that must be answered, with nothing that says what for, is told of already.
    told = draft.unsure() or any(
        one.required and not (one.role or one.urgent_if) for one in bank.questions()
    )
    for idea in bank.ideas if visit_type or not told else ():
        for clause in idea.ask_if:
            wrong = visit_type is None or clause.question != visit_type.id
            if wrong and clause.question in bank.by_id:
                what = "An idea may look only at the question with the role visit_type."
                cause = () if visit_type else ("role", "visit_type")
                yield mistake(idea, what, "ask_if", clause.question).because(*cause)
    if not (draft.lost_sections or draft.unsure()):  # else it may be in what could not be read
        used = {choice.group for question in bank.questions() for choice in _choices(question)}
        for group in (one for one in bank.groups if one not in used):
            yield mistake(bank, f'No choice is in the group "{shown(group)}".', "groups", group)


def _choices(question: model.Question) -> Iterator[model.Choice]:
    """The choices of a question, or of the fields of a table."""
    for item in question.fields if isinstance(question, model.Rows) else (question,):
        if isinstance(item, model.One | model.Many | model.Places):
            yield from item.choices


def _sections(draft: BankDraft) -> Problems:
    source_map = draft.source_map
    seen: set[str] = set()
    mistaken = {one.file for one in draft.mistakes}
    answered = {0, *(one.neurologist_question for one in draft.bank.sections)}
    for section in draft.bank.sections:
        wrong = partial(source_map.mistake, section)
        file, _ = source_map.origins[id(section)]
        name, number = shown(section.id), section.neurologist_question
        if section.id in seen:
            yield wrong(f'There is a section "{name}" already, in an earlier file.', "section")
        elif section.id and not ID.fullmatch(section.id):
            rule = "small letters, digits and _."
            yield wrong(f'"{name}" will not do as a name.', "section", remedy=rule)
        if not section.questions and file not in mistaken:
            yield wrong("There are no questions in this section.", "questions")
        if number is not None and number < 1:
            yield wrong("neurologist_question must be 1 or more.", "neurologist_question")
        elif number is not None and number - 1 not in answered:
            before = f"No section answers the neurologist's question {number - 1}, the one before."
            yield wrong(before, "neurologist_question")
        for one in section.contradictions:
            if len({clause.question for clause in one.when}) == 1:
                what = "It takes the answers to two questions to contradict each other."
                yield source_map.mistake(one, what, "when")
        if section.contradictions and draft.bank.texts and TELLS_APART not in draft.bank.texts:
            what = f'Contradictions are asked about with the fixed text "{TELLS_APART}".'
            yield wrong(what, "contradictions")
        seen.add(section.id)
    yield from _twice(draft.bank, source_map)


def _twice(bank: model.Bank, source_map: SourceMap) -> Problems:
    first: dict[str, model.Question] = {}
    roles: dict[str, model.Question] = {}
    for question in bank.questions():
        wrong = partial(source_map.mistake, question, question=question.id)
        if question.id in first and question.id:
            file, table = source_map.origins[id(first[question.id])]
            place = f"{file.name}, line {table.line}"
            yield wrong(f"There is a question with this id already: {place}.", "id")
        if question.role in roles:
            other = roles[question.role].id
            yield wrong(f'The question "{other}" has this role already.', "role")
        first.setdefault(question.id, question)
        if question.role:
            roles.setdefault(question.role, question)


def _of_the_future(bank: model.Bank, source_map: SourceMap) -> Problems:
    """Nothing can have come or gone with a version that is still to come."""
    known = f'up to this one, "{shown(bank.version)}"'
    for question in bank.questions() if bank.version else ():
        fields = question.fields if isinstance(question, model.Rows) else ()
        for one in (question, *fields, *_choices(question)):
            for key in ("since", "until"):
                said: str = getattr(one, key, None) or ""
                if said and (model.is_later(said, bank.version) or not model.FIGURES.search(said)):
                    what = f'"{shown(said)}" is no version of this bank {known}.'
                    yield source_map.mistake(one, what, key, question=question.id)


def read_bank(folder: Path, *, diary: bool = False) -> model.Bank:
    """The bank in a folder, without its glossary; raises BankError with every mistake.

    Its diary is read only where one is wanted: a visit's start need not wait for it.
    """
    draft = read_draft(folder, diary=diary)
    if draft.gave_up:
        raise BankError(draft.mistakes)
    broken = list(islice(broken_rules(draft, links_of(draft)), MOST))
    if folder != shipped_bank():
        # The shipped page is held to its rules by the tests: a start need not wait for them.
        from mmn_check.bank_check.layout import misprinted  # noqa: PLC0415

        broken += islice(misprinted(draft, questions_of(broken)), MOST)
    if broken or draft.mistakes:
        raise BankError([*draft.mistakes, *apart(broken, draft.mistakes)])
    if draft.diary is None:
        return draft.bank
    return replace(draft.bank, sections=draft.bank.sections[:-1], diary=draft.diary)


def read_glossary(folder: Path) -> tuple[model.Term, ...]:
    """The words that a bank explains, none if it has no glossary; raises BankError."""
    draft = BankDraft(folder=folder)
    words = draft.glossary()
    if draft.mistakes or words is None:
        raise BankError(draft.mistakes)
    return words

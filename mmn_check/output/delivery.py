"""A summary in the form asked for, put where it was asked for."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from mmn_check import os_files
from mmn_check.bank.model import Bank, Depth
from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr, tr_n
from mmn_check.output.pdf import Paper, PrintedPdf, render_page, usual_paper
from mmn_check.output.text import render_text
from mmn_check.storage.safe_files import NotWritableError, path_shown, refusal, remove_file
from mmn_check.storage.visit_file import first_lines_at, visit_text
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.diary import Diary
from mmn_check.visit.flow import course_of
from mmn_check.visit.visit import Visit


class AlreadyThereError(MmnCheckError):
    """A file of that name is there, and nothing was said about writing over it."""


def save_page(content: bytes, *, name: str, to: Path | None = None, force: bool = False) -> Path:
    """Write the page, and say where.

    `to` is the file, or a folder for a file of the usual `name`; without it, the folder one is
    in. A file of the usual name gets a number if there is one already; any other is left alone
    unless `force`.
    """
    target = to or _here()
    usual = target.is_dir()
    path = target / name if usual else target
    if force and path.is_file():
        _make_room(path.resolve())
        _write_new(path.resolve(), content)
        return path
    for free in _numbered_names(path) if usual else [path]:
        with suppress(FileExistsError):
            _write_new(free, content)
            return free
    raise AlreadyThereError(
        tr(
            "{file} is there already and was left as it is. Choose another name, or say --force.",
            file=path_shown(path),
        )
    )


def _numbered_names(path: Path) -> Iterator[Path]:
    """The name, then the name with each number from 2 on."""
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in count(2))


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise NotWritableError(
            tr("The folder you are in is gone. Go to another one, or name a file with --output.")
        ) from error


def _make_room(path: Path) -> None:
    """Take away what is to be written over, unless it is a visit.

    A file beside it for the time between would be left behind, with all the answers, by a kill.
    """
    if first_lines_at(path).is_ours:
        raise AlreadyThereError(
            tr(
                "{file} is a visit, and no page is written over it. Choose another name.",
                file=path_shown(path),
            )
        )
    remove_file(path)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; leave nothing behind if that fails half-way.

    Raises:
        FileExistsError: if it is there.
        NotWritableError: if it cannot be written.
    """
    try:
        file = os_files.create(path)
        try:
            with os.fdopen(file, "wb") as opened:
                opened.write(content)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
    except FileExistsError:
        raise
    except OSError as error:
        raise NotWritableError(refusal("write", path, error)) from error


STANDARD_OUTPUT = "-"
LONGEST_NAME = 30
"""Characters of the patient's name in the name of a file."""


class Target(Record):
    """Where something goes, and on which paper."""

    output: str | None = None
    """A file, a folder, or - for standard output."""
    force: bool = False
    """Whether a file that is there may be written over."""
    paper: Paper | None = None
    """None for what the locale's country uses."""
    bank_named: str = ""
    """What follows a command in a hint, so that it takes the same bank: " --bank mine"."""

    @property
    def is_standard_output(self) -> bool:
        """Whether nothing is saved."""
        return self.output == STANDARD_OUTPUT

    @property
    def size(self) -> Paper:
        """The paper to lay out for."""
        return self.paper or usual_paper(os.environ)

    def put(self, content: bytes, *, name: str) -> Path | None:
        """Save, or write to standard output; where, or None if it went there."""
        if not self.is_standard_output:
            return self.save(content, name=name)
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return None

    def save(self, content: bytes, *, name: str) -> Path:
        """Save under the name asked for, or under `name` in the folder one is in."""
        to = Path(self.output) if self.output else None
        return save_page(content, name=name, to=to, force=self.force)


class Clinic(Record):
    """What the system of a clinic, for which a visit is written, knows already and gets too."""

    patient: str | None = None
    """Whose visit it is there: a reference, or a numbering system and a number."""
    diary: Diary | None = None
    """The days between visits that go along."""


def deliver_text(
    summary: Summary, target: Target, *, name: str = "visit-summary", first_page: bool = False
) -> Path | None:
    """Write the text; where, or None if it went to standard output."""
    text = render_text(summary, first_page=first_page)
    if target.is_standard_output or not target.output:
        sys.stdout.write(text)
        sys.stdout.flush()
        return None
    return target.save(text.encode(), name=f"{name}-{summary.made:%Y-%m-%d}.txt")


def deliver_page(
    summary: Summary, target: Target, *, first_page: bool = False
) -> tuple[Path | None, str]:
    """Write the PDF; where (None: standard output), and a sentence on what it could not show."""
    page = render_page(summary, paper=target.size, first_page=first_page)
    name = f"visit-summary-{summary.made:%Y-%m-%d}.pdf"
    return target.put(page.pdf, name=name), _not_shown(page, target)


def deliver_fhir(
    bank: Bank,
    visit: Visit,
    target: Target,
    *,
    summary: Summary,
    clinic: Clinic,
) -> Path | None:
    """Write the visit as FHIR, with its page; where, or None if it went to standard output.

    On a terminal it is saved: nobody reads so much JSON there.
    """
    from mmn_check.output.fhir import bundle  # noqa: PLC0415 - no other form's

    subject = bundle.subject_of(bank, visit, clinic.patient)
    counting = replace(visit, answers=course_of(bank, visit).answers, misfits={})
    attached = bundle.Attached(
        summary=summary,
        page=render_page(summary, paper=target.size).pdf,
        answers=visit_text(bank, counting).encode(),
        diary=clinic.diary,
    )
    content = bundle.render_fhir(bank, counting, attached=attached, subject=subject)
    if not (target.output or sys.stdout.isatty()):
        target = replace(target, output=STANDARD_OUTPUT)
    told = (visit.name, _in_a_name((subject or {}).get("display", "")), str(visit.identifier)[:8])
    return target.put(content, name=f"visit-{'-'.join(filter(None, told))}.json")


def _in_a_name(text: str) -> str:
    """A text as part of the name of a file that every system takes: "Ana Bé" is ana-be."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME]


def _not_shown(page: PrintedPdf, target: Target) -> str:
    """What a page could not show; nothing if it shows all."""
    said = []
    if page.missing:
        said.append(
            tr(
                "The page cannot show these characters, and has a box in their place: {which}",
                which=" ".join(page.missing),
            )
        )
    if not page.is_whole:
        said.append(
            tr("The longest answers are too long to print, and the page says where they are cut.")
        )
    whole = tr("The text has all of it: mmn-check summary --format text")
    return " ".join([*said, f"{whole}{target.bank_named}"]) if said else ""


def deliver_form(
    bank: Bank, target: Target, *, depth: Depth, today: date
) -> tuple[Path | None, str]:
    """Write the blank form; where (None: standard output), and a sentence on how long it is."""
    from mmn_check.output.blank_form import render_form  # noqa: PLC0415 - no other form's

    form = render_form(bank, depth=depth, paper=target.size, today=today)
    how_long = tr_n("It has {count} page.", "It has {count} pages.", form.count)
    if depth > 1:
        how_long += f" {tr('A shorter form: mmn-check paper --depth 1')}{target.bank_named}"
    return target.put(form.pdf, name="questions-to-fill-in.pdf"), how_long

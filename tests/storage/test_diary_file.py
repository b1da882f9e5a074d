"""The diary on disk: what a line may be, and what is never touched."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.bank.model import Bank
from mmn_check.storage.diary_file import DIARY, DiaryFile, line_of, read_days
from mmn_check.storage.safe_files import BusyError, NotWritableError
from mmn_check.visit.diary import had_dose
from mmn_check.visit.values import Words, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.diary import with_diary_bank
from tests.support.profile import examples

DAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 20, 12, tzinfo=UTC)
LINE = (
    '{"day": "2026-11-27", "entry": 1, "written": "2026-11-27T20:12:00+00:00", '
    '"bank": "mmn", "answers": {"day_arms": 4, "day_dose": "yes", "day_right_kg": 31.5}}'
)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return with_diary_bank()


def day_of(bank: Bank, **answers: object) -> Visit:
    """What was answered of one day, whatever opens its questions."""
    given: dict[Key, object] = {(name,): value for name, value in answers.items()}
    return Visit(
        name="day",
        bank_id=bank.id,
        bank_version=bank.version,
        started=NOW,
        depth=3,
        answers={key: answered(value) for key, value in given.items()},  # type: ignore[arg-type]
        counted=frozenset(answers),
    )


def test_a_day_is_one_line_that_a_person_can_read(tmp_path: Path, bank: Bank) -> None:
    """Its line has the day, the time of writing and the answers, by the names of the bank."""
    file = DiaryFile(tmp_path)
    day = day_of(bank, day_arms=4, day_new=Words("Más débil\nhoy"))

    file.save(line_of(bank.of_a_day, day, day=DAY, number=1))

    (line,) = file.path.read_text().splitlines()
    assert line.startswith('{"day": "2026-11-28", "entry": 1, "written": "2026-11-28T20:12:00')
    assert '"day_arms": 4, "day_new": "Más débil\\nhoy"' in line
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_what_was_there_stays_to_the_byte(tmp_path: Path, bank: Bank) -> None:
    """Each answer of a sitting writes that day's own line anew, and no other."""
    before = f"{LINE}\nwhatever this is\n\n{LINE[:40]}".encode()
    (tmp_path / DIARY).write_bytes(before)
    file = DiaryFile(tmp_path)
    _, damaged = file.lines()

    for number in (3, 5):
        file.save(line_of(bank.of_a_day, day_of(bank, day_arms=number), day=DAY, number=2))

    kept = file.path.read_bytes()
    assert len(damaged) == 2
    assert kept.startswith(before + b"\n")
    assert json.loads(kept[len(before) :])["answers"] == {"day_arms": 5}


def test_an_entry_put_right_is_told_as_its_last_line_says(tmp_path: Path, bank: Bank) -> None:
    """Both lines stay in the file; two entries of one day are both told."""
    later = LINE.replace('"day_arms": 4', '"day_arms": 6')
    other = LINE.replace('"entry": 1', '"entry": 2')
    (tmp_path / DIARY).write_text(f"{LINE}\n{other}\n{later}\n")

    days = read_days(DiaryFile(tmp_path), bank)

    assert [(one.number, one.answers["day_arms",].value) for one in days.entries] == [
        (1, 6),
        (2, 4),
    ]
    assert all(had_dose(bank.of_a_day, one) for one in days.entries)
    assert days.sentences == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (LINE[:90], "It is not whole."),
        ("[" * 5000, "It is not whole."),
        (LINE.replace("mmn", "mmn\\u0000"), ""),
        (LINE.replace('"day": "2026-11-27"', '"day": "2026-02-30"'), "Its day or time is none."),
        (LINE.replace('"entry": 1, ', ""), "Its day, entry, time or bank is missing."),
        (LINE.replace("4", "NaN"), "It is not whole."),
        (LINE.replace("4", "null"), "It is not whole."),
        (LINE.replace('"day_dose"', '"day_arms"'), "It is not whole."),
        (LINE.replace("31.5", '"' + "9" * 90_000 + '"'), "It is too long."),
        ("{}", "Its day, entry, time or bank is missing."),
    ],
)
def test_a_damaged_line_is_told_and_hides_no_other(
    tmp_path: Path, bank: Bank, line: str, why: str
) -> None:
    """A sentence says which line it is and why; the lines around it are read."""
    (tmp_path / DIARY).write_text(f"{LINE}\n{line}\n{LINE.replace('1,', '3,', 1)}\n")
    file = DiaryFile(tmp_path)

    days = read_days(file, bank)

    assert [one.number for one in days.entries] == [1, 3]
    assert [f", line 2, is no day that can be read: {why}" in one for one in days.sentences] == (
        [True] if why else []
    )


def test_an_answer_that_fits_no_question_is_told(tmp_path: Path, bank: Bank) -> None:
    """The rest of its day counts."""
    (tmp_path / DIARY).write_text(LINE.replace('"day_arms": 4', '"day_arms": "loud"') + "\n")

    days = read_days(DiaryFile(tmp_path), bank)

    assert list(days.entries[0].answers) == [("day_dose",), ("day_right_kg",)]
    assert "line 1: " in days.sentences[0]
    assert "left as it is" in days.sentences[0]


@given(raw=st.binary(max_size=300))
@settings(max_examples=examples(60), deadline=None)
def test_whatever_is_in_the_file_it_is_read_without_a_fault(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    """What is no entry is told; nothing of it is written over."""
    folder = tmp_path_factory.mktemp("diary")
    (folder / DIARY).write_bytes(raw)
    bank = with_diary_bank()
    file = DiaryFile(folder)

    read_days(file, bank)
    file.save(line_of(bank.of_a_day, day_of(bank, day_arms=1), day=DAY, number=9))

    assert file.path.read_bytes().startswith(raw)


def test_two_windows_cannot_write_at_once(tmp_path: Path) -> None:
    """The second is told where to go on."""
    first, second = DiaryFile(tmp_path), DiaryFile(tmp_path)

    busy = pytest.raises(BusyError, match="The diary is open in another window")
    with first.lock(), busy, second.lock():
        pass


@pytest.mark.parametrize("first", ["", LINE])
def test_what_another_program_wrote_is_not_written_over(
    tmp_path: Path, bank: Bank, first: str
) -> None:
    """An editor that knows no lock loses nothing; the person is told."""
    if first:
        (tmp_path / DIARY).write_text(first)
    file = DiaryFile(tmp_path)
    file.lines()
    (tmp_path / DIARY).write_text(f"{LINE}\nmine\n")

    with pytest.raises(NotWritableError, match="changed by another program"):
        file.save(line_of(bank.of_a_day, day_of(bank, day_arms=1), day=DAY, number=2))

    assert file.path.read_text() == f"{LINE}\nmine\n"


def test_a_link_is_not_followed(tmp_path: Path, bank: Bank) -> None:
    """Nobody can lead the diary to another file."""
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / DIARY).symlink_to(other)
    file = DiaryFile(tmp_path)

    with pytest.raises(NotWritableError):
        file.save(line_of(bank.of_a_day, day_of(bank, day_arms=1), day=DAY, number=1))

    assert other.read_text() == "mine"


def test_a_thousand_days_are_not_all_read_whole(tmp_path: Path, bank: Bank) -> None:
    """The half year that is told has its answers; of what is older the days are known."""
    days = [DAY - timedelta(days=at) for at in range(1000)]
    lines = [
        LINE.replace('"entry": 1,', f'"entry": {number},').replace("2026-11-27", f"{day}", 1)
        for number, day in enumerate(days, start=1)
    ]
    (tmp_path / DIARY).write_text("\n".join(lines))

    read = read_days(DiaryFile(tmp_path), bank, until=DAY)

    assert [one.day for one in read.entries] == days
    assert [bool(one.answers) for one in read.entries] == [True] * 183 + [False] * 817


def test_days_to_come_are_kept_and_told_when_they_have_come(tmp_path: Path, bank: Bank) -> None:
    """What was noted for a later day is no day that was."""
    later = LINE.replace("2026-11-27", "2031-03-03", 1).replace('"entry": 1', '"entry": 2')
    (tmp_path / DIARY).write_text(f"{LINE}\n{later}\n")

    assert [one.number for one in read_days(DiaryFile(tmp_path), bank, until=DAY).entries] == [1]
    assert len(read_days(DiaryFile(tmp_path), bank).entries) == 2

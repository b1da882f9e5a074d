"""The summary of a visit as of today, with its diary, if there is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mmn_check.bank.model import Bank
from mmn_check.session.run import Session, now
from mmn_check.storage.diary_file import DiaryFile, read_days
from mmn_check.summary.build import summarize
from mmn_check.summary.diary_pages import with_diary
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.diary import Diary
from mmn_check.visit.visit import Visit


def summary_of(bank: Bank, visit: Visit, *, before: Visit | None = None) -> Summary:
    """The summary as of today, and against the visit before."""
    return summarize(bank, visit, today=now().date(), before=before)


def summary_with_days(session: Session, bank: Bank, visit: Visit) -> tuple[Summary, Diary | None]:
    """The summary of a visit with what the diary holds up to it, and that diary."""
    diary = diary_with(session, visit)
    earlier = session.store().before(visit.name, bank)
    before = next((one for one in earlier if one.finished), None)
    return with_diary(summary_of(bank, visit, before=before), diary), diary


def diary_with(session: Session, visit: Visit, *, until: date | None = None) -> Diary | None:
    """The days that are told with a visit; None where no diary is kept.

    They end with `until`; else with today, or with a visit that is not the newest.
    """
    store = session.store()
    file = DiaryFile(store.folder)
    if not file.is_there():
        return None
    is_newest = store.names()[:1] == (visit.name,)
    until = until or (now().date() if is_newest else visit.started.date())
    days = read_days(file, session.bank(diary=True), until=until, back_from=until)
    return replace(days, until=until)

"""The diary told with a visit, if there is one."""

from __future__ import annotations

from dataclasses import replace

from mmn_check.session.run import Session
from mmn_check.storage.diary_file import DiaryFile, read_days
from mmn_check.visit.diary import Diary
from mmn_check.visit.visit import Visit


def diary_with(session: Session, visit: Visit) -> Diary | None:
    """The days that are told with a visit; None where no diary is kept.

    With a visit that is not the newest only the days up to it are told.
    """
    store = session.store()
    file = DiaryFile(store.folder)
    if not file.is_there():
        return None
    days = read_days(file, session.bank(diary=True))
    if store.names()[:1] == (visit.name,):
        return days
    before = tuple(one for one in days.entries if one.day <= visit.started.date())
    return replace(days, entries=before)

"""The diary told with a visit, if there is one."""

from __future__ import annotations

from mmn_check.session.run import Session
from mmn_check.storage.diary_file import DiaryFile, read_days
from mmn_check.summary.diary import with_diary
from mmn_check.summary.model import Summary
from mmn_check.visit.visit import Visit


def with_days(session: Session, made: Summary, *, visit: Visit) -> tuple[Summary, tuple[str, ...]]:
    """The summary with the days of the diary, and a sentence on each that cannot be read.

    With a visit that is not the newest only the days before it are told.
    """
    store = session.store()
    file = DiaryFile(store.folder)
    if not file.is_there():
        return made, ()
    bank = session.bank(diary=True)
    days = read_days(file, bank)
    is_newest = store.names()[:1] == (visit.name,)
    told = [one for one in days.entries if is_newest or one.day <= visit.started.date()]
    return with_diary(made, bank, told), days.sentences

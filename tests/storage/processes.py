"""What other programs do to a store while it is used; run as a program of its own.

kills FOLDER TIMES      save over and over in children that are killed; prints what survived
news FOLDER TIMES       begin so many visits at the same moment; prints their names
hold FOLDER NAME        hold a visit until the input ends
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from mmn_check.bank.model import Bank, Number, Section, Text
from mmn_check.storage.visit_store import VisitStore
from mmn_check.visit.values import Words, answered
from mmn_check.visit.visit import Visit

STARTED = datetime(2026, 11, 21, 9, tzinfo=UTC)
QUESTIONS = (Number(id="count", ask="How many?"), Text(id="story", ask="Say more."))
BANK = Bank(
    id="counting",
    version="1",
    title="Counting",
    texts={},
    sources={},
    sections=(Section(id="all", title="All", questions=QUESTIONS),),
)


def kills(store: VisitStore, times: int) -> None:
    """Kill a child that saves, again and again; every answer that it told of must be there."""
    name = store.new(BANK, STARTED).name
    told = [0]
    for _ in range(times):
        readable, writable = os.pipe()
        child = os.fork()
        if child == 0:
            keep_counting(store, name, writable)
        os.close(writable)
        first = os.read(readable, 100).decode()
        time.sleep(random.uniform(0, 0.006))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(readable) as pipe:
            said = [int(line) for line in (first + pipe.read()).split()]
        kept = counted(store.open(name, BANK))
        if kept < max(said, default=told[-1]) or len(store.list()) != 1:
            sys.exit(f"lost: {said} was told, {kept} is kept")
        told.append(kept)
    say(f"survived {times} kills, {told[-1]} answers")


def keep_counting(store: VisitStore, name: str, pipe: int) -> None:
    """Count up, telling each number once it is kept."""
    with store.lock(name):
        visit = store.open(name, BANK)
        while True:
            number = counted(visit) + 1
            visit = visit.with_answer(("count",), answered(number))
            visit = visit.with_answer(("story",), answered(Words(f"{number} " * (number % 3000))))
            store.save(visit, BANK)
            os.write(pipe, f"{number}\n".encode())


def counted(visit: Visit) -> int:
    """The number kept; a text that was cut short would not match it."""
    if ("count",) not in visit.answers:
        return 0
    number = visit.answers["count",].value
    text = visit.answers["story",].value
    if not isinstance(number, int) or text != Words(f"{number} " * (number % 3000)):
        sys.exit(f"damaged: {number}")
    return number


def news(store: VisitStore, times: int) -> None:
    """Begin visits in as many processes, all let go at once."""
    waiting, go = os.pipe()
    readable, writable = os.pipe()
    for _ in range(times):
        if os.fork() == 0:
            os.close(go)
            os.read(waiting, 1)
            try:
                os.write(writable, f"{store.new(BANK, STARTED).name}\n".encode())
            finally:
                os._exit(0)
    os.close(writable)
    os.close(go)
    with os.fdopen(readable) as pipe:
        say(pipe.read())


def hold(store: VisitStore, name: str) -> None:
    """Hold a visit as another window would."""
    with store.lock(name):
        say("held")
        sys.stdin.read()


def say(words: str) -> None:
    """Tell whoever started this program."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    what, folder, argument = sys.argv[1:]
    there = VisitStore(Path(folder))
    match what:
        case "kills":
            kills(there, int(argument))
        case "news":
            news(there, int(argument))
        case "hold":
            hold(there, argument)

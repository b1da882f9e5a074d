"""The program as a whole: what starts it, and how it ends for a person whatever happens."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from mmn_check import beginning, endings
from mmn_check.errors import InterruptedByPersonError, MmnCheckError
from mmn_check.language import tr
from mmn_check.window import fitted

OUTPUT_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""How the system says that what is printed cannot be put where it should go."""


def main() -> None:
    """Run the program; every complaint is one sentence on standard error."""
    # What a start makes is kept: to look through it for rubbish takes a tenth of the start.
    gc.set_threshold(200_000)
    try:
        endings.listen()
        _open_missing_streams()
        _run()
    except MmnCheckError as error:
        _end(error.exit_code, why=str(error))
    except KeyboardInterrupt:
        _end(InterruptedByPersonError.exit_code)
    except BrokenPipeError:  # who reads the output has enough
        _end(MmnCheckError.exit_code)
    except Exception as fault:  # noqa: BLE001 - a person must never meet a traceback
        _end(MmnCheckError.exit_code, why=_about(fault))


def _run() -> None:
    """Begin at once where nothing else is asked for, as on most days; else do what is asked for."""
    asked = beginning.understood(sys.argv[1:])
    if asked:
        beginning.begin(asked)
    else:
        from mmn_check.cli import app  # noqa: PLC0415 - loads Typer

        app(prog_name="mmn-check")


def _open_missing_streams() -> None:
    """Sink what is written to a stream that was closed; else a file would take its number."""
    for stream, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, stream) is None:
            setattr(sys, stream, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _about(fault: Exception) -> str:
    """What went wrong; for a fault of the program's own, where the details are."""
    if isinstance(fault, OSError) and fault.errno in OUTPUT_REFUSED:
        from mmn_check.storage.safe_files import refusal  # noqa: PLC0415 - hardly ever needed

        return refusal("write", Path(tr("standard output")), fault)
    from mmn_check.crash import keep_details  # noqa: PLC0415 - hardly ever needed
    from mmn_check.storage.data_folder import data_folder  # noqa: PLC0415 - the same

    said = [tr("Something went wrong inside the program. Your answers are kept.")]
    with suppress(MmnCheckError):
        if kept := keep_details(fault, folder=data_folder()):
            said.append(tr("Where it happened, without your answers, is in {path}", path=kept))
    return " ".join(said)


def _end(code: int, *, why: str = "") -> NoReturn:
    """Say why on standard error, unless even that is gone with the terminal, and end."""
    endings.listen_no_more()
    with suppress(OSError):
        if why:
            print(fitted(_printable(why), sys.stderr), file=sys.stderr, flush=True)  # noqa: T201 - the one place
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # it would be tried, and complained of, once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


def _printable(text: str) -> str:
    """Without what could act on a terminal; a sentence may quote what was typed."""
    return "".join(
        one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in text
    )


if __name__ == "__main__":
    main()

"""The program as a whole: what starts it, and how it ends for a person whatever happens."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

from mmn_check.errors import InterruptedByPersonError, MmnCheckError


def main() -> None:
    """Run the program; every complaint is one sentence on standard error."""
    # What a start makes is kept: to look through it for rubbish takes a tenth of the start.
    gc.set_threshold(200_000)
    try:
        _run()
    except MmnCheckError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(InterruptedByPersonError.exit_code)
    except Exception as fault:  # noqa: BLE001 - a person must never meet a traceback
        _complain(f"Something went wrong inside the program. Your answers are kept.{_kept(fault)}")
        sys.exit(1)


def _run() -> None:
    """Begin at once where nothing else is asked for, as on most days; else do what is asked for.

    To read options takes Typer longer than all the rest of a start.
    """
    if len(sys.argv) > 1:
        from mmn_check.cli import app  # noqa: PLC0415 - loads Typer

        app(prog_name="mmn-check")
    else:
        from mmn_check import sitting  # noqa: PLC0415 - loads terminal and bank

        sitting.go_on(sitting.Setting.of(bank=None, plain=False))


def _kept(fault: Exception) -> str:
    """Where the details of a fault are, as a sentence."""
    from mmn_check.crash import keep_details  # noqa: PLC0415 - hardly ever needed
    from mmn_check.storage.data_folder import data_folder  # noqa: PLC0415 - the same

    kept = keep_details(fault, folder=data_folder())
    return f" Where it happened, without your answers, is in {kept}" if kept else ""


def _complain(sentence: str) -> None:
    """Say it on standard error, unless even that is gone with the terminal."""
    with suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - the one place for complaints


if __name__ == "__main__":
    main()

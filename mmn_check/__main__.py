"""What starts the program, and how it ends for a person whatever happens."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:  # as type checkers know it; to load `typing` for it takes a moment
    from pathlib import Path

NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC))
"""How the system says that what is printed cannot be put where it should go."""

CANNOT_GO_ON = (
    "This machine has no memory or no open files left for mmn-check, or mmn-check was updated "
    "while it was open. Close other programs, and start it again: mmn-check"
)
"""In English whatever is spoken: nothing more may be there to load, and no room to do so."""


def main() -> None:
    """Run the program; every complaint is one sentence on standard error."""
    # What a start makes is kept: to look through it for rubbish takes a tenth of the start.
    gc.set_threshold(200_000)
    # And so at the end, when the system takes all of it back anyhow: a tenth of a run once more.
    atexit.register(gc.freeze)
    try:
        _let_ctrl_c_leave()
        code, why = _run_and_tell()
    except KeyboardInterrupt:
        code, why = 130, ""
    except (ImportError, MemoryError, OSError):
        code, why = 1, CANNOT_GO_ON
    _say_why_and_end(code, why=why)


def _let_ctrl_c_leave() -> None:
    """End at once on Ctrl-C until the program listens: nothing is begun yet.

    What is raised instead may break into the loading of a module, and get lost there: Python passes
    over it while it tidies up.
    """
    import signal

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))


def _run_and_tell() -> tuple[int, str]:
    """Do what is asked for; the exit code, and why it is not 0."""
    # Here, and not before: where the machine has no room for them, that is told as well.
    from mmn_check.errors import MmnCheckError
    from mmn_check.interview import os_signals
    from mmn_check.text_safety import replace_what_is_not_there

    try:
        with os_signals.calls_as_they_are():
            os_signals.leave_no_core()
            _open_missing_streams()
            replace_what_is_not_there()
            _do()
    except MmnCheckError as error:
        return error.exit_code, str(error)
    except BrokenPipeError:  # who reads the output has enough
        return 1, ""
    except (SystemExit, KeyboardInterrupt, MemoryError):
        raise
    except BaseException as fault:  # noqa: BLE001 - a library in Rust raises its own kind
        return 1, _what_went_wrong(fault)
    return 0, ""


def _do() -> None:
    """Begin at once where nothing else is asked for, as on most days; else do what is asked for."""
    from mmn_check.interview.os_signals import listen
    from mmn_check.session.run_options import options_in

    words = sys.argv[1:]
    asked = options_in(words)
    if asked:
        from mmn_check.session.conversation import begin_or_go_on

        listen()
        begin_or_go_on(asked)
    elif words[:2] == ["bank", "check"] and len(words) < 4 and not words[-1].startswith("-"):
        listen()
        _check_at_once(*words[2:])
    else:
        from mmn_check.cli import run

        listen()
        run(words, prog_name="mmn-check")


def _check_at_once(folder: str | None = None) -> None:
    """Check a bank without Typer: to load that takes as long as the check."""
    from pathlib import Path

    from mmn_check.bank_check.checked_bank import said_of_bank
    from mmn_check.errors import WrongUseError

    told, outcome = said_of_bank(None if folder is None else Path(folder))
    for stream, lines in ((sys.stderr, told), (sys.stdout, outcome)):
        stream.write("".join(f"{line}\n" for line in lines))
    if not outcome:
        sys.exit(WrongUseError.exit_code)


def _open_missing_streams() -> None:
    """Sink what is written to a stream that was closed; else a file would take its number."""
    for stream, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, stream) is None:
            setattr(sys, stream, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _what_went_wrong(fault: BaseException) -> str:
    """What went wrong; for a fault of the program's own, where the details are."""
    from pathlib import Path

    from mmn_check.errors import MmnCheckError
    from mmn_check.i18n import tr
    from mmn_check.storage.safe_files import refusal

    if isinstance(fault, OSError) and fault.errno in NO_ROOM:
        return refusal("write", Path(tr("standard output")), fault)
    # A visit that was open notes where its answers are.
    said = [tr("Something went wrong inside the program."), *getattr(fault, "__notes__", ())]
    with suppress(MmnCheckError):
        kept = _details_kept(fault)
        said.append(tr("Where it happened, without your answers, is in {path}", path=kept))
    return " ".join(said)


def _details_kept(fault: BaseException) -> Path:
    """Where the kind of the fault and the lines of code it came through are kept.

    The fault's own message and the variables are left out: both may hold answers.

    Raises:
        MmnCheckError: if they cannot be.
    """
    import traceback

    from mmn_check.storage import safe_files

    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"{type(fault).__name__}", *(f"{f.filename}:{f.lineno} {f.name}" for f in frames)]
    path = safe_files.data_folder() / "fault.txt"
    safe_files.private_folder(path.parent)
    safe_files.write_safely(path, ("\n".join(lines) + "\n").encode())
    return path


def _say_why_and_end(code: int, *, why: str) -> None:
    """Say why on standard error, unless even that is gone with the terminal, and end."""
    with suppress(ImportError, OSError, MemoryError):
        from mmn_check.interview import os_signals
        from mmn_check.text_safety import fitted, harmless

        os_signals.listen_no_more()
        why = fitted(harmless(why), sys.stderr)  # it may quote what was typed
    for stream, told in ((sys.stdout, ""), (sys.stderr, why)):
        try:
            if told:
                print(told, file=stream)
            stream.flush()
        except OSError:  # it would be tried, and complained of, once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


if __name__ == "__main__":
    main()

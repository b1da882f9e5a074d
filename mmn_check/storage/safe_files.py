"""The folder of answers; files written so that nothing is lost, each refusal a sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import Literal

from mmn_check import os_files
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr, tr_later
from mmn_check.text_safety import safe

Doing = Literal["read", "look into", "write", "delete", "keep answers in"]
_REFUSED: dict[Doing, str] = {
    "read": tr_later("Cannot read {file}: {reason}."),
    "look into": tr_later("Cannot look into {file}: {reason}."),
    "write": tr_later("Cannot write {file}: {reason}."),
    "delete": tr_later("Cannot delete {file}: {reason}."),
    "keep answers in": tr_later("Cannot keep answers in {file}: {reason}."),
}
EDQUOT = getattr(errno, "EDQUOT", errno.ENOSPC)
"""Windows does not have it."""
REASONS = {
    errno.ENOSPC: tr_later("the disk is full. Make some room and try again"),
    EDQUOT: tr_later("your share of the disk is used up. Make some room and try again"),
    errno.EFBIG: tr_later("a file may not grow that large here. Make some room and try again"),
    errno.EROFS: tr_later("the disk can only be read. Choose another folder with XDG_DATA_HOME"),
    errno.EACCES: tr_later("permission is denied. Check who owns it and what you may do there"),
    errno.EPERM: tr_later("permission is denied. Check who owns it and what you may do there"),
    errno.ENOENT: tr_later("it is not there. Check the name"),
    errno.ENOTDIR: tr_later("a file stands where a folder should be. Move that file away"),
    errno.EEXIST: tr_later("something stands in the way. Move it and try again"),
    errno.EIO: tr_later("the disk failed. Try again, or choose another folder with XDG_DATA_HOME"),
    errno.EMFILE: tr_later("too many files are open. Close other programs and try again"),
    errno.ENFILE: tr_later("too many files are open. Close other programs and try again"),
    errno.ENAMETOOLONG: tr_later("the name is too long. Choose a shorter one"),
    errno.EISDIR: tr_later("it is a folder, not a file. Check the name"),
    errno.ELOOP: tr_later("it is a symbolic link. Put the file itself there"),
}


class NotReadableError(MmnCheckError):
    """A file cannot be read."""


class NotWritableError(MmnCheckError):
    """Something cannot be written."""


class BusyError(MmnCheckError):
    """The visit, or the diary, is open in another window."""


def path_shown(path: Path) -> str:
    """A path as it may be printed, whatever characters are in it."""
    return safe(str(path), 400)


def refusal(doing: Doing, path: Path, error: OSError) -> str:
    """That the disk would not do something, why, and what to do."""
    if known := REASONS.get(error.errno or 0):
        reason = tr(known)
    elif error.strerror:
        reason = tr("{reason}. Try again", reason=error.strerror)
    else:
        reason = tr("the disk refused. Try again")
    return tr(_REFUSED[doing], file=path_shown(path), reason=reason)


def read_file(path: Path, *, limit: int, follow: bool = True) -> bytes:
    """The content of a regular file of at most `limit` bytes."""
    try:
        return os_files.read_whole(path, limit=limit, follow=follow)
    except os_files.NotAFileError as error:
        why = tr("Cannot read {file}: it is not a file. Check the name.", file=path_shown(path))
        raise NotReadableError(why) from error
    except os_files.TooLargeError as error:
        why = tr(
            "Cannot read {file}: it is larger than {size} MB. Check the name.",
            file=path_shown(path),
            size=limit // 1_000_000,
        )
        raise NotReadableError(why) from error
    except OSError as error:
        raise NotReadableError(refusal("read", path, error)) from error


def write_safely(path: Path, content: bytes) -> None:
    """Put the content in the place of a file, durably: after any fault the old or the new is there.

    Written beside, flushed, renamed, and the folder flushed.
    """
    temporary = temporary_beside(path)
    try:
        try:
            with suppress(FileNotFoundError):
                temporary.unlink()
            with os.fdopen(os_files.create(temporary), "wb") as file:
                file.write(content)
                file.flush()
                os_files.flush(file.fileno())
            os_files.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        os_files.flush_folder(path.parent)
    except OSError as error:
        raise NotWritableError(refusal("write", path, error)) from error


CHANGED = tr_later(
    "{file} was changed by another program, and stays as that left it. "
    "Your last answer is not in it. To go on from there: mmn-check{command}"
)


class SafeFile:
    """One file of answers: held by one window, written whole, what another program wrote kept."""

    def __init__(self, path: Path, *, known: bytes | None = None, go_on: str = "") -> None:
        """`known` is what it should hold so far, None for anything.

        `go_on` follows `mmn-check` in the command to go on with.
        """
        self.path = path
        self._known = known
        self._go_on = go_on

    def read(self, *, limit: int) -> bytes:
        """What it holds; a symbolic link is not followed. Raises NotReadableError."""
        self._known = read_file(self.path, limit=limit, follow=False)
        return self._known

    def write(self, content: bytes) -> None:
        """Put this in its place; when this returns, it is on the disk.

        Raises:
            NotWritableError: if another program changed it meanwhile, or as `write_safely`.
        """
        # Our lock holds no editor off.
        if self.was_changed():
            told = tr(CHANGED, file=path_shown(self.path), command=self._go_on)
            raise NotWritableError(told)
        if not self.path.parent.is_dir():
            private_folder(self.path.parent)
        write_safely(self.path, content)
        self._known = content

    def was_changed(self) -> bool:
        """Whether it holds something else than was read or written here; not if it is gone."""
        known = self._known
        if known is None:
            return False
        try:
            same_size = self.path.lstat().st_size == len(known)
            return not same_size or read_file(self.path, limit=len(known), follow=False) != known
        except FileNotFoundError:
            return False
        except (OSError, NotReadableError):
            return True

    @contextmanager
    def held(self, *, busy: str) -> Iterator[bool]:
        """Hold it by a lock beside it, which goes with it; what a dead program held is free.

        False where the disk knows no locks: no second window is kept off.

        Raises:
            BusyError: if another window holds it, saying `busy`.
        """
        lock, is_gone = self.path.with_name(f".{self.path.stem}.lock"), False
        try:
            with ExitStack() as opened:
                try:
                    file = opened.enter_context(os.fdopen(os_files.create(lock, anew=False), "wb"))
                    is_alone = os_files.lock(file.fileno())
                except BlockingIOError:
                    raise BusyError(busy) from None
                except OSError as error:
                    raise NotWritableError(refusal("write", lock, error)) from error
                try:
                    yield is_alone
                finally:
                    is_gone = not os.path.lexists(self.path)
        finally:
            if is_gone:  # not before: Windows deletes no file that is held
                remove_file(lock)

    def remove(self) -> None:
        """Make sure that it is not there, nor what a kill left beside it."""
        for one in (self.path, temporary_beside(self.path)):
            remove_file(one)


def temporary_beside(path: Path) -> Path:
    """The temporary neighbour through which a file is written; a kill may leave it behind."""
    return path.with_name(f".{path.name}.new")


def remove_file(path: Path) -> None:
    """Make sure that a file is not there; a symbolic link goes, what it points to stays."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritableError(refusal("delete", path, error)) from error


def private_folder(path: Path) -> bool:
    """Make sure that a folder is there; whether it is open to nobody but its owner.

    Raises:
        NotWritableError: if it cannot be made.
    """
    try:
        missing = list(takewhile(lambda one: not one.exists(), (path, *path.parents)))
        for one in reversed(missing):
            one.mkdir(mode=os_files.PRIVATE_FOLDER, exist_ok=True)
            with suppress(OSError):  # an umask may have taken the owner's own rights
                one.chmod(os_files.PRIVATE_FOLDER)
        if not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")
        return os_files.close_folder(path)
    except OSError as error:
        raise NotWritableError(refusal("keep answers in", path, error)) from error


PROGRAM = "mmn-check"


class NoDataFolderError(MmnCheckError):
    """There is no place to keep answers."""


def data_folder() -> Path:
    """The folder for answers, whether or not it is there yet.

    XDG_DATA_HOME counts if it is an absolute path, else the system's place in the home folder.

    Raises:
        NoDataFolderError: if there is no home folder either.
    """
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    if chosen.is_absolute():
        return chosen / PROGRAM
    home = os.environ.get("HOME", os.path.expanduser("~"))  # noqa: PTH111 - never raises
    if not (Path(home).is_absolute() and Path(home).is_dir()):
        raise NoDataFolderError(
            tr(
                'There is no place to keep answers: the home folder "{folder}" is not there. '
                "Set HOME to your home folder, or XDG_DATA_HOME to a folder of your choice.",
                folder=safe(home, 400),
            )
        )
    if sys.platform == "linux":
        return Path(home, ".local", "share", PROGRAM)
    # Where the place is so plain, a start need not wait for this.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path(PROGRAM, appauthor=False)

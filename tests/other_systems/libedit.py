"""A `readline` for this Python that edits with libedit, as the Pythons of macOS have it.

Built from the source that CPython has for its own, as the package gnureadline carries it, against
the libedit of this system.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

SOURCE = "gnureadline==8.3.3"
HEADER = "#include <editline/readline.h>\n#undef HAVE_RL_COMPDISP_FUNC_T\n"
"""In place of GNU's, whose names of types libedit does not have."""


class NotBuiltError(Exception):
    """Something that is needed is not here: the message says what."""


def build(folder: Path) -> Path:
    """Build the module; the folder to be put on the path."""
    _run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:",
         "-d", str(folder), SOURCE)  # fmt: skip
    with tarfile.open(next(folder.glob("gnureadline*.tar.gz"))) as packed:
        packed.extractall(folder, filter="data")
    (top,) = folder.glob("gnureadline*/Modules")
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    source = next(one for name in (own, "3.x") if (one := top / name / "readline.c").exists())
    headers = top.parent / "readline"
    headers.mkdir(exist_ok=True)
    (headers / "readline.h").write_text(HEADER)
    (headers / "history.h").write_text("")
    module = folder / "built" / f"readline{sysconfig.get_config_var('EXT_SUFFIX')}"
    module.parent.mkdir()
    _run("cc", "-shared", "-fPIC", "-DWITH_EDITLINE", "-DPyInit_gnureadline=PyInit_readline",
         f"-I{sysconfig.get_paths()['include']}", str(source), "-o", str(module),
         "-ledit")  # fmt: skip
    return module.parent


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()
        raise NotBuiltError(f"{command[0]} cannot do it here: {said[-1]}") from error

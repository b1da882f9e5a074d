"""Put the newest versions of all that is installed into `constraints.txt`.

Run as `python -m tests.constraints`, with the oldest Python that we support. Then run the tests.
"""

from __future__ import annotations

import subprocess
import tempfile
import venv
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")
HEADER = """\
# What the program, its tests, checks and benchmarks are installed with: what patients install is
# what was tested. To take the newest of everything: python -m tests.constraints
"""


def newest() -> str:
    """A line for each package that a fresh installation brings, `name==version`."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check"]
        program = f"{FILE.parents[1]}[test,checks,bench]"
        subprocess.run([*pip, "install", "--quiet", program], check=True)
        frozen = [*pip, "freeze", "--exclude", "mmn-check"]
        return subprocess.run(frozen, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    FILE.write_text(f"{HEADER}{newest()}", encoding="utf-8")

"""What helps to write a question bank: its sheet, its catalogs, what changed; here, a first one.

That is small and whole, about no disease of ours: every kind of question once.
"""

from __future__ import annotations

from pathlib import Path

from mmn_check.errors import MmnCheckError
from mmn_check.storage.safe_files import NotWritableError, path_shown, refusal

STARTER = Path(__file__).parent / "starter"
SCHEMA_FILE = "bank.schema.json"
"""What the first line of each file names, for editors."""


def write_starter(folder: Path, *, schema: str) -> tuple[Path, ...]:
    """Write the starter's files and the schema into a folder of its own; what was written.

    Raises:
        MmnCheckError: if there is something in the folder already.
        NotWritableError: if something cannot be written.
    """
    contents = {path.name: path.read_text("utf-8") for path in sorted(STARTER.glob("*.yaml"))}
    contents[SCHEMA_FILE] = schema
    try:
        if folder.is_dir() and any(folder.iterdir()):
            shown = path_shown(folder)
            why = f"{shown} is not empty. Name a folder that is, or that is not there yet."
            raise MmnCheckError(why)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in contents.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise NotWritableError(refusal("write", folder, error)) from error
    return tuple(folder / name for name in contents)

"""The least that keeps each answer as safely.

It waits as long for further lines that were pasted with the first, and writes beside, flushes,
renames and flushes the folder.
"""

import os
import select
import sys
from pathlib import Path

while True:
    line = input("\n> ")
    select.select([sys.stdin], [], [], 0.005)
    with Path("line.new").open("w") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    Path("line.new").replace("line")
    folder = os.open(".", os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)

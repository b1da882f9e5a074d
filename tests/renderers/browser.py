"""A page in headless Chromium that looks at each visit, served from the loopback address."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

Json = dict[str, Any]
PATIENCE = 600
"""Seconds for a page to look at all visits."""


class Handler(SimpleHTTPRequestHandler):
    """Hands out the files of one folder, and takes what a page has seen."""

    def __init__(self, *args: Any, seen: dict[str, Json], done: Event, **more: Any) -> None:
        self._seen, self._done = seen, done
        super().__init__(*args, **more)

    def log_message(self, *_: Any) -> None:
        """Nothing: what was asked for is of no interest."""

    def do_GET(self) -> None:
        if self.path != "/visits":
            super().do_GET()
            return
        names = sorted(one.name for one in Path(self.directory, "visits").iterdir())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(names).encode())

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.send_response(200)
        self.end_headers()
        if self.path == "/done":
            self._done.set()
        else:
            self._seen[self.path.removeprefix("/seen/")] = json.loads(told)


def looked_at(chromium: str, folder: Path, page: str) -> dict[str, Json]:
    """What a page saw of each visit in the folder: links, answers and complaints."""
    seen: dict[str, Json] = {}
    done = Event()
    with _served(folder, seen, done) as address:
        profile = folder / f"profile-{page}"
        options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}")
        browser = subprocess.Popen(
            [chromium, *options, f"{address}/{page}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            done.wait(PATIENCE)
        finally:
            browser.terminate()
            browser.wait()
    return seen


@contextmanager
def _served(folder: Path, seen: dict[str, Json], done: Event) -> Iterator[str]:
    handler = partial(Handler, directory=str(folder), seen=seen, done=done)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()

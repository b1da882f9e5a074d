"""The answers that travel in a FHIR Bundle: what left as a visit comes back as the same visit."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from mmn_check.i18n import tr

KEPT_AS = "application/yaml"
"""The content type of the visit's own file, which stands beside the page in its document."""
LARGEST_BUNDLE = 30_000_000
"""More bytes than a Bundle of the largest visit has."""


class NoAnswersInItError(Exception):
    """A FHIR resource without a visit's own file."""


def answers_in(raw: bytes) -> bytes:
    """The visit's file within FHIR as JSON; anything else as it is.

    Raises:
        NoAnswersInItError: with a sentence, if it is FHIR and no such file is in it.
    """
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or b'"resourceType"' not in raw:
        return raw
    try:
        bundle = json.loads(raw)
        found = next(_files(bundle), None)
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        found = None
    if found is None:
        raise NoAnswersInItError(
            tr(
                "This is FHIR, but no visit that mmn-check wrote is in it. "
                "Name a file that mmn-check summary --format fhir made."
            )
        )
    return found


def _files(bundle: Any) -> Iterator[bytes]:
    for entry in bundle["entry"]:
        document = entry.get("resource", {})
        if document.get("resourceType") != "DocumentReference":
            continue
        for content in document.get("content", []):
            attachment = content.get("attachment", {})
            if attachment.get("contentType") == KEPT_AS:
                yield b64decode(attachment["data"], validate=True)

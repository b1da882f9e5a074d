"""Measures what is promised about speed and size: python -m tests.benchmarks [FILE.json].

Prints tables, and writes the same as JSON. Nothing fails for being slow.
"""

from __future__ import annotations

import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median

from tests.benchmarks.driven import WAYS, Driven, drive
from tests.benchmarks.growth import grown
from tests.benchmarks.rows import rows

RUNS = 9
WRITTEN_TO = Path("build") / "benchmarks.json"


def main() -> None:
    """Measure everything and say it."""
    ten = _driven()
    print(f"{'ten questions':34}{'start':>9}{'keys':>7}{'bytes':>8}")
    for name, one in ten.items():
        print(f"{name:34}{one.start * 1000:6.0f} ms{one.keys:7}{one.written:8}")
    print(f"\n{'what':62}{'found':>8}{'target':>8}")
    measured = []
    for row in rows(ten):
        measured.append(row)
        print(
            f"{row.what:62}{row.found:8.4g}{row.target:8.4g} {row.unit:6}"
            f"{'met' if row.met else 'not met'}"
        )
    print(f"\n{'what grows':68}{'seconds':>14}{'MB':>10}")
    growth = grown()
    for one_grown in growth:
        (fast, slow), (small, large) = one_grown.seconds, one_grown.megabytes
        print(
            f"{one_grown.what:68}{fast:7.3f}{slow:7.3f}{small:5.0f}{large:5.0f} "
            f"{'in step' if one_grown.in_step else 'faster than in step'}"
        )
    _write(
        {
            "python": platform.python_version(),
            "machine": platform.platform(),
            "ten_questions": {name: asdict(one) for name, one in ten.items()},
            "promises": [asdict(one) | {"met": one.met} for one in measured],
            "growth": [asdict(one) | {"in_step": one.in_step} for one in growth],
        }
    )


def _driven() -> dict[str, Driven]:
    """Each program through the ten questions, in turn, so that all meet the same weather."""
    runs = [{name: drive(way) for name, way in WAYS.items()} for _ in range(RUNS)]
    return {
        name: Driven(
            start=median(one[name].start for one in runs),
            keys=runs[0][name].keys,
            written=round(median(one[name].written for one in runs)),
        )
        for name in WAYS
    }


def _write(found: object) -> None:
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else WRITTEN_TO
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten as {to}")


if __name__ == "__main__":
    main()

"""``python -m bench [NAME …]``: run the benches, print the ratios, keep them in ``bench/results.json``."""

from __future__ import annotations

import importlib
import json
import platform
import sys
from pathlib import Path

import msgspec

from bench.measuring import Comparison

NAMES = (
    "imports",
    "deeds",
    "documents",
    "signatures",
    "journal",
    "starting",
    "stalls",
    "children",
    "room",
    "suppression",
    "cross_reference",
    "ten_years",
    "profile_pdf",
)
RESULTS = Path(__file__).parent / "results.json"


def main(wanted: list[str]) -> int:
    """Run the benches named, or all. An aim that is not reached is a figure to tell, not a failed run."""
    lines: list[Comparison] = []
    for name in wanted or NAMES:
        for line in importlib.import_module(f"bench.{name}").compare_all():
            lines.append(line)
            mark = "✓" if line.met else "✗"
            print(f"{mark} {line.bench}: {line.ratio:.2f} × {line.against} ({line.aim}) {line.note}", flush=True)
    _keep(lines, anew=not wanted)
    return 0


def _keep(lines: list[Comparison], *, anew: bool) -> None:
    """Write the figures; those of benches that did not run this time stay as they were."""
    measured = {(line.bench, line.against): msgspec.to_builtins(line) for line in lines}
    before = [] if anew or not RESULTS.exists() else json.loads(RESULTS.read_text(encoding="utf-8"))["lines"]
    kept = [measured.pop((line["bench"], line["against"]), line) for line in before]
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    told = {"machine": machine, "lines": [*kept, *measured.values()]}
    RESULTS.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""``python -m bench [NAME …]``: run the benches, print the ratios, and keep them in ``bench/results.json``."""

from __future__ import annotations

import importlib
import json
import platform
import sys
from pathlib import Path

import msgspec

from bench.measuring import Comparison

NAMES = ("imports", "deeds", "documents", "signatures", "journal")
RESULTS = Path(__file__).parent / "results.json"


def main(wanted: list[str]) -> int:
    """Run the benches named, or all. An aim that is not reached is a figure to tell, not a failed run."""
    lines: list[Comparison] = []
    for name in wanted or NAMES:
        for line in importlib.import_module(f"bench.{name}").compare_all():
            lines.append(line)
            mark = "✓" if line.met else "✗"
            print(f"{mark} {line.bench}: {line.ratio:.2f} × {line.against} ({line.aim}) {line.note}", flush=True)
    if not wanted:
        machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
        kept = {"machine": machine, "lines": msgspec.to_builtins(lines)}
        RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

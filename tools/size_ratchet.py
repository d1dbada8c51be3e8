"""Holds the size of files and functions: a new one stays under the limits, an old long one may only shrink.

The limits are those of CONTRIBUTING.md: a file stops at 400 lines, a function at 50. What was longer when the
ratchet was set is listed in ``tools/size_ratchet.json`` with its length; ``--write`` records that they shrank.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = ROOT / "tools" / "size_ratchet.json"
FOLDERS = ("src", "tests", "bench", "tools", "installer")
FILE_LIMIT, FUNCTION_LIMIT = 400, 50


def _lengths() -> Iterator[tuple[str, int, int]]:
    """Every file and function as (name, lines, limit)."""
    for path in sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        yield name, text.count("\n"), FILE_LIMIT
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1, FUNCTION_LIMIT


def main() -> int:
    """Compare every length with its limit or its recorded length; return 1 where one has grown."""
    allowed: dict[str, int] = json.loads(ALLOWED.read_text()) if ALLOWED.exists() else {}
    over = {name: lines for name, lines, limit in _lengths() if lines > limit}
    grown = [(name, lines) for name, lines in over.items() if lines > allowed.get(name, 0)]
    for name, lines in grown:
        print(f"{name}: {lines} lines. Split it: files stop at {FILE_LIMIT} lines, functions at {FUNCTION_LIMIT}.")
    shrunk = {name: over.get(name, 0) for name, lines in allowed.items() if over.get(name, 0) < lines}
    if shrunk and "--write" not in sys.argv:
        print("These have shrunk; record it with `python tools/size_ratchet.py --write`:", ", ".join(shrunk))
    if "--write" in sys.argv:
        kept = {name: lines for name, lines in over.items() if name in allowed}
        ALLOWED.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
        shrunk = {}
    return 1 if grown or shrunk else 0


if __name__ == "__main__":
    sys.exit(main())

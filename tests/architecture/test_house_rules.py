"""What every file of the house keeps: docstrings, names, one broad catch, and nothing of the machine it was made on."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "panel_desk"
FILES = sorted(SOURCE.rglob("*.py"))
BUCKETS = {"utils", "util", "helpers", "helper", "common", "misc", "widgets", "shared"}
CATCHES_ALL = {"Exception", "BaseException"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The names a handler catches; a bare one catches all."""
    if handler.type is None:
        return {"BaseException"}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}


def broad_catches(tree: ast.AST) -> Iterator[int]:
    """Lines on which everything is caught and not raised again."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and caught(node) & CATCHES_ALL:
            last = node.body[-1]
            if not (isinstance(last, ast.Raise) and last.exc is None):
                yield node.lineno


def public_parts(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Public functions and classes, and the public methods of these classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_parts(ast.Module(body=node.body, type_ignores=[]))


def tracked() -> list[Path]:
    """Every file that is part of the project and is text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


def registry_hosts() -> set[str]:
    """Where packages come from: the public registries, and whatever this machine is told to use instead."""
    known = {f"{name}.org" for name in ("pypi", "files.pythonhosted", "registry.npmjs", "proxy.golang")}
    told = [value for name, value in os.environ.items() if re.search(r"(INDEX|REGISTRY|PROXY)", name)]
    return known | {host for value in told if (host := urlsplit(value).hostname) and "." in host}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_command_lines_entry_catches_everything(path: Path) -> None:
    lines = list(broad_catches(parsed(path)))
    allowed = 1 if path == SOURCE / "cli" / "main.py" else 0
    assert len(lines) <= allowed, lines


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_module_and_every_public_part_says_what_it_is_for(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree)
    assert [part.name for part in public_parts(tree) if not ast.get_docstring(part)] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_module_keeps_state_of_its_own(path: Path) -> None:
    assert not [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Global)]


def test_no_file_is_named_for_a_bucket() -> None:
    # The folder of the window's widgets holds one file a part; a file of that name would hold them all.
    folders = BUCKETS - {"widgets"}
    assert [name_of(path) for path in tracked() if path.stem in BUCKETS or path.parent.name in folders] == []


@pytest.mark.parametrize("where", ["/work" + "/", "/tmp" + "/pd", "/ro" + "ot/"])
def test_no_file_holds_a_path_of_the_machine_it_was_made_on(where: str) -> None:
    found = re.compile(rf"(?<![\w.$~}}-]){re.escape(where)}")
    assert [name_of(path) for path in tracked() if found.search(path.read_text(errors="replace"))] == []


def test_no_file_names_a_registry() -> None:
    hosts = registry_hosts()
    found = [(name_of(p), host) for p in tracked() for host in hosts if host in p.read_text(errors="replace")]
    assert found == []


def test_no_test_reads_a_stopwatch() -> None:
    tests = [path for path in tracked() if path.is_relative_to(ROOT / "tests") and path != Path(__file__)]
    # When a key was typed and when the kill came, for a promise in milliseconds; not how long anything took.
    witnesses = {"tests/journeys/room_typist.py", "tests/journeys/test_meeting_room_crash.py"}
    asking = re.compile(r"\b(perf_counter|monotonic|time\.time)\(")
    found = {name_of(path) for path in tests if asking.search(path.read_text(errors="replace"))}
    assert found - witnesses == set()

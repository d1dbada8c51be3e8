"""In CI a skipped test that nobody has allowed fails the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ALLOWED, allowed_skips

SKIPPING = "import pytest\n\ndef test_one():\n    pytest.skip('not here')\n"
SKIPPED_WHOLE = "import pytest\n\npytest.skip('not here', allow_module_level=True)\n"
EXPECTED = "import pytest\n\n@pytest.mark.xfail\ndef test_one():\n    assert False\n"


def run(folder: Path, test: str, allowed: str = "", *, ci: str = "true", more: tuple[str, ...] = ()) -> tuple[int, str]:
    """A run of its own over one test file and a passing one."""
    shutil.copy(ALLOWED.with_name("conftest.py"), folder)
    (folder / ALLOWED.name).write_text(f"# a remark\n{allowed}\n")
    (folder / "test_file.py").write_text(test)
    (folder / "test_passing.py").write_text("def test_passing():\n    pass\n")
    environment = {**os.environ, "CI": ci}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", ".", *more]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("test", [SKIPPING, SKIPPED_WHOLE], ids=["one", "module"])
def test_a_skip_that_is_not_listed_fails_the_run_in_ci_and_is_named(tmp_path: Path, test: str) -> None:
    code, told = run(tmp_path, test)
    assert code == 1
    assert "not listed in allowed_skips.txt: test_file.py" in told


def test_it_fails_also_where_several_processes_share_the_tests(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPING, more=("-n", "2"))[0] == 1


def test_elsewhere_it_is_only_told(tmp_path: Path) -> None:
    code, told = run(tmp_path, SKIPPING, ci="")
    assert code == 0
    assert "not listed" in told


def test_a_listed_skip_is_no_failure(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPING, "test_file.py::test_one  needs a disk that nobody has here")[0] == 0


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    assert run(tmp_path, EXPECTED)[0] == 0


def test_a_listed_skip_needs_its_reason() -> None:
    with pytest.raises(ValueError, match="no reason"):
        allowed_skips("tests/vault/test_crash.py::test_one")


def test_every_listed_skip_is_of_a_test_that_is_there() -> None:
    root = ALLOWED.parents[1]
    listed = allowed_skips(ALLOWED.read_text(encoding="utf-8"))
    assert [test_id for test_id in listed if not (root / test_id.partition("::")[0]).exists()] == []

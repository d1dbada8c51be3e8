"""Fails a run in CI where a test was skipped that ``allowed_skips.txt`` does not name with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ALLOWED = Path(__file__).with_name("allowed_skips.txt")


def allowed_skips(text: str) -> dict[str, str]:
    """Test id, or the beginning of several, → why it may be skipped. Lines that begin with # are remarks.

    Raises:
        ValueError: where a line gives no reason.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        test_id, _, reason = line.partition("  ")
        if not reason.strip():
            raise ValueError(f"{ALLOWED.name} gives no reason for {line!r}")
        found[test_id] = reason.strip()
    return found


class SkipWatch:
    """Remembers which tests were skipped, and ends the run in CI where one was not allowed to be."""

    def __init__(self, allowed: dict[str, str]) -> None:
        self._allowed = tuple(allowed)
        self.unlisted: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of one test has ended."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self._note(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A module was looked through; one that skips itself skips all its tests."""
        if report.skipped:
            self._note(report.nodeid)

    def _note(self, test_id: str) -> None:
        if not test_id.startswith(self._allowed):
            self.unlisted.append(test_id)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a run that would count as green into one that does not."""
        if self.unlisted and os.environ.get("CI") == "true" and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which."""
        for test_id in self.unlisted:
            terminalreporter.write_line(f"skipped, and not listed in {ALLOWED.name}: {test_id}")


def pytest_configure(config: pytest.Config) -> None:
    """Watch from the process that sees every report."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(SkipWatch(allowed_skips(ALLOWED.read_text(encoding="utf-8"))), "skip-watch")

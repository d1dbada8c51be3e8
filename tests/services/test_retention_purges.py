"""What is due, what holds it back, and what a purge leaves: a record that is whole and says what went."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.services.desk_builders import ASHA, TestDesk, a_profile, child

from panel_desk.domain.retained import RecordClass
from panel_desk.domain.retention import DueForReview, PurgeDone

LATER = date(2034, 1, 10)


def short_periods(at: TestDesk) -> None:
    at.desk.retention.set_periods(ASHA, dict.fromkeys(RecordClass, 6))


def due(at: TestDesk, record_class: RecordClass, today: date = LATER) -> list[DueForReview]:
    return [line for line in at.desk.retention.review(today) if line.record_class is record_class]


def purge(at: TestDesk, *lines: DueForReview) -> PurgeDone:
    return at.desk.retention.purge(ASHA, lines, reason="The period is over", approved_by="Dana Prior")


def years_later(at: TestDesk) -> TestDesk:
    at.clock.set(LATER, time(10))
    return at


@pytest.fixture
def old(at: TestDesk) -> TestDesk:
    """A list and a meeting of 2026, looked at in 2034."""
    short_periods(at)
    at.bring(a_profile())
    at.closed()
    at.bring(a_profile(child("103")), "newer.csv")
    return years_later(at)


def test_a_purge_leaves_a_whole_record_that_says_what_went(old: TestDesk) -> None:
    lines = [line for line in old.desk.retention.review(LATER) if line.may_go]
    assert {line.record_class for line in lines} == {RecordClass.MEETING, RecordClass.CASE_LIST}
    done = purge(old, *lines)
    assert done.events == sum(line.events for line in lines)
    audit = old.desk.auditing.audit()
    assert audit.is_whole, audit.sentences
    assert any("SAFE-2026-10" in sentence for sentence in audit.sentences)
    assert old.desk.retention.review(LATER) == ()

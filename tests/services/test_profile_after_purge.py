"""A profile of days whose records were purged says so."""

from __future__ import annotations

from datetime import date

from tests.services.desk_builders import ASHA, TestDesk, a_profile, child

from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.keeping.retained import RecordClass

LATER = date(2034, 1, 10)
_PURGED = (
    "Purged of these days: the profile list of 1 October 2026, on 10 January 2034. The figures hold only what is left."
)


def old_list(at: TestDesk) -> None:
    """A list of 2026-27, and one of 2033-34, in 2034."""
    at.desk.retention.set_periods(ASHA, {RecordClass.CASE_LIST: 6})
    at.bring(a_profile())
    at.clock.set(LATER)
    at.bring(a_profile(child("103")), "newer.csv")


def test_a_profile_names_the_lists_of_its_days_that_were_purged(at: TestDesk) -> None:
    old_list(at)
    year = reporting_year("2026-27")
    assert _PURGED not in at.desk.profiling.profile(year).sentences
    by = at.person("Dana Prior").id
    at.desk.retention.purge(ASHA, at.desk.retention.review(LATER), reason="Over", approved_by=by, day_confirmed=True)
    profile = at.desk.profiling.profile(year)
    assert _PURGED in profile.sentences
    assert not any("No list" in told for told in (*profile.sentences, *(table.sentence for table in profile.tables)))
    public = at.desk.profiling.public(profile)
    assert _PURGED in public.sentences
    assert not any("No list" in told for told in (*public.sentences, *(table.sentence for table in public.tables)))


def test_a_profile_of_other_days_does_not(at: TestDesk) -> None:
    old_list(at)
    by = at.person("Dana Prior").id
    at.desk.retention.purge(ASHA, at.desk.retention.review(LATER), reason="Over", approved_by=by, day_confirmed=True)
    assert not any("Purged" in sentence for sentence in at.desk.profiling.profile(reporting_year("2033-34")).sentences)

"""What a profile says of records of its period that were purged: the figures hold only what is left."""

from __future__ import annotations

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import retention as queries

_NAMED = 3
_COUNTED = (RecordClass.CASE_LIST, RecordClass.MEETING, RecordClass.MISSING)
"""The classes from which the tables are made."""


def purged_sentence(db: Database, period: Period) -> str:
    """``Purged of these days: the profile list of 1 April 2019, on 10 January 2034. …``; empty where nothing was.

    It gives no number of children, and so nothing that a public copy hides.
    """
    found = [
        one
        for one in reversed(queries.purged(db))
        if one.record_class in _COUNTED
        and one.last_on is not None
        and period.starts_on <= one.last_on <= period.ends_on
    ]
    if not found:
        return ""
    # “, 212 rows” would tell how many children were listed.
    named = [f"{one.what.partition(', ')[0]}, on {date_words(one.on)}" for one in found[:_NAMED]]
    more = [f"and {count_words(len(found) - _NAMED, 'more record')}"] if len(found) > _NAMED else []
    return f"Purged of these days: {'; '.join([*named, *more])}. The figures hold only what is left."

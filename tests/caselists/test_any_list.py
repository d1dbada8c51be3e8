"""Laws: no row is lost, nothing but a DeskError is raised, and the format does not matter."""

from __future__ import annotations

import contextlib
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.caselists.builders import PROFILE, a_csv, a_workbook, at, checked

from panel_desk.caselists.preview import ImportPreview
from panel_desk.domain.errors import DeskError

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
CELL = st.one_of(
    TEXT,
    st.sampled_from(
        [
            "104200",
            "0104200",
            "ADEYEMI, Amara",
            "31/02/2011",
            "03/05/2011",
            "b) Female",
            "CSE; CCE",
            "HIGH ",
            "#N/A",
            "Total",
        ]
    ),
)
ROW = st.tuples(*[CELL] * len(PROFILE))


def _every_row_is_told(preview: ImportPreview) -> None:
    counts = preview.counts
    assert counts.accepted + counts.rejected == counts.rows == len(preview.lines)
    assert counts.repaired <= counts.accepted == len(preview.case_rows)
    rejected = {line.row for line in preview.lines if line.value is None}
    assert rejected <= {problem.row for problem in preview.problems}
    assert not rejected & {repair.row for repair in preview.repairs}
    assert all(repair.why and repair.column for repair in preview.repairs)
    told = {line.row for line in preview.lines}
    told |= {n for s in preview.skipped for n in range(s.first_row, s.last_row + 1)}
    assert len(told) == len(preview.lines) + sum(s.last_row - s.first_row + 1 for s in preview.skipped)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=8))
def test_every_row_of_a_random_text_file_is_accepted_rejected_or_skipped(rows: list[tuple[str, ...]]) -> None:
    preview = checked(a_csv(PROFILE, *rows))
    _every_row_is_told(preview)
    skipped = sum(s.last_row - s.first_row + 1 for s in preview.skipped)
    assert preview.counts.rows + skipped == len(rows)


WORKBOOK_CELL = st.one_of(
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1901, 1, 1), date(2099, 1, 1)),
    st.datetimes(at("1901-01-01"), at("2099-01-01")),
    st.booleans(),
    st.none(),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(*[WORKBOOK_CELL] * len(PROFILE)), max_size=12))
def test_every_row_of_a_random_workbook_is_told(rows: list[tuple[object, ...]]) -> None:
    _every_row_is_told(checked(a_workbook(PROFILE, *rows), "list.xlsx"))


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_raise_nothing_but_a_desk_error(untrusted: bytes) -> None:
    with contextlib.suppress(DeskError):
        _every_row_is_told(checked(untrusted))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_below_headings_raise_nothing_but_a_desk_error(untrusted: bytes) -> None:
    with contextlib.suppress(DeskError):
        _every_row_is_told(checked(a_csv(PROFILE) + untrusted))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_raises_nothing_but_a_desk_error(at: int, damage: bytes) -> None:
    whole = a_workbook(PROFILE, ("104200", "Adeyemi, Amara"))
    with contextlib.suppress(DeskError):
        checked(whole[:at] + damage + whole[at + len(damage) :], "list.xlsx")


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            *[st.text(st.characters(codec="cp1252", categories=["L", "N"]), min_size=1, max_size=8)] * len(PROFILE)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_list_reads_the_same_in_every_format(rows: list[tuple[str, ...]]) -> None:
    as_utf8 = checked(a_csv(PROFILE, *rows))
    as_utf16 = checked(b"\xff\xfe" + a_csv(PROFILE, *rows, delimiter="\t", encoding="utf-16-le"))
    as_workbook = checked(a_workbook(PROFILE, *rows), "list.xlsx")
    assert as_utf8.case_rows == as_utf16.case_rows == as_workbook.case_rows
    assert as_utf8.repairs == as_workbook.repairs

"""The laws of the public copy, held against every table that a reader must think possible."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.suppression_oracle import World, derivable, labelled, true_values

from panel_desk.domain.figures.suppression import EarlierCopies, PublicCopy, Subtotal, Suppressed, Table, public_copy
from panel_desk.domain.figures.suppression_figures import Sums
from panel_desk.domain.figures.suppression_moves import one_more

counts = st.one_of(st.integers(0, 7), st.sampled_from([0, 1, 5, 6, 10, 24, 60]))
SLOWLY = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@st.composite
def tables(draw: st.DrawFn, *, most_rows: int = 3, most_columns: int = 4) -> Table:
    """Small tables, with or without totals and with subtotals that overlap."""
    rows, columns = draw(st.integers(1, most_rows)), draw(st.integers(1, most_columns))
    numbers = [[draw(counts) for _ in range(columns)] for _ in range(rows)]
    sums = [("ab", ("a", "b")), ("bc", ("b", "c"))] if rows >= 3 and draw(st.booleans()) else []
    wide = [("pq", ("p", "q"))] if columns >= 3 and draw(st.booleans()) else []
    return labelled(
        *numbers,
        row_sums=tuple(Subtotal(name=name, of=of) for name, of in sums),
        column_sums=tuple(Subtotal(name=name, of=of) for name, of in wide),
        all_rows=draw(st.sampled_from(["All", "All", ""])),
        all_columns=draw(st.sampled_from(["All", "All", ""])),
    )


@st.composite
def linked(draw: st.DrawFn) -> tuple[Table, ...]:
    """The same children by category and sex, age and year: totals are shared, and subtotals of categories overlap."""
    totals = draw(st.lists(st.one_of(st.integers(0, 9), st.integers(10, 30)), min_size=2, max_size=3))
    rows = tuple("abc"[: len(totals)])
    sums = (Subtotal(name="any b", of=("a", "b")), Subtotal(name="any c", of=("b", "c")))
    row_sums = sums if len(rows) == 3 and draw(st.booleans()) else ()
    made = []
    for across, columns in (("sex", ("f", "m")), ("age", ("10–12", "13–15"))):
        first = [draw(st.integers(0, total)) for total in totals]
        split = tuple((one, total - one) for one, total in zip(first, totals, strict=True))
        where = (("year", "2025-26"),)
        table = Table(rows=rows, columns=columns, counts=split, down="category", across=across, where=where)
        made.append(replace(table, row_sums=row_sums))
    two_years = tuple((draw(st.integers(0, 12)), total) for total in totals)
    years = ("2024-25", "2025-26")
    table = Table(rows=rows, columns=years, counts=two_years, down="category", across="year", all_columns="")
    return (*made, replace(table, row_sums=row_sums))


def assert_safe(given_tables: Sequence[Table], copy: PublicCopy) -> None:
    """Each hidden figure takes at least two values, for the plain reader and for the one who knows more."""
    plain, knowing = (World(given_tables, copy, knowing=knows) for knows in (False, True))
    assert [figure.words for figure in copy.hidden if not plain.another(figure)] == []
    small = [figure for figure, cell in copy.hidden.items() if cell.primary and figure not in copy.could_be_guessed]
    assert [figure.words for figure in small if not knowing.another(figure)] == []


@SLOWLY
@given(tables())
def test_no_hidden_figure_can_be_worked_out_from_any_table_that_agrees_with_the_copy(table: Table) -> None:
    assert_safe([table], public_copy([table]))


@SLOWLY
@given(linked())
def test_no_hidden_figure_can_be_worked_out_from_tables_that_share_totals(both: tuple[Table, ...]) -> None:
    copy = public_copy(both)
    assert_safe(both, copy)
    by_sex, by_age, by_year = (tuple(row[-1] for row in table.cells) for table in copy.tables)
    assert by_sex == by_age == by_year


@SLOWLY
@given(tables(most_rows=9, most_columns=7))
def test_no_hidden_figure_is_a_sum_or_a_difference_of_published_ones(table: Table) -> None:
    assert [figure.words for figure in derivable([table], public_copy([table]))] == []


@given(linked())
def test_no_hidden_figure_is_a_difference_of_tables_that_share_totals(both: tuple[Table, ...]) -> None:
    assert derivable(both, public_copy(both)) == []


@given(tables(most_rows=6, most_columns=6))
def test_what_is_published_is_what_was_counted_and_never_one_to_five(table: Table) -> None:
    true = true_values([table])
    for public in public_copy([table]).tables:
        for row, cells in zip(public.rows, public.cells, strict=True):
            for column, cell in zip(public.columns, cells, strict=True):
                number = true[table.figure(row, column)]
                assert cell == number and not 1 <= number <= 5 if isinstance(cell, int) else number > 0
                assert not isinstance(cell, Suppressed) or cell.primary == (number <= 5)


@given(st.lists(st.lists(st.one_of(st.just(0), st.integers(6, 99)), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_without_small_counts_is_unchanged(numbers: list[list[int]]) -> None:
    table = labelled(*numbers)
    assert public_copy([table]).tables[0].cells == tuple(tuple(row) for row in table.values())
    assert public_copy([table]).hidden == {}


@given(tables(most_rows=6, most_columns=6))
def test_the_same_table_gives_the_same_copy_and_what_was_hidden_hides_no_more(table: Table) -> None:
    copy = public_copy([table])
    assert public_copy([table]) == copy
    assert (
        public_copy([table], earlier=EarlierCopies(hidden=frozenset(copy.hidden))).hidden.keys() == copy.hidden.keys()
    )


@given(tables(most_rows=5, most_columns=5), st.data())
def test_what_an_earlier_copy_hid_stays_hidden(table: Table, data: st.DataObject) -> None:
    counted = [figure for figure, value in true_values([table]).items() if value]
    before = data.draw(st.sets(st.sampled_from(counted))) if counted else set()
    assert before <= public_copy([table], earlier=EarlierCopies(hidden=frozenset(before))).hidden.keys()


@SLOWLY
@given(tables())
def test_nothing_is_hidden_that_nobody_needs(table: Table) -> None:
    copy = public_copy([table])
    for figure, cell in copy.hidden.items():
        if not cell.primary:
            fewer = PublicCopy(tables=copy.tables, hidden={f: c for f, c in copy.hidden.items() if f != figure})
            with pytest.raises(AssertionError):
                assert_safe_alike([table], copy, fewer)


def assert_safe_alike(given_tables: Sequence[Table], copy: PublicCopy, fewer: PublicCopy) -> None:
    """Whether a copy that hides fewer protects everyone as the copy does."""
    plain, knowing = (World(given_tables, fewer, knowing=knows) for knows in (False, True))
    for figure in fewer.hidden:
        guessed = figure in copy.could_be_guessed or not copy.hidden[figure].primary
        assert (plain if guessed else knowing).another(figure), figure.words


@SLOWLY
@given(tables().filter(lambda table: not table.row_sums and not table.column_sums))
def test_only_what_nothing_could_protect_is_left_to_be_guessed(table: Table) -> None:
    copy = public_copy([table])
    mark = Suppressed(primary=False, why="")
    everything = {figure: mark for figure, value in true_values([table]).items() if value}
    knowing = World([table], PublicCopy(tables=copy.tables, hidden=everything), knowing=True)
    assert [figure.words for figure in copy.could_be_guessed if knowing.another(figure)] == []


@given(linked())
def test_there_is_always_a_last_resort_one_more_child_like_one_that_is_counted(both: tuple[Table, ...]) -> None:
    sums = Sums(both)
    for number, value in enumerate(sums.values):
        move = one_more(sums, number) if value else {number: 1}
        assert move is not None
        assert set(move.values()) == {1}


@settings(max_examples=5)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.randoms(use_true_random=False))
def test_a_whole_profile_of_linked_tables_with_quarters_and_overlapping_subtotals_is_safe(
    totals: list[int], drawn: Random
) -> None:
    """Category by sex, age and month, with any CSE and any CCE: as the annual profile has them."""
    months = tuple(f"month {n}" for n in range(1, 13))
    quarters = tuple(Subtotal(name=f"quarter {q + 1}", of=months[3 * q : 3 * q + 3]) for q in range(4))
    ages = tuple(f"aged {n}" for n in range(12, 18))
    profile = [
        Table(
            rows=("CSE only", "CCE only", "both"),
            columns=columns,
            counts=tuple(_shared_out(total, len(columns), drawn) for total in totals),
            down="category",
            across=across,
            row_sums=(
                Subtotal(name="any CSE", of=("CSE only", "both")),
                Subtotal(name="any CCE", of=("CCE only", "both")),
            ),
            column_sums=quarters if across == "month" else (),
        )
        for across, columns in (("sex", ("f", "m")), ("age", ages), ("month", months))
    ]
    copy = public_copy(profile)
    assert derivable(profile, copy) == []
    assert all(cell.primary == (1 <= true_values(profile)[figure] <= 5) for figure, cell in copy.hidden.items())


def _shared_out(total: int, among: int, drawn: Random) -> tuple[int, ...]:
    places = [drawn.randrange(among) for _ in range(total)]
    return tuple(places.count(place) for place in range(among))

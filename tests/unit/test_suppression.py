"""Public copies worked out by hand: ``c`` is hidden for its own sake, ``x`` for another's."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.unit.suppression_oracle import labelled

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.suppression import (
    MARK,
    Bond,
    Derived,
    EarlierCopies,
    PublicTable,
    Subtotal,
    Suppressed,
    Table,
    gives_away,
    public_copy,
)

ANY = (Subtotal(name="any CSE", of=("CSE only", "both")), Subtotal(name="any CCE", of=("CCE only", "both")))
CATEGORIES = ("CSE only", "CCE only", "both")


def printed(public: PublicTable) -> list[str]:
    """One line a row; what is hidden for another's sake as ``x``, though the copy prints ``c`` for both."""
    return [
        " ".join(("c" if cell.primary else "x") if isinstance(cell, Suppressed) else str(cell) for cell in row)
        for row in public.cells
    ]


def copied(*counts: tuple[int, ...], **more: object) -> list[str]:
    return printed(public_copy([labelled(*counts, **more)]).tables[0])


def by_category(*counts: tuple[int, ...], across: str = "age") -> Table:
    columns = tuple(f"{across} {n}" for n in range(1, len(counts[0]) + 1))
    return Table(rows=CATEGORIES, columns=columns, counts=counts, row_sums=ANY, down="category", across=across)


def test_nothing_small_nothing_hidden() -> None:
    assert copied((6, 10), (20, 0)) == ["6 10 16", "20 0 20", "26 10 36"]


def test_one_small_count_takes_the_smallest_other_three_of_a_square_with_it() -> None:
    # 3 alone is 33 − 30; with 10 it is 22 − 12 down the column; so a second row must hide both.
    assert copied((3, 10, 20), (10, 12, 30), (99, 40, 50)) == [
        "c x 20 33",
        "x x 30 52",
        "99 40 50 189",
        "112 62 100 274",
    ]


def test_four_small_counts_in_a_square_hide_each_other() -> None:
    assert copied((2, 3, 20), (4, 3, 30)) == ["c c 20 25", "c c 30 37", "6 6 50 62"]


def test_two_small_counts_in_a_row_need_a_second_row() -> None:
    assert copied((3, 4, 20), (10, 12, 30)) == ["c c 20 27", "x x 30 52", "13 16 50 79"]


def test_two_fives_that_add_up_to_ten_hide_a_third_for_no_other_pair_of_one_to_five_does() -> None:
    assert copied((5, 5, 30), (20, 20, 40)) == ["c c x 40", "x x x 80", "25 25 70 120"]


def test_six_ones_that_add_up_to_six_hide_another_figure_for_none_can_be_less_than_one() -> None:
    # Were the row's 30 published, the six would add up to 6; the row below hides them down the columns.
    assert copied((1, 1, 1, 1, 1, 1, 30), (9, 9, 9, 9, 9, 9, 30)) == [
        "c c c c c c x 36",
        "x x x x x x x 84",
        "10 10 10 10 10 10 60 120",
    ]


def test_a_zero_is_published_and_is_never_what_hides_another() -> None:
    assert copied((3, 0, 20), (0, 12, 30)) == ["c 0 x 23", "0 12 30 42", "c 12 x 65"]


def test_a_row_with_one_small_count_and_zeros_hides_its_total_too_for_it_is_the_same_number() -> None:
    assert copied((3, 0), (20, 30), (40, 50)) == ["c 0 c", "x 30 x", "40 50 90", "63 80 143"]


def test_small_totals_of_small_counts_are_hidden_themselves() -> None:
    assert copied((1, 2), (1, 3)) == ["c c c", "c c c", "c c 7"]


def test_one_cell_is_hidden_with_all_its_totals() -> None:
    assert copied((4,)) == ["c c", "c c"]
    assert copied((6,)) == ["6 6", "6 6"]


def test_one_row_hides_the_small_count_and_the_smallest_other_with_their_column_totals() -> None:
    assert copied((3, 10, 20)) == ["c x 20 33", "c x 20 33"]


def test_one_column_hides_the_small_count_and_the_smallest_other_with_their_row_totals() -> None:
    assert copied((3,), (10,), (20,)) == ["c c", "x x", "20 20", "33 33"]


def test_one_column_without_row_totals_hides_two_counts() -> None:
    assert copied((3,), (10,), (20,), all_columns="") == ["c", "x", "20", "33"]


def test_columns_that_are_not_added_up_hide_only_what_is_small() -> None:
    assert copied((3, 10), (20, 30), all_rows="", all_columns="") == ["c 10", "20 30"]


def test_a_lone_small_count_beside_zeros_hides_the_grand_total_because_it_is_that_number() -> None:
    assert copied((0, 0), (0, 2)) == ["0 0 0", "0 c c", "0 c c"]


def test_a_grand_total_is_hidden_where_everything_else_is_small_and_gives_it_no_other_way() -> None:
    # 5 + 5 = 10 down and across can only be 5 and 5.
    assert copied((5, 5)) == ["c c x", "c c x"]


def test_an_empty_table_and_a_table_of_zeros_stay_as_they_are() -> None:
    assert copied() == ["0"]
    assert copied((0, 0), (0, 0)) == ["0 0 0", "0 0 0", "0 0 0"]


def test_a_count_with_room_to_fall_by_four_is_hidden_before_a_smaller_one_without() -> None:
    # With 7 a reader who knows that it is 6 or more knows that 2 is 3 at most.
    assert copied((2,), (7,), (11,), all_columns="") == ["c", "7", "x", "20"]


def test_a_small_count_that_a_subtotal_gives_away_hides_the_subtotal() -> None:
    # Both is any CSE − CSE only, any CCE − CCE only, and All − CSE only − CCE only: each must miss a term.
    (public,) = public_copy([replace(by_category((44,), (175,), (3,)), all_columns="")]).tables
    assert dict(zip(public.rows, printed(public), strict=True)) == {
        "CSE only": "44",
        "CCE only": "x",
        "both": "c",
        "any CSE": "x",
        "any CCE": "178",
        "All": "222",
    }


def test_the_founding_table_is_published_whole() -> None:
    (public,) = public_copy([by_category((44,), (175,), (20,))]).tables
    assert printed(public) == ["44 44", "175 175", "20 20", "64 64", "195 195", "239 239"]


def test_a_total_that_stands_in_two_tables_is_hidden_in_both() -> None:
    by_age, by_sex = by_category((3, 0), (20, 30), (40, 50)), by_category((2, 1), (25, 25), (45, 45), across="sex")
    one, other = public_copy([by_age, by_sex]).tables
    assert [row[-1] for row in one.cells] == [row[-1] for row in other.cells]
    assert isinstance(one.cell("CSE only", "All"), Suppressed)


def test_a_count_that_another_table_gives_away_is_hidden_there_too() -> None:
    # By age the row total 3 is hidden; by sex it is 3 + 0: the 3 is small itself, and its column hides another.
    by_age = labelled((1, 2), (20, 30), across="age")
    by_sex = labelled((3, 0), (30, 20), across="sex")
    assert printed(public_copy([by_age, by_sex]).tables[1])[0] == "c 0 c"


def test_this_years_total_is_the_same_figure_in_the_table_of_years() -> None:
    year = (("year", "2025-26"),)
    ages = labelled((3, 0), (20, 30), where=year, down="category", across="age")
    years = Table(
        rows=("a", "b"),
        columns=("2024-25", "2025-26"),
        counts=((8, 3), (60, 50)),
        down="category",
        across="year",
        all_columns="",
    )
    assert printed(public_copy([ages, years]).tables[1]) == ["8 c", "60 x", "68 53"]


def test_two_tables_that_disagree_on_a_figure_are_refused() -> None:
    with pytest.raises(ValueError, match="disagree on children: a: 30 and 31"):
        public_copy([labelled((10, 20), across="age"), labelled((10, 21), across="sex")])


def test_tables_that_no_children_could_make_are_refused_rather_than_published_unproved() -> None:
    # Whoever is a is p, whoever is p is m, and whoever is a is n: each table holds together, the three do not.
    straight, crossed = ((1, 0), (0, 1)), ((0, 1), (1, 0))
    one = Table(counts=straight, rows=("a", "b"), columns=("p", "q"), down="first", across="second")
    two = Table(counts=straight, rows=("p", "q"), columns=("m", "n"), down="second", across="third")
    three = Table(counts=crossed, rows=("a", "b"), columns=("m", "n"), down="first", across="third")
    with pytest.raises(DeskError, match="could be proved safe: ‘children: ") as refused:
        public_copy([one, two, three])
    assert refused.value.remedy == "Join rows or columns, or publish fewer tables together."


@pytest.mark.parametrize(
    "wrong",
    [
        {"counts": ((1,),)},
        {"counts": ((1, -1), (2, 3))},
        {"rows": ("a", "a")},
        {"rows": ("a", "All")},
        {"row_sums": (Subtotal(name="ab", of=("a", "z")),)},
        {"row_sums": (Subtotal(name="aa", of=("a", "a")),)},
    ],
    ids=str,
)
def test_a_table_that_does_not_hold_together_is_refused(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {"rows": ("a", "b"), "columns": ("p", "q"), "counts": ((1, 2), (3, 4))}
    with pytest.raises(ValueError, match=r"count|label|add up"):
        Table(**(right | wrong))  # type: ignore[arg-type]


def test_what_is_hidden_says_why_and_never_the_number() -> None:
    copy = public_copy([labelled((3,), (10,), (20,), all_columns="", counted="children missing")])
    small, other = copy.hidden.values()
    assert small == Suppressed(primary=True, why="Counts of 1 to 5 children missing are not published.")
    assert other.why == "Hidden so that ‘children missing: p, a’ cannot be worked out from the rest."


def test_the_copy_prints_the_same_mark_for_either() -> None:
    copy = public_copy([labelled((3,), (10,), (20,), all_columns="")])
    assert [f"{row[0]}" for row in copy.tables[0].cells] == [MARK, MARK, "20", "33"]


def test_five_ones_under_a_total_of_five_are_named_to_who_publishes() -> None:
    copy = public_copy([labelled((1, 1, 1, 1, 1), (10, 20, 30, 40, 50))])
    assert copy.could_be_guessed[0].words == "children: p, a"
    assert copy.caution.startswith("Hidden, but whoever guesses which hidden figures are 1 to 5 could work out")
    assert copy.caution.endswith("and 3 more. Consider joining rows or columns.")


def test_an_ordinary_copy_has_nothing_to_consider() -> None:
    assert public_copy([labelled((3, 10), (10, 12))]).caution == ""


def test_what_is_not_in_the_table_is_no_figure_of_it() -> None:
    with pytest.raises(KeyError):
        labelled((3, 10)).figure("a", "z")


def test_a_percentage_goes_with_its_part_and_with_its_whole_and_a_change_with_either_year() -> None:
    this, last = (labelled((n, 10), (20, 30), where=(("year", y),)) for n, y in ((3, "2025-26"), (12, "2024-25")))
    copy = public_copy([this, last])
    part, whole, other = this.figure("a", "p"), this.figure("All", "All"), this.figure("b", "All")
    derived = [
        Derived(name="share of a", of=(part, whole)),
        Derived(name="per child of a", of=(whole, part)),
        Derived(name="change of a", of=(last.figure("a", "p"), part)),
        Derived(name="share of b", of=(other, whole)),
        Derived(name="change of all", of=(last.figure("All", "All"), whole)),
    ]
    hidden = gives_away(derived, copy.hidden)
    assert list(hidden) == ["share of a", "per child of a", "change of a"]
    assert hidden["change of a"] == "Hidden with what it is worked out from (children: p, a, 2025-26)."


def test_what_an_earlier_copy_hid_says_so() -> None:
    table = labelled((10, 20), (30, 40))
    copy = public_copy([table], earlier=EarlierCopies(hidden=frozenset({table.figure("a", "p")})))
    assert copy.hidden[table.figure("a", "p")].why == "Hidden in an earlier public copy, and so in this one."
    assert printed(copy.tables[0]) == ["x x 30", "x x 70", "40 60 100"]


def test_what_an_earlier_copy_gave_is_given_again_and_protects_nothing() -> None:
    """Seven were printed as the total: hiding it again would protect the one of six and one from nobody."""
    table = a_table((6, 1))
    total = table.figure("a", "All")
    assert total in public_copy([table]).hidden
    earlier = EarlierCopies(printed={total: frozenset({7})})
    copy = public_copy([table], earlier=earlier)
    assert total not in copy.hidden
    assert {table.figure("a", "p"), table.figure("a", "q")} <= copy.hidden.keys()
    assert copy.exposed == ()


def test_a_figure_that_changed_by_up_to_five_since_is_hidden_with_what_gives_it_away() -> None:
    table = a_table((20, 30))
    figure = table.figure("a", "q")
    copy = public_copy([table], earlier=EarlierCopies(printed={figure: frozenset({28})}))
    assert figure in copy.hidden
    assert len(copy.hidden) > 1
    assert "the difference would be a small count" in copy.hidden[figure].why
    far = public_copy([table], earlier=EarlierCopies(printed={figure: frozenset({24})}))
    assert far.hidden == {}


def test_where_earlier_copies_leave_nothing_to_protect_with_it_is_said() -> None:
    """A one of seven, each in a column of its own, under a total that everybody has read."""
    table = Table(rows=("a",), columns=tuple("pqrstuv"), counts=((1,) * 7,), all_rows="")
    copy = public_copy([table], earlier=EarlierCopies(printed={table.figure("a", "All"): frozenset({7})}))
    assert len(copy.exposed) == 7
    assert "earlier public copies gave so much" in copy.exposure


def test_a_bond_is_known_both_ways() -> None:
    """Six missing once and nobody more often: their episodes are six, so the last month had one of them."""
    once = Table(rows=("once",), columns=("year",), counts=((7,),), all_rows="", all_columns="")
    months = Table(
        rows=("May", "June"),
        columns=("began",),
        counts=((6,), (1,)),
        counted="episodes",
        all_rows="",
        all_columns="",
        row_sums=(Subtotal(name="year", of=("May", "June")),),
    )
    bond = Bond(whole=months.figure("year", "began"), parts=((once.figure("once", "year"), 1),), exact=True)
    assert once.figure("once", "year") not in public_copy([once, months]).hidden
    assert once.figure("once", "year") in public_copy([once, months], bonds=[bond]).hidden


def test_a_part_that_all_but_fills_a_hidden_whole_hides_what_bounds_it() -> None:
    """Seven children, of whom a panel considered six and a hidden number more: that is one."""
    children = Table(rows=("all",), columns=("n",), counts=((7,),), all_rows="", all_columns="")
    panel = Table(
        rows=("new", "again"),
        columns=("n",),
        counts=((6,), (1,)),
        down="considered",
        all_rows="",
        all_columns="",
        row_sums=(Subtotal(name="considered", of=("new", "again")),),
    )
    whole, considered = children.figure("all", "n"), panel.figure("considered", "n")
    copy = public_copy([children, panel], bonds=[Bond(whole=whole, parts=((considered, 1),))])
    assert panel.figure("again", "n") in copy.hidden
    assert whole in copy.hidden or panel.figure("new", "n") in copy.hidden


def test_a_bond_that_the_counts_do_not_keep_is_none() -> None:
    table = a_table((20, 30))
    bond = Bond(whole=table.figure("a", "p"), parts=((table.figure("a", "q"), 1),))
    assert public_copy([table], bonds=[bond]).hidden == {}


def a_table(*counts: tuple[int, ...]) -> Table:
    return Table(rows=tuple("ab"[: len(counts)]), columns=("p", "q"), counts=counts, all_rows="")

"""Who counts in a period, and the counts of the profile as tables whose figures are named the same everywhere.

A child counts in a period whom a list of children at risk named that was added to the desk in it, or whom a panel
considered in it: an item that was begun, at a meeting held in it. Each child counts once, under the types that the
last of those lists says (else the panel’s agenda), with the age on the first day of counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.children.cases import ExploitationType, ProfileCategory, profile_category
from panel_desk.domain.figures.suppression_figures import Figure, Subtotal, Table

WHO_COUNTS = (
    "A child counts in a period whom a list of children at risk named that was added to the desk in that period, or "
    "whom a panel considered at a meeting in it. Each child counts once, under the types that the last such list "
    "says, or else the panel’s agenda. Group-based CSE counts as CSE, and county lines count as CCE. Years run from "
    "1 April to 31 March. Shares and changes are rounded half up to one decimal, so they may not add up to 100."
)
"""Printed beneath the tables."""
WHO_WAS_COUNTED = (
    "The children of {when} are told as they were published ({source}); the desk did not count them itself. Shares and "
    "changes are worked out from those figures and rounded half up to one decimal, so they may not add up to 100."
)
"""The same of a year that was published before the desk."""
CATEGORY, PERIOD = "category", "period"
CATEGORIES = (ProfileCategory.CSE_ONLY, ProfileCategory.CCE_ONLY, ProfileCategory.BOTH, ProfileCategory.NEITHER)
LABELS = tuple(category.value for category in CATEGORIES)
ALL, ANY_CSE, ANY_CCE = "All children", "any CSE", "any CCE"
NOT_SPLIT = "not split up"
"""Of a published year, the children whose category was not published."""
ANY = (
    Subtotal(name=ANY_CSE, of=("CSE only", "both")),
    Subtotal(name=ANY_CCE, of=("CCE only", "both")),
)
SUMS = (*ANY, Subtotal(name=ALL, of=LABELS))
CHILDREN = "children"


class CountedChild(Struct, frozen=True, kw_only=True, gc=False):
    """One child who counts in a period."""

    local_id: str
    types: tuple[ExploitationType, ...]
    counted_on: date
    """The first day in the period on which a list or a panel named the child."""
    born_on: date | None = None
    sex: str = ""
    ethnicity: str = ""

    @property
    def category(self) -> ProfileCategory:
        """CSE only, CCE only, both or neither."""
        return profile_category(self.types)


class CategoryCounts(Struct, frozen=True, kw_only=True):
    """How many children of each category a period has; None: not known, of a published year."""

    period: str
    cse_only: int | None
    cce_only: int | None
    both: int | None
    neither: int | None
    children: int
    """All of them, in whichever category."""
    published: str = ""
    """Where the figures stand, where they are not counted from the record."""

    @property
    def is_split(self) -> bool:
        """Whether the category of every child is known."""
        return all(self.count(label) is not None for label in LABELS)

    def count(self, label: str) -> int | None:
        """By the label of a category or sum."""
        known = dict(zip(LABELS, (self.cse_only, self.cce_only, self.both, self.neither), strict=True))
        if label == ALL:
            return self.children
        for line in ANY:
            if line.name == label:
                parts = [known[one] for one in line.of]
                return None if None in parts else sum(part for part in parts if part is not None)
        return known[label]


def counts_of(period: str, children: Iterable[CountedChild]) -> CategoryCounts:
    """The categories of the children of a period."""
    counted = Counter(child.category for child in children)
    cse_only, cce_only, both, neither = (counted[category] for category in CATEGORIES)
    return CategoryCounts(
        period=period, cse_only=cse_only, cce_only=cce_only, both=both, neither=neither, children=counted.total()
    )


def category_grid(counts: CategoryCounts) -> Table:
    """The categories of one period with their sums; what is not known of a published year is left together."""
    known = {label: count for label in LABELS if (count := counts.count(label)) is not None}
    rows = LABELS if len(known) == len(LABELS) else (*known, NOT_SPLIT)
    numbers = [known.get(label, counts.children - sum(known.values())) for label in rows]
    any_sums = tuple(line for line in ANY if set(line.of) <= set(rows))
    return Table(
        name=f"categories {counts.period}",
        rows=rows,
        columns=(counts.period,),
        counts=tuple((number,) for number in numbers),
        down=CATEGORY,
        across=PERIOD,
        row_sums=(*any_sums, Subtotal(name=ALL, of=rows)),
        all_rows="",
        all_columns="",
    )


def category_figure(period: str, label: str) -> Figure:
    """The children of a category, or of a sum of categories, in a period."""
    return figure(CHILDREN, (PERIOD, period), (CATEGORY, label))


def figure(counted: str, *places: tuple[str, str]) -> Figure:
    """What counts the same thing everywhere."""
    return Figure(counted, frozenset(places))


def crossed(
    period: str,
    children: Sequence[CountedChild],
    dimension: str,
    labels: Sequence[str],
    label_of: Callable[[CountedChild], str],
) -> Table:
    """The children of a period by category and by something else; totals are those of ``category_grid``."""
    counted = Counter((child.category.value, label_of(child)) for child in children)
    return Table(
        name=f"{dimension} {period}",
        rows=LABELS,
        columns=tuple(labels),
        counts=tuple(tuple(counted[row, column] for column in labels) for row in LABELS),
        where=((PERIOD, period),),
        down=CATEGORY,
        across=dimension,
        row_sums=SUMS,
        all_rows="",
    )


def plain(
    counted: str,
    period: str,
    dimension: str,
    counts: Mapping[str, int],
    *,
    sums: Iterable[Subtotal] = (),
    where: tuple[tuple[str, str], ...] = (),
) -> Table:
    """One column of counts; nothing is added up but what is named."""
    return Table(
        name=f"{dimension} {period}",
        rows=tuple(counts),
        columns=(period,),
        counts=tuple((number,) for number in counts.values()),
        counted=counted,
        where=where,
        down=dimension,
        across=PERIOD,
        row_sums=tuple(sums),
        all_rows="",
        all_columns="",
    )

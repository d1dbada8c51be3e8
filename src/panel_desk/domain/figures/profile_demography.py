"""Who the children of a profile are: age, sex and ethnic group, with those of whom it is not known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from panel_desk.domain.calendar import age_on
from panel_desk.domain.figures.charts import ChartKind
from panel_desk.domain.figures.profile import ChartPlan, LineKind, ProfileRow, ProfileTable
from panel_desk.domain.figures.profile_cells import share_cell
from panel_desk.domain.figures.profile_counting import (
    ALL,
    CATEGORY,
    CHILDREN,
    LABELS,
    PERIOD,
    CountedChild,
    category_figure,
    crossed,
    figure,
)
from panel_desk.domain.figures.profile_parts import Counted, Part
from panel_desk.domain.figures.suppression_figures import Table

NOT_KNOWN = "not known"
_AGES = ((10, "under 10"), (13, "10 to 12"), (16, "13 to 15"), (18, "16 and 17"))
_ADULT = "18 and over"
_ALWAYS = ("10 to 12", "13 to 15", "16 and 17", "Female", "Male")
_GROUPS = ("Asian", "Black", "Mixed", "White", "Other", NOT_KNOWN)
_CODES = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "C": "Asian", "O": "Other"}
_CODE = re.compile(r"(?!ARAB)[WMAB][A-Z]{3}|CHNE|OOTH|REFU|NOBT", re.ASCII)
"""The Department for Education's codes of the school and children's social care returns."""
_IN_SMALL = re.compile(
    r"w(bri|iri|irt|rom|oth)|m(wbc|wba|was|oth)|a(ind|pkn|ban|oth)|b(crb|afr|oth)|chne|ooth|refu|nobt", re.ASCII
)
"""Of those in small letters only the main ones: four letters may also be a word."""
_LETTERED = re.compile(r"^\w{1,2}[).]\s*")
"""``a) Male``: the letter that a form gives its answers."""
_WORDS = (
    (
        "Mixed",
        ("mixed", "multiple", r"white (?:and|&|\+|/) ?(?:black|asian)", r"(?:black|asian) (?:and|&|\+|/) ?white"),
    ),
    ("White", ("white", "gypsy", "roma", "traveller", "irish")),
    ("Asian", ("asian", "indian", "pakistani", "bangladeshi", "chinese")),
    ("Black", ("black", "african", "caribbean")),
    ("Other", ("other", "arab")),
)
_UNSAID = ("not stated", "not known", "unknown", "refused", "not yet", "not obtained", "not recorded", "prefer not")
_SEXES = {
    "Female": ("f", "female", "2", "girl", "woman"),
    "Male": ("m", "male", "1", "boy", "man"),
    # 0 and 9 are the returns' codes for not known and not specified.
    NOT_KNOWN: ("", "u", "0", "9", "n/k", "nk", "n/a", "unspecified", "indeterminate"),
}


def demography(period: str, children: Sequence[CountedChild]) -> Part:
    """Three tables: by age, by sex and by ethnic group."""
    ages = [*(label for _, label in _AGES), _ADULT, NOT_KNOWN]
    by_age = _split(
        period,
        children,
        _Split("age", "Age", ages, age_band),
        "Age on the first day in the period on which a list or a panel named the child.",
    )
    sexes = ["Female", "Male", "Other", NOT_KNOWN]
    by_sex = _split(period, children, _Split("sex", "Sex", sexes, sex_words), "Sex as the lists last said it.")
    return Part(
        tables=(*by_age.tables, *by_sex.tables, *(groups := _ethnicity(period, children)).tables),
        grids=(*by_age.grids, *by_sex.grids, *groups.grids),
    )


def age_band(child: CountedChild) -> str:
    """``13 to 15``: by completed years on the first day of counting."""
    if child.born_on is None or child.born_on > child.counted_on:
        return NOT_KNOWN
    age = age_on(child.born_on, child.counted_on)
    return next((label for below, label in _AGES if age < below), _ADULT)


def sex_words(child: CountedChild) -> str:
    """``Female``, ``Male``, ``Other``, or not known."""
    said = _LETTERED.sub("", child.sex.strip()).casefold()
    if any(unsaid in said for unsaid in _UNSAID):
        return NOT_KNOWN
    return next((label for label, words in _SEXES.items() if said in words), "Other")


def ethnic_group(child: CountedChild) -> str:
    """One of the five groups of the census, from a return’s code or from words; what is neither is not known."""
    said = _LETTERED.sub("", child.ethnicity.strip())
    code = said[:4].upper() if _IN_SMALL.fullmatch(said) else said[:4]
    if _CODE.fullmatch(code) and (len(said) == len(code) or not said[4].isalpha()):
        return _CODES.get(code[0], NOT_KNOWN) if code not in ("REFU", "NOBT") else NOT_KNOWN
    words = said.casefold()
    if any(unsaid in words for unsaid in _UNSAID):
        return NOT_KNOWN
    before_colon = re.split(r"[:(–-]", words)[0]
    for text in (before_colon, words):
        for group, signs in _WORDS:
            if any(re.search(rf"\b{sign}", text) for sign in signs):
                return group
    return NOT_KNOWN


class _Split:
    """How children are split up: the dimension, its title, its labels in order, and the label of each child."""

    def __init__(
        self, dimension: str, title: str, labels: Sequence[str], label_of: Callable[[CountedChild], str]
    ) -> None:
        self.dimension = dimension
        self.title = title
        self.labels = labels
        self.label_of = label_of

    def shown(self, children: Sequence[CountedChild]) -> list[str]:
        """The usual labels, and the others where a child has them."""
        there = {self.label_of(child) for child in children}
        return [label for label in self.labels if label in there or label in _ALWAYS]


def _split(period: str, children: Sequence[CountedChild], split: _Split, note: str) -> Part:
    shown = split.shown(children)
    grid = crossed(period, children, split.dimension, shown, split.label_of)
    counted = Counted((grid,))
    across = [label for label in LABELS if label != LABELS[-1] or counted.value(category_figure(period, label))]
    rows = []
    for label in (*shown, ALL):
        places = [] if label == ALL else [(split.dimension, label)]
        cells = [
            counted.cell(figure(CHILDREN, (PERIOD, period), (CATEGORY, column), *places)) for column in (*across, ALL)
        ]
        share = share_cell(cells[-1], counted.cell(category_figure(period, ALL)))
        kind = LineKind.TOTAL if label == ALL else LineKind.COUNT
        rows.append(ProfileRow(label=label, cells=(*cells, share), kind=kind))
    table = ProfileTable(
        key=split.dimension,
        title=split.title,
        headings=(split.title, *across, ALL, "share"),
        rows=tuple(rows) if children else (),
        note=f"Children, each once. {note}",
        chart_plan=ChartPlan(
            kind=ChartKind.STACKED_BARS,
            unit=CHILDREN,
            columns=tuple(range(len(across))),
            rows=tuple(range(len(shown))),
            whole=len(across),
        ),
    )
    return Part(tables=(table,), grids=(grid,) if children else ())


def _ethnicity(period: str, children: Sequence[CountedChild]) -> Part:
    """Not by category as well: groups are small, and little of such a table could be published."""
    found = Counter(ethnic_group(child) for child in children)
    shown = [group for group in _GROUPS if found[group] or group != NOT_KNOWN]
    grid = Table(
        name=f"ethnic group {period}",
        rows=(ALL,),
        columns=tuple(shown),
        counts=(tuple(found[group] for group in shown),),
        where=((PERIOD, period),),
        down=CATEGORY,
        across="ethnic group",
        all_rows="",
    )
    counted = Counted((grid,))
    whole = counted.cell(category_figure(period, ALL))
    rows = []
    for label in (*shown, ALL):
        places = [] if label == ALL else [("ethnic group", label)]
        cell = counted.cell(figure(CHILDREN, (PERIOD, period), (CATEGORY, ALL), *places))
        kind = LineKind.TOTAL if label == ALL else LineKind.COUNT
        rows.append(ProfileRow(label=label, cells=(cell, share_cell(cell, whole)), kind=kind))
    table = ProfileTable(
        key="ethnicity",
        title="Ethnic group",
        headings=("Ethnic group", "children", "share"),
        rows=tuple(rows) if children else (),
        note="Children, each once, in the five groups of the census, from the codes or words of the lists; what is "
        "neither is not known.",
        chart_plan=ChartPlan(kind=ChartKind.BARS, unit=CHILDREN, columns=(0,), rows=tuple(range(len(shown)))),
    )
    return Part(tables=(table,), grids=(grid,) if children else ())

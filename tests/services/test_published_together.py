"""Random desks with small counts everywhere: no hidden figure of any copy follows from all copies together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, permutations
from pathlib import Path
from random import Random

import pytest
from tests.services.desk_builders import ASHA, EPISODE_HEADINGS, TestDesk, a_list
from tests.services.profile_lists import HEADINGS, on
from tests.unit.reader_of_copies import ReaderOfCopies

from panel_desk.domain.figures.profile import Profile, PublicProfile
from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.domain.figures.suppression_figures import Bond, Figure

TYPES = ("CSE", "CCE", "CSE; CCE", "CCE", "county lines", "group-based CSE", "", "modern slavery")
BORN = ("12/03/2015", "12/03/2013", "12/03/2011", "12/03/2009", "")
GROUPS = ("WBRI", "BCRB", "APKN", "MWBC", "OOTH", "")
MAY_BE_MORE = {"one episode", "two episodes", "not missing"}
"""In a quarter than in its year."""
ORDERS = (
    ("2025-26",),
    ("2024-25", "2025-26"),
    ("2025-26", "2024-25"),
    ("2025-26", "Q2 2025-26"),
    ("Q2 2025-26", "2025-26"),
    ("2024-25", "Q2 2025-26"),
)


def a_random_desk(at: TestDesk, drawn: Random) -> None:
    """Two years of lists, and the episodes of those children."""
    weights = [[drawn.random() ** 3 for _ in some] for some in (BORN, GROUPS, TYPES)]
    children = []
    for n in range(drawn.randint(5, 40)):
        born, group, types = (
            drawn.choices(some, weight)[0] for some, weight in zip((BORN, GROUPS, TYPES), weights, strict=True)
        )
        children.append((str(1000 + n), "Archer", "Kim", born, drawn.choice("FMFF"), group, types, "High"))
    episodes = set()
    for year in (2024, 2025):
        for day in (date(year, 5, 3), date(year, 9, 1)):
            on(at, day, a_list(HEADINGS, children[0], *(child for child in children if drawn.random() < 0.8)))
        for child in children:
            for _ in range(drawn.choice([0, 0, 0, 0, 1, 1, 2, 3])):
                start = date(year, drawn.randint(4, 12), drawn.randint(1, 27))
                episodes.add((child[0], f"{start} 20:00:00", f"{start} 23:00:00", "MISSING"))
    at.clock.set(date(2026, 4, 20))
    at.bring(a_list(EPISODE_HEADINGS, *sorted(episodes)), "episodes.csv")


def _within(copies: Sequence[tuple[Profile, PublicProfile]]) -> Iterator[Bond]:
    """Of each two figures that count the same in a period and in a longer one around it, the larger is no less."""
    spans = {p.words: p for full, _ in copies for p in (full.period, full.compared) if p}
    values = {f: v for full, _ in copies for g in full.grids for f, v in chain(*map(zip, g.figures(), g.values()))}
    for part, value in values.items():
        for short, long in permutations(spans.values(), 2):
            if (
                long.starts_on <= short.starts_on
                and short.ends_on <= long.ends_on
                and ("period", short.words) in part.places
            ):
                whole = Figure(part.counted, part.places - {("period", short.words)} | {("period", long.words)})
                if whole in values and value <= values[whole] and not {label for _, label in part.places} & MAY_BE_MORE:
                    yield Bond(whole=whole, parts=((part, 1),))


@pytest.mark.parametrize(
    ("seed", "order"), [*((11, order) for order in ORDERS), (107, ("Q1 2025-26", "Q2 2025-26", "2025-26"))]
)
def test_nothing_hidden_follows_from_all_that_is_published(
    at: TestDesk, tmp_path: Path, seed: int, order: tuple[str, ...]
) -> None:
    """Where earlier copies leave nothing to protect a figure with, the copy says so and waits for a yes."""
    a_random_desk(at, Random(seed))
    copies = []
    for period in order:
        full = at.desk.profiling.profile(parse_period(period))
        public = at.desk.profiling.public(full)
        copies.append((full, public))
        at.desk.profiling.export(ASHA, public, tmp_path / "copy.csv", "The public", despite_earlier=True)
    reader = ReaderOfCopies(copies, _within(copies))
    assert len(reader.hidden) > 10
    assert reader.works_out() == {} or "earlier public copies gave so much" in copies[-1][1].to_be_sure_of

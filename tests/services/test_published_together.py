"""Random desks with small counts everywhere: no hidden figure of any copy follows from all copies together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from tests.services.desk_builders import ASHA, EPISODE_HEADINGS, TestDesk, a_list
from tests.services.profile_lists import HEADINGS, on
from tests.unit.reader_of_copies import ReaderOfCopies

from panel_desk.domain.figures.reporting_year import parse_period

TYPES = ("CSE", "CCE", "CSE; CCE", "CCE", "county lines", "group-based CSE", "", "modern slavery")
BORN = ("12/03/2015", "12/03/2013", "12/03/2011", "12/03/2009", "")
GROUPS = ("WBRI", "BCRB", "APKN", "MWBC", "OOTH", "")
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


@pytest.mark.parametrize("order", ORDERS, ids=" then ".join)
@pytest.mark.parametrize("seed", [11])
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
    reader = ReaderOfCopies(copies)
    assert len(reader.hidden) > 10
    assert reader.works_out() == {} or "earlier public copies gave so much" in copies[-1][1].to_be_sure_of

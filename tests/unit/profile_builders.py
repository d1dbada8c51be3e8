"""A whole profile from plain facts, without a vault: children, episodes, panels and actions as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from panel_desk.domain.children.cases import ExploitationType as T
from panel_desk.domain.figures.profile import Profile
from panel_desk.domain.figures.profile_charts import with_chart
from panel_desk.domain.figures.profile_counting import CategoryCounts, CountedChild, counts_of
from panel_desk.domain.figures.profile_demography import demography
from panel_desk.domain.figures.profile_exploitation import exploitation, types, year_by_year
from panel_desk.domain.figures.profile_missing import MissingFacts, missing
from panel_desk.domain.figures.profile_panels import ActionFacts, PanelFacts, activity, referrals
from panel_desk.domain.figures.profile_parts import Part
from panel_desk.domain.figures.profile_sentences import headline, with_sentence
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.missing.episode_lines import Measures

NOW, BEFORE = "2025-26", "2024-25"


def a_child(number: int, *said: T, born: date | None = date(2011, 3, 12), sex: str = "F") -> CountedChild:
    """A child who counts from the first day of the year."""
    return CountedChild(
        local_id=str(number), types=said, counted_on=date(2025, 4, 1), born_on=born, sex=sex, ethnicity="WBRI"
    )


def some(first: int, count: int, *said: T) -> list[CountedChild]:
    """So many children of the same types."""
    return [a_child(first + place, *said) for place in range(count)]


def the_published() -> list[CountedChild]:
    """44 + 175 + 20 = 239."""
    return [*some(1000, 44, T.CSE), *some(2000, 175, T.CCE), *some(3000, 20, T.CSE, T.CCE)]


def measured(name: str, *steps: int) -> Measures:
    """Began, returned, offered, accepted, completed, within 72 hours."""
    began, returned, offered, accepted, completed, within_72 = steps
    return Measures(
        name=name,
        episodes=began,
        returned=returned,
        offered=offered,
        accepted=accepted,
        completed=completed,
        within_72=within_72,
    )


def measures_for(episodes: Mapping[str, int]) -> Measures:
    """As if every episode were over, and every interview held in time."""
    return measured("All", *[sum(episodes.values())] * 6)


def a_profile(
    children: Sequence[CountedChild],
    *,
    before: Sequence[CountedChild] = (),
    published: CategoryCounts | None = None,
    episodes: Mapping[str, int] | None = None,
    measures: Measures | None = None,
    by_month: tuple[Measures, ...] = (),
    panels: Sequence[PanelFacts] = (),
    actions: Sequence[ActionFacts] = (),
    referred: Mapping[str, Sequence[str]] | None = None,
    years: Sequence[CategoryCounts] = (),
) -> Profile:
    """A year beside the one before it, where that one has any child, and after any ``years`` before."""
    earlier = published or (counts_of(BEFORE, before) if before else None)
    lines = [line for line in (earlier, counts_of(NOW, children)) if line]
    had = episodes or {}
    facts = MissingFacts(period=NOW, episodes=had, measures=measures or measures_for(had), by_month=by_month)
    typed = [(BEFORE, before), (NOW, children)] if before else [(NOW, children)]
    parts = [
        exploitation(lines, [*years, *lines]),
        year_by_year([*years, *lines]),
        types(typed),
        missing([facts], children),
        demography(NOW, children),
        activity(NOW, panels, actions),
        referrals([(NOW, referred or {})]),
    ]
    return assembled(parts)


def assembled(parts: Sequence[Part]) -> Profile:
    """A profile of these parts."""
    period = reporting_year(NOW)
    tables = tuple(with_sentence(with_chart(table), period) for part in parts for table in part.tables)
    return Profile(
        title=f"Exploitation profile {NOW}",
        period=period,
        compared=None,
        tables=tables,
        sentences=headline({table.key: table for table in tables}),
        note="",
        years=(NOW,),
        grids=tuple(grid for part in parts for grid in part.grids),
        bonds=tuple(bond for part in parts for bond in part.bonds),
        given=tuple(grid for part in parts for grid in part.given),
    )

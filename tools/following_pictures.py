"""The pictures of what goes on between the meetings: missing children, the profile, voices, the plan and the places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.plan_and_places.page import StrategyPage

if TYPE_CHECKING:
    from tools.make_screenshots import Studio

CHILD = "200130"
"""Who has been missing several times and is on the pathway."""


def missing(studio: Studio) -> None:
    """The cross-reference, with one child explained."""
    studio.go(Place(PageKey.MISSING, what="cross-reference"))
    studio.settle()
    page: Any = studio.view.page
    page.panes.cross.table.choose(lambda line: line.local_id == CHILD)


def tab(what: str) -> Callable[[Studio], None]:
    """A tab of the Missing page."""
    return lambda studio: studio.go(Place(PageKey.MISSING, what=what))


def profile(studio: Studio) -> None:
    """The year 2022-23, whose figures were published before the desk."""
    studio.go(Place(PageKey.PROFILE, "2022-23"))


def public_copy(studio: Studio) -> None:
    """What of this year may be published."""
    studio.go(Place(PageKey.PROFILE, what="public"))


def plan(studio: Studio) -> None:
    """The action plan, with its first objective."""
    studio.go(Place(PageKey.STRATEGY, what="plan"))
    _strategy(studio).plan.table.choose(lambda line: line.number == "1")


def places(studio: Studio) -> None:
    """The places, with the bus station."""
    studio.go(Place(PageKey.STRATEGY, what="places"))
    _strategy(studio).places.table.choose(lambda line: bool(line.children))


def _strategy(studio: Studio) -> StrategyPage:
    page = studio.view.page
    assert isinstance(page, StrategyPage)
    return page

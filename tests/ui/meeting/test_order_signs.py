"""What stands at the right of a line of the running order."""

from __future__ import annotations

import pytest

from panel_desk.domain.ids import ItemId
from panel_desk.ui.workspaces.meeting.order_cells import sign_of
from panel_desk.ui.workspaces.meeting.presenter import LineState, OrderLine


def line(state: LineState, mark: str) -> OrderLine:
    return OrderLine(
        id=ItemId("i"), number="6.2", who="G.O.", local_id="104115", section="6", state=state, minutes="", mark=mark
    )


@pytest.mark.parametrize(
    ("state", "mark", "sign"),
    [
        (LineState.TO_COME, "", ""),
        (LineState.TO_COME, "late", "plus"),
        (LineState.IN_HAND, "late", "plus"),
        (LineState.TAKEN, "", "check"),
        # Once it was taken, that an item came late is no news.
        (LineState.TAKEN, "late", "check"),
        (LineState.TAKEN, "deferred", "clock"),
        (LineState.TAKEN, "no outcome", "circle-alert"),
    ],
)
def test_the_sign_says_what_is_worth_a_look(state: LineState, mark: str, sign: str) -> None:
    assert sign_of(line(state, mark))[0] == sign

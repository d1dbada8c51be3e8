"""Asks in a dialog for a deed, and does it with what was filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from shiboken6 import isValid

from panel_desk.domain.errors import DeskError
from panel_desk.services.desk import Desk
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.deed_dialog import DeedDialog

V = TypeVar("V")


def ask(
    session: Session,
    dialog: DeedDialog[V],
    deed: Callable[[Desk, V], object],
    said: Callable[[V], str],
    *,
    then: Callable[[V], None] | None = None,
) -> None:
    """Open a dialog; it closes once its deed is kept, and says why where it is refused.

    Args:
        session: Whose desk.
        dialog: Above what it belongs to.
        deed: Is handed the desk, and what was filled in.
        said: The sentence once it is kept.
        then: What follows once it is kept, where what the dialog belongs to is still there.
    """
    owner = dialog.parentWidget()

    def given(value: V) -> None:
        def kept(_done: object) -> None:
            if isValid(dialog):
                dialog.accept()
            if then is not None and isValid(owner):
                then(value)

        def refused(error: DeskError) -> None:
            if isValid(dialog):
                dialog.show_problem(error)
            else:
                session.messages.say_error(error)

        def stopped() -> None:
            if isValid(dialog):
                dialog.show_problem(None)

        session.do(lambda desk: deed(desk, value), said=said(value), done=kept, failed=refused, stopped=stopped)

    dialog.given.connect(given)
    dialog.open()

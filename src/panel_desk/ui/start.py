"""The way into the window. Everything is loaded here with the collector of waste at rest."""

from __future__ import annotations

import gc


def load() -> None:
    """Import the window’s modules.

    They make some 90,000 objects that stay for good. The collector would go through them again and again while they
    are made (a seventh of a cold start), and later in the middle of a click; so it rests, and then leaves them alone.
    """
    gc.disable()
    import panel_desk.ui.app  # noqa: F401, PLC0415 - the loading is what is wanted here

    gc.freeze()
    gc.enable()


def run() -> None:
    """The window’s start; the process ends with it."""
    load()
    from panel_desk.ui.app import run as run_window  # noqa: PLC0415 - after the loading

    run_window()

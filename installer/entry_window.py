"""The window of the self-contained application."""

from panel_desk.ui.start import run

run()

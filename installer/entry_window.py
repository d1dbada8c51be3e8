"""The window of the self-contained application."""

from panel_desk.ui.app import run

run()

"""The desk's own log, on a terminal or in its file: kinds and ids; of a fault its kind and place, never its text."""

from __future__ import annotations

import logging

from panel_desk.host.logging_setup import ROOT_LOGGER, KindsAndIds, start_log
from panel_desk.host.paths import Paths


def show_log(wanted: str) -> None:
    """Write the log to stderr from a level on.

    Args:
        wanted: ``DEBUG``, ``INFO``, … as somebody typed it; anything else shows nothing.
    """
    level = logging.getLevelNamesMapping().get(wanted.strip().upper())
    if level is None:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(KindsAndIds("%(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger(ROOT_LOGGER)
    logger.setLevel(level)
    logger.addHandler(handler)


def keep_log(paths: Paths) -> None:
    """Write the log to its file from now on; where it cannot be written there is none."""
    start_log(paths.log_file)

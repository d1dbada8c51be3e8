"""Writes England's bank holidays into ``resources/bank-holidays.json``, as the library ``holidays`` tells them.

The library costs every start a third of a second, because it knows the whole world. Run this again when a test says
that it has learnt of another day.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import holidays

FILE = Path(__file__).resolve().parents[1] / "resources" / "bank-holidays.json"
FIRST, LAST = 2015, 2045


def bank_holidays(first: int, last: int) -> dict[str, list[str]]:
    """Year → its bank holidays in England, substitute days included."""
    found: dict[str, list[str]] = {}
    for year in range(first, last + 1):
        days: list[date] = sorted(holidays.country_holidays("GB", subdiv="ENG", years=year))
        found[str(year)] = [day.isoformat() for day in days]
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(bank_holidays(FIRST, LAST), indent=1) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {FIRST} to {LAST}")

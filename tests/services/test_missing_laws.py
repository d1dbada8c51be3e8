"""Whatever lists and people say in whatever order, what counts is what a plain reading of it all gives."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.desk_builders import ASHA, TestDesk, a_desk
from tests.services.missing_builders import NHS, OTHER_NHS, a_missing_list, numbered, on_the_day, told, wall

from panel_desk.domain.ids import EpisodeId
from panel_desk.services.book import Deed
from panel_desk.vault.projections import project_reading
from panel_desk.vault.queries import episodes
from panel_desk.vault.rebuild import differing_tables

NUMBERS = ("101", "201", "P77", "P78")
KEYS = (("101", "1"), ("201", "2"), ("P77", "3"), ("P78", "4"))
"""Number and episode number: one episode for each, a day apart."""
STARTS = {key: wall("2026-11-10 20:00") + timedelta(days=place) for place, (_number, key) in enumerate(KEYS)}
ENDED = wall("2026-11-20 08:00")

list_told = st.tuples(st.just("list"), st.sampled_from(KEYS), st.booleans(), st.sampled_from(["", NHS, OTHER_NHS]))
children_told = st.tuples(st.just("children"), st.booleans(), st.booleans())
returned = st.tuples(st.just("return"), st.sampled_from(KEYS))
aside = st.tuples(st.just("aside"), st.sampled_from(KEYS))
matched = st.tuples(st.just("match"), st.sampled_from(["P77", "P78"]), st.sampled_from(["101", "201", ""]))
undone = st.tuples(st.just("undo"), st.integers(0, 8))
steps = st.lists(list_told | children_told | returned | aside | matched | undone, max_size=9)


Counts = dict[tuple[str, str], tuple[str, datetime | None]]
"""Number and key → whose the episode is, and when it ended."""


class Reading:
    """What has been said and not been taken back, read from the beginning in the plainest way."""

    def __init__(self, said: list[tuple[object, ...]]) -> None:
        self.children: dict[str, str] = {"101": "", "102": ""}
        self.rows: dict[tuple[str, str], bool] = {}
        self.numbers: dict[str, set[str]] = {}
        self.recorded: dict[str, set[tuple[str, str]]] = {"return": set(), "aside": set()}
        self.answers: dict[str, str] = {}
        for step in said:
            self._hear(step)

    def _hear(self, step: tuple[object, ...]) -> None:
        match step:
            case ("list", (str(number), str(key)), bool(ended), str(nhs)):
                self.rows[number, key] = ended
                # What lists say of a number that a child has by then is not asked for.
                if number not in self.children and nhs:
                    self.numbers.setdefault(number, set()).add(nhs)
            case ("children", bool(first), bool(both)):
                self.children["201"] = NHS if first else self.children.get("201", "")
                self.children |= {"202": NHS} if both else {}
            case ("return" | "aside" as what, (str(number), str(key))):
                self.recorded[what].add((number, key))
            case ("match", str(number), str(owner)):
                self.answers[number] = owner

    def counts(self) -> Counts:
        """What counts."""
        kept = [row for row in self.rows if row not in self.recorded["aside"]]
        return {(number, _told_as(key)): (self._owner(number), self._ended(number, key)) for number, key in kept}

    def _owner(self, number: str) -> str:
        if number in self.children:
            return number
        if number in self.answers:
            return self.answers[number] or number
        by_nhs = [child for child, nhs in self.children.items() if self.numbers.get(number) == {nhs}]
        return by_nhs[0] if len(by_nhs) == 1 else number

    def _ended(self, number: str, key: str) -> datetime | None:
        if self.rows[number, key]:
            return STARTS[key] + timedelta(hours=3)
        return ENDED if (number, key) in self.recorded["return"] else None


def _told_as(key: str) -> str:
    return f"#{key}@{STARTS[key]:%Y-%m-%dT%H:%M}"


def do(at: TestDesk, step: tuple[object, ...], counts: Counts) -> Deed | None:
    """Say it at the desk, where the desk takes it."""
    match step:
        case ("list", (str(number), str(key)), bool(ended), str(nhs)):
            start = STARTS[key]
            end = f"{start + timedelta(hours=3):%Y-%m-%d %H:%M}" if ended else ""
            row = told(number, f"{start:%Y-%m-%d %H:%M}", end, Episode_ID=key, NHS_number=nhs)
            return at.bring(a_missing_list(row))
        case ("children", bool(first), bool(both)):
            rows = [("201", NHS if first else "", "", "12/03/2011"), ("202", NHS, "", "01/01/2012")]
            return at.bring(numbered(*rows[: 1 + both]))
        case ("match", str(number), str(owner)) if _may_match(at, number, owner):
            return at.desk.missing.match(ASHA, number, owner, "Confirmed")
        case ("return" | "aside" as what, (str(number), str(key))) if (number, _told_as(key)) in counts:
            owner, ended_at = counts[number, _told_as(key)]
            if what == "aside":
                return at.desk.missing.set_aside(ASHA, owner, EpisodeId(_told_as(key)), "Cannot have been")
            if ended_at is None:
                return at.desk.missing.record_return(ASHA, owner, EpisodeId(_told_as(key)), ENDED)
    return None


def _may_match(at: TestDesk, number: str, owner: str) -> bool:
    known = at.desk.importing.known()
    told_of = any(episode.local_id == number for episode in known.episodes)
    return told_of and (not owner or any(child.local_id == owner for child in known.children))


@settings(max_examples=40, deadline=None)
@given(steps)
def test_what_counts_is_what_a_plain_reading_gives(steps_taken: list[tuple[object, ...]]) -> None:
    with a_desk() as at:
        on_the_day(at)
        said: list[tuple[Deed, tuple[object, ...]]] = []
        for step in steps_taken:
            if step[0] == "undo":
                if isinstance(step[1], int) and step[1] < len(said):
                    at.desk.book.undo(ASHA, said.pop(step[1])[0])
            elif deed := do(at, step, Reading([one for _, one in said]).counts()):
                said.append((deed, step))
        found = episodes.known(at.desk.book.db)
        assert {(e.listed_as, str(e.key)): (e.local_id, e.row.ended_at) for e in found} == Reading(
            [one for _, one in said]
        ).counts()
        assert all(e.row.local_id == e.local_id for e in found)
        reading = project_reading(at.desk.book.db.conn)
        assert differing_tables(at.desk.book.vault, at.desk.book.journal, reading) == ()

"""The record joins numbers to children exactly as ``domain.missing.matching`` says, whatever lists and children say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.services.desk_builders import ASHA, a_desk

from panel_desk.domain.children.cases import CaseRow, ChildFacts, EpisodeKind, EpisodeRow, ListKind, ProfileRow
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.ids import ChildId, ImportId
from panel_desk.domain.missing.matching import Matching, Stranger
from panel_desk.services.desk import Desk
from panel_desk.vault.queries import children, episodes
from panel_desk.vault.queries import cross_reference as queries

NHS = st.sampled_from(("", "", "9434765870", "9990002525"))
UPN = st.sampled_from(("", "", "B801200005001", "UN1"))
BORN = st.sampled_from((None, date(2011, 3, 12), date(2012, 1, 2)))
CHILDREN: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(dict, nhs_number=NHS, upn=UPN, born_on=BORN), max_size=4
)
TOLD: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict, number=st.sampled_from(("c0", "c1", "P1", "P2")), nhs_number=NHS, upn=UPN, born_on=BORN
)
START = datetime.fromisoformat("2026-09-01T20:00")


def bring(desk: Desk, kind: ListKind, rows: list[CaseRow], new: dict[str, ChildId]) -> None:
    """A list as it was added."""
    event = CaseListImported(
        import_id=ImportId(f"{kind.value}-1"),
        kind=kind,
        file_name="list.csv",
        file_sha256="0" * 64,
        source_signature="",
        columns={},
        rows=tuple(rows),
        new_children=new,
    )
    desk.book.record(ASHA, (f"import/{event.import_id}", event))


@given(CHILDREN, st.lists(TOLD, min_size=1, max_size=5), st.booleans())
@example(  # UN1 says that a child has no UPN yet: it is nobody’s number.
    [{"nhs_number": "", "upn": "UN1", "born_on": date(2011, 3, 12)}],
    [{"number": "P1", "nhs_number": "", "upn": "UN1", "born_on": date(2011, 3, 12)}],
    True,
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_record_joins_as_the_rules_say(
    known: list[dict[str, Any]], told: list[dict[str, Any]], children_first: bool
) -> None:
    facts = [ChildFacts(local_id=f"c{n}", **said) for n, said in enumerate(known)]
    rows = [
        EpisodeRow(
            local_id=str(said.pop("number")),
            kind=EpisodeKind.MISSING,
            started_at=START + timedelta(days=n),
            ended_at=START + timedelta(days=n, hours=2),
            **said,
        )
        for n, said in enumerate(dict(one) for one in told)
    ]
    lists: list[tuple[ListKind, Sequence[CaseRow], dict[str, ChildId]]] = [
        (
            ListKind.PROFILE,
            [ProfileRow(facts=f) for f in facts],
            {f.local_id: ChildId(f"id-{f.local_id}") for f in facts},
        ),
        (ListKind.MISSING, rows, {}),
    ]
    with a_desk() as at:
        for kind, of_list, new in lists if children_first else reversed(lists):
            bring(at.desk, kind, list(of_list), new)
        db = at.desk.book.db
        owners = {e.row.started_at: (e.local_id, e.matched_by) for e in episodes.known(db)}
        matching = Matching(children.facts(db))
        waiting = {stranger.source_id for stranger in queries.strangers(db)}
    ids = {f.local_id for f in facts}
    for number in {row.local_id for row in rows}:
        own = tuple(row for row in rows if row.local_id == number)
        joined = matching.join(Stranger(source_id=number, episodes=own))
        expected = (number, "local ID") if number in ids else (joined.local_id or number, joined.by)
        assert {owners[row.started_at] for row in own} == {expected}
        assert (number in waiting) == (number not in ids and not joined.local_id)
        assert number in ids or bool(joined.why) != bool(joined.local_id)

"""A law over any lists: taking some back leaves what the others alone would have made, and the audit is content."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.desk_builders import ASHA, TestDesk, a_desk, a_profile, child, refusal

from panel_desk.vault.queries import children

LISTS = st.lists(
    st.dictionaries(st.sampled_from(["101", "102", "103"]), st.sampled_from(["High", "Medium", "Low"]), min_size=1),
    min_size=1,
    max_size=4,
)


def content(risks: dict[str, str]) -> bytes:
    return a_profile(*(child(local_id, risk=risk) for local_id, risk in sorted(risks.items())))


def known(at: TestDesk) -> dict[str, object]:
    return {row.facts.local_id: (row.facts, row.listed_risk) for row in children.all_children(at.desk.book.db)}


@settings(deadline=None, derandomize=True, database=None, max_examples=12)
@given(lists=LISTS, data=st.data())
def test_lists_taken_back_leave_what_the_others_alone_would_have_made(
    lists: list[dict[str, str]], data: st.DataObject
) -> None:
    gone = data.draw(st.permutations(range(len(lists))))[: data.draw(st.integers(0, len(lists)))]
    with a_desk() as at, a_desk() as other:
        deeds = [at.bring(content(risks)) for risks in lists]
        for number in gone:
            at.desk.importing.undo(ASHA, deeds[number])
        for number, risks in enumerate(lists):
            if number not in gone:
                other.bring(content(risks))
        assert known(at) == known(other)
        assert at.desk.auditing.audit().is_whole
        for number in gone:
            with refusal(match="already"):
                at.desk.importing.undo(ASHA, deeds[number])

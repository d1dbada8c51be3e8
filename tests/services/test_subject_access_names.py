"""Names of before, names written in one, and a surname by itself: of others they go, of the child they are found."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from tests.documents.reading import text_of_bytes
from tests.services.desk_builders import ASHA, TestDesk
from tests.services.subject_builders import OWN, a_list, record

from panel_desk.domain.children.cases import CaseRow, ChildFacts, ProfileRow
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ChildId

MARY = ChildFacts(local_id="205511", surname="Penhallow", forenames="Mary-Jane")
WILL = ChildFacts(local_id="205512", surname="O'Tregear", forenames="Will", alias="Hope")


def listed(at: TestDesk, number: str, *children: ChildFacts) -> None:
    new = {facts.local_id: ChildId(f"child-{facts.local_id}") for facts in children}
    rows: tuple[CaseRow, ...] = tuple(ProfileRow(facts=facts) for facts in children)
    record(at, f"import/{number}", a_list(number, *rows, new_children=new if number == "1" else {}))


def met(at: TestDesk, said: dict[str, str]) -> None:
    """A meeting with words under the items of children, by local ID."""
    meeting_id = at.opened()
    for item in at.cases(meeting_id):
        words = said.get(item.agenda.child.local_id if item.agenda.child else "", "")
        if words:
            at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
            at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, words)


def gathered(at: TestDesk) -> str:
    return msgspec.json.encode(at.desk.subject_access.gather(OWN.local_id)).decode()


def handed(at: TestDesk, folder: Path) -> str:
    """As JSON and as pages, everything read."""
    told = ""
    for name in ("all.json", "all.pdf"):
        read = at.desk.subject_access.gather(OWN.local_id).digest
        at.desk.subject_access.export(ASHA, OWN.local_id, folder / name, "The child", read=read)
    told += (folder / "all.json").read_text(encoding="utf-8")
    return told + text_of_bytes((folder / "all.pdf").read_bytes())


@pytest.mark.parametrize("written", ["Mary-Jane Penhallow", "PENHALLOW", "MaryJanePenhallow", "maryjane.penhallow07"])
def test_another_child_goes_under_a_name_of_before_and_written_in_one(
    at: TestDesk, tmp_path: Path, written: str
) -> None:
    listed(at, "1", OWN, MARY)
    listed(at, "2", OWN, replace(MARY, surname="Trevanion"))
    met(at, {OWN.local_id: f"Seen with {written} on Monday, and with mary trevanion."})
    told = handed(at, tmp_path).casefold()
    assert "seen with [another child]" in told
    assert not any(name in told for name in ("penhallow", "trevanion", "jane"))


def test_a_name_of_a_list_taken_back_goes_too(at: TestDesk, tmp_path: Path) -> None:
    listed(at, "1", OWN)
    deed = at.desk.book.record(
        ASHA, ("import/2", a_list("2", ProfileRow(facts=WILL), new_children={WILL.local_id: ChildId("child-w")}))
    )
    at.desk.importing.undo(ASHA, deed)
    met(at, {OWN.local_id: "Seen with Will O’Tregear; Hope rang."})
    told = handed(at, tmp_path)
    assert "O’Tregear" not in told
    assert "Tregear" not in told
    assert "Will " not in told


def test_the_child_is_found_under_a_name_of_before(at: TestDesk) -> None:
    listed(at, "1", replace(OWN, surname="Larkspur"), MARY)
    listed(at, "2", OWN, replace(MARY, surname="Larkspur"))
    met(at, {MARY.local_id: "It rained. Jorun Larkspur was hurt there.", OWN.local_id: "Jorun Larkspur slept."})
    told = gathered(at)
    assert "Jorun Larkspur was hurt there." in told
    assert "Jorun Larkspur slept." in told
    assert "It rained." not in told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("It rained. Quillfeather was hurt there. Then rain.", "Quillfeather was hurt there."),
        ("The Quillfeather family moved.", "The Quillfeather family moved."),
        ("On Quillfeather Street it rained.", ""),
    ],
)
def test_a_surname_that_nobody_else_has_tells_of_the_child(at: TestDesk, said: str, told: str) -> None:
    listed(at, "1", OWN, MARY)
    met(at, {MARY.local_id: said})
    places = at.desk.subject_access.gather(OWN.local_id)
    elsewhere = next(section for section in places.sections if section.key == "elsewhere")
    assert [line.text for entry in elsewhere.entries for line in entry.lines] == ([told] if told else [])
    assert all(line.check for entry in elsewhere.entries for line in entry.lines)


def test_a_surname_that_a_sister_or_a_professional_has_tells_of_nobody_alone(at: TestDesk) -> None:
    listed(at, "1", OWN, replace(MARY, surname="Quillfeather"))
    met(at, {MARY.local_id: "Quillfeather was hurt there."})
    assert "hurt there" not in gathered(at)

"""What once went out of a subject access all the same, or was withheld in place of something else."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from tests.documents.reading import text_of_bytes
from tests.services.desk_builders import ASHA, TestDesk
from tests.services.subject_builders import DAY, OWN, a_list, plant, record

from panel_desk.domain.children.cases import AlertKind, ChildFacts, IdentityAlert, ListKind, ProfileRow, ReferralRow
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.strategy import ConcernLinked, FeedbackAnswered, FeedbackRecorded
from panel_desk.domain.ids import ChildId, ConcernId, FeedbackId
from panel_desk.domain.keeping.subject_access import HeldEntry, SubjectAccess, TakeOut
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker

PASCOE = ChildFacts(local_id="205511", surname="Thistlewood", forenames="Pascoe Lee", nhs_number="9434765919")


def gathered(at: TestDesk, *also: TakeOut) -> SubjectAccess:
    return at.desk.subject_access.gather(OWN.local_id, also)


def everything(access: SubjectAccess) -> str:
    return msgspec.json.encode(access).decode()


def entries(access: SubjectAccess, section: str) -> tuple[HeldEntry, ...]:
    return next(one.entries for one in access.sections if one.key == section)


def handed(at: TestDesk, path: Path, *also: TakeOut) -> str:
    """As JSON and on pages, everything read."""
    read = gathered(at, *also).digest
    at.desk.subject_access.export(ASHA, OWN.local_id, path.with_suffix(".json"), "The child", also=also, read=read)
    read = gathered(at, *also).digest
    at.desk.subject_access.export(ASHA, OWN.local_id, path.with_suffix(".pdf"), "The child", also=also, read=read)
    return path.with_suffix(".json").read_text(encoding="utf-8") + text_of_bytes(path.with_suffix(".pdf").read_bytes())


def feedback(number: str, said: str) -> FeedbackRecorded:
    return FeedbackRecorded(
        feedback=Feedback(
            id=FeedbackId(number),
            speaker=Speaker.FAMILY,
            gathered=Gathered.IN_PERSON,
            gathered_by="Ife Bello",
            said_on=DAY,
            said=said,
            child_id=ChildId(f"child-{OWN.local_id}"),
        )
    )


@pytest.mark.parametrize(
    "number", ["9434765919", "943 476 5919", "943-476-5919", "943.476.5919", "94 34 76 59 19", "943 476\n5919"]
)
def test_the_nhs_number_of_another_goes_however_it_is_written(at: TestDesk, tmp_path: Path, number: str) -> None:
    plant(at, (PASCOE,), f"His number {number} was checked, hers (943 476 5870) was not.")
    assert number not in everything(gathered(at))
    assert "943 476 5870" in handed(at, tmp_path / "all")
    assert number not in handed(at, tmp_path / "more")


def test_who_answered_and_the_name_of_a_file_tell_no_other_child(at: TestDesk, tmp_path: Path) -> None:
    plant(at, (PASCOE,), "Plain words.")
    did = FeedbackAnswer(did="Called", did_on=DAY, by="Pascoe Lee Thistlewood (205511)")
    record(at, "voice/f1", FeedbackAnswered(feedback_id=FeedbackId("f1"), answer=did))
    alert = IdentityAlert(
        kind=AlertKind.PROBABLY_SAME, local_id=PASCOE.local_id, other_local_id=OWN.local_id, sentence="Alike"
    )
    listed = a_list("7", ProfileRow(facts=PASCOE), alerts=(alert,))
    record(at, "import/7", replace(listed, file_name="Pascoe Lee Thistlewood 205511.csv"))
    text = handed(at, tmp_path / "all")
    assert [word for word in ("Pascoe", "Thistlewood", "205511") if word in text] == []


def test_what_is_handed_over_holds_no_key_made_from_a_record(at: TestDesk, tmp_path: Path) -> None:
    plant(at, (PASCOE,), "Plain words.")
    keys = {entry.key for section in gathered(at).sections for entry in section.entries} - {"periods"}
    text = handed(at, tmp_path / "all")
    assert len(keys) == sum(len(section.entries) for section in gathered(at).sections) - 3
    assert [key for key in keys if key in text] == []


def test_an_entry_keeps_its_key_when_others_come_before_it(at: TestDesk) -> None:
    plant(at, (PASCOE,), "His mum Karen said so.")
    before = {entry.key: entry.title for section in gathered(at).sections for entry in section.entries}
    linked = ConcernLinked(
        concern_id=ConcernId("c1"), local_id=PASCOE.local_id, why=f"{OWN.name} was there with Elsie."
    )
    record(at, "place/c1", linked)
    record(at, "import/30", a_list("30", ReferralRow(facts=OWN, referred_on=DAY, source_agency="Police")))
    after = {entry.key: entry.title for section in gathered(at).sections for entry in section.entries}
    assert before.items() <= after.items()
    assert len(after) > len(before)


def test_what_was_entered_after_it_was_read_stays_in(at: TestDesk, tmp_path: Path) -> None:
    plant(at, (PASCOE,), "Plain words.")
    read = gathered(at).digest
    record(at, "voice/f88", feedback("f88", "His aunt Karen Brown hid it from Lee."))
    with pytest.raises(DeskError, match="is not what was read"):
        at.desk.subject_access.export(ASHA, OWN.local_id, tmp_path / "all.json", "The child", read=read)
    assert not (tmp_path / "all.json").exists()


def test_the_code_of_what_was_read_is_known_as_a_person_types_it(at: TestDesk, tmp_path: Path) -> None:
    plant(at, (PASCOE,), "His mother rang.")
    code = gathered(at).digest
    typed = f" “{code[:4]} {code[4:8].upper()}-{code[8:]}” "
    at.desk.subject_access.export(ASHA, OWN.local_id, tmp_path / "all.json", "The child", read=typed)
    with pytest.raises(DeskError, match="is not what was read"):
        at.desk.subject_access.export(ASHA, OWN.local_id, tmp_path / "more.json", "The child", read=f"{code[:-1]}x")


def test_reading_twice_gives_the_same_digest_at_another_time(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Plain words.")
    read = gathered(at)
    at.clock.set(date(2026, 12, 1))
    assert gathered(at).made_at != read.made_at
    assert gathered(at).digest == read.digest


def test_each_place_to_be_read_is_one_place(at: TestDesk) -> None:
    plant(at, (PASCOE,), "His mum Karen said so.")
    for said in ("Mother said no.", "Brother said yes.", "Brother said yes."):
        answer = FeedbackAnswer(did=said, did_on=DAY, by="Police")
        record(at, "voice/f1", FeedbackAnswered(feedback_id=FeedbackId("f1"), answer=answer))
    access = gathered(at)
    lines = {entry.key: entry.lines for section in access.sections for entry in section.entries}
    assert set(Counter(one.id for one in access.to_read).values()) == {1}
    assert all(lines[one.entry][one.line].check == one.why for one in access.to_read)
    assert sum("Done" in one.where for one in access.to_read) >= 3


def test_a_place_stays_the_same_when_words_are_taken_out_of_it(at: TestDesk) -> None:
    plant(at, (PASCOE,), "His mum Karen said so.")
    more = gathered(at, TakeOut(words="Karen", reason="It tells of a relative"))
    assert {one.id for one in more.to_read} == {one.id for one in gathered(at).to_read}


@pytest.mark.parametrize(
    ("source", "secrets"),
    [
        ("Neighbour, Mrs Edna Plum of 4 Mill Lane", ("Edna", "Plum", "Mill Lane", "Neighbour")),
        ("Maternal aunt Wilma Stone", ("Wilma", "Stone", "aunt")),
    ],
)
def test_from_whom_a_private_referral_came_is_told_nowhere(
    at: TestDesk, tmp_path: Path, source: str, secrets: tuple[str, ...]
) -> None:
    name = secrets[0] + " " + secrets[1]
    plant(at, (PASCOE,), f"{name} was seen; {secrets[1]} rang.")
    row = ReferralRow(facts=OWN, referred_on=DAY, source_agency=source, reason="Seen late.")
    record(at, "import/12", a_list("12", row, kind=ListKind.REFERRALS))
    text = handed(at, tmp_path / "all")
    assert [word for word in (*secrets[:-1], source) if word in text] == []


def test_from_whom_it_is_not_clear_is_put_to_be_read(at: TestDesk) -> None:
    row = ReferralRow(facts=OWN, referred_on=DAY, source_agency="Wilma Stone", reason="Seen late.")
    record(at, "import/12", a_list("12", row, kind=ListKind.REFERRALS, new_children={OWN.local_id: ChildId("c1")}))
    assert any("acted in a professional role" in one.why and "From" in one.where for one in gathered(at).to_read)


def test_each_removal_is_listed_with_its_own_reason(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Karen Nox was late and Elsie Brown too.", person_of_concern="Ned Frost")
    also = (TakeOut(words="Karen Nox", reason="One"), TakeOut(words="Elsie Brown", reason="Two"))
    reasons = Counter(one.reason for one in gathered(at, *also).redactions)
    assert reasons["One."] == reasons["Two."] > 1


@pytest.mark.parametrize("reason", ["It tells of Elsie", "BROWN asked for it", "Pascoe is in it", "See 205511"])
def test_a_reason_tells_no_part_of_what_goes(at: TestDesk, reason: str) -> None:
    plant(at, (PASCOE,), "Elsie Brown was late.")
    with pytest.raises(DeskError, match="The reason would tell"):
        gathered(at, TakeOut(words="Elsie Brown", reason=reason))


def test_the_reason_of_an_entry_tells_no_name_that_stands_there(at: TestDesk) -> None:
    plant(at, (PASCOE,), "Plain words.")
    record(at, "voice/f88", feedback("f88", "Elsie Brown was late."))
    key = next(e.key for e in entries(gathered(at), "voice") if "Elsie" in e.lines[0].text)
    with pytest.raises(DeskError, match="The reason would tell"):
        gathered(at, TakeOut(entry=key, reason="It is Elsie’s affair"))


def test_a_child_who_has_a_professionals_name_is_put_to_be_read(at: TestDesk) -> None:
    plant(
        at, (ChildFacts(local_id="205511", surname="Khan", forenames="Imran"),), "He fought with Imran Khan of year 9."
    )
    why = [one.why for one in gathered(at).to_read if "Discussion" in one.where]
    assert all("A professional and another child have the same name" in one for one in why)
    assert why


def test_words_about_a_namesake_are_put_to_be_read(at: TestDesk) -> None:
    twin = ChildFacts(local_id="205511", surname=OWN.surname, forenames=OWN.forenames)
    plant(at, (twin,), f"{OWN.name} ran.")
    assert any("Another child has the same name" in one.why for one in gathered(at).to_read)


@pytest.mark.parametrize(
    "named",
    [
        "QUILLFEATHER, Jorun was there.",
        "J. Quillfeather was there.",
        "Quillfeather Jorun ran.",
        "Jorun  Quillfeather’s phone.",
    ],
)
def test_the_child_is_found_elsewhere_however_the_name_is_written(at: TestDesk, named: str) -> None:
    plant(at, (PASCOE,), "Plain words.")
    other = ReferralRow(facts=PASCOE, referred_on=DAY, source_agency="Police", reason=f"{named} It rained.")
    record(at, "import/11", a_list("11", other, kind=ListKind.REFERRALS))
    record(at, "place/c1", ConcernLinked(concern_id=ConcernId("c1"), local_id=PASCOE.local_id, why=f"{named} Rain."))
    said = [line.text for entry in entries(gathered(at), "elsewhere") for line in entry.lines]
    assert said.count(named) == 2

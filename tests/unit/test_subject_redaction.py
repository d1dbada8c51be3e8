"""Who is taken out of what is held on a child, what is told of it, and what a person must read."""

from __future__ import annotations

import pytest

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.keeping.subject_access import HeldEntry, HeldLine, HeldSection, RedactionKind, TakeOut
from panel_desk.domain.keeping.subject_gate import refuse_leak
from panel_desk.domain.keeping.subject_redaction import Redacted, redact
from panel_desk.domain.keeping.subject_told import Naming, ThirdParties, Told, ToldEntry, ToldSection
from panel_desk.domain.names.hiding import ChildNamed
from panel_desk.domain.people import Person

OWN = ChildNamed(local_id="104233", initials="J.M.", name="Jordan Marsh", alias="Jay")
KAI = ChildNamed(local_id="104299", initials="K.M.", name="Kai Marsh")
HOPE = ChildNamed(local_id="205511", initials="H.T.", name="Hope Thistlewood", alias="Hopps")
KHAN = Person(id=PersonId("khan"), name="Imran Khan", agency=AgencyKey("police"))


def parties(*others: ChildNamed, **more: object) -> ThirdParties:
    facts: dict[str, object] = {"own": OWN, "others": others or (KAI, HOPE), "professionals": (KHAN,)}
    return ThirdParties(**(facts | more))  # type: ignore[arg-type]  # names are those of the Struct


def made(*lines: Told, of: ThirdParties | None = None, also: tuple[TakeOut, ...] = ()) -> Redacted:
    entry = ToldEntry(key="item:1", title="SAFE-2026-10", when="22 October 2026", lines=lines)
    return redact([ToldSection(key="meetings", title="At the panels", entries=(entry,))], of or parties(), also)


def text_of(*lines: Told, of: ThirdParties | None = None, also: tuple[TakeOut, ...] = ()) -> str:
    return made(*lines, of=of, also=also).sections[0].entries[0].lines[0].text


def said(text: str) -> Told:
    return Told(label="Discussion", text=text, free=True)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("With Hope Thistlewood.", "With [another child]."),
        ("With HOPE THISTLEWOOD (205511).", "With [another child] [another child]."),
        ("With H.T. (205511).", "With [another child]."),
        ("Hopps came too.", "[another child] came too."),
        ("Number 205511 again.", "Number [another child] again."),
        ("His brother Kai Marsh.", "His brother [another child]."),
        ("Jordan Marsh, J.M. (104233), and Jay.", "Jordan Marsh, J.M. (104233), and Jay."),
        ("Marsh came home.", "Marsh came home."),
        ("There is hope.", "There is hope."),
        ("DS Khan and Imran Khan.", "DS Khan and Imran Khan."),
    ],
)
def test_others_are_taken_out_and_the_child_and_professionals_stay(text: str, becomes: str) -> None:
    assert text_of(said(text)) == becomes


def test_a_professional_whose_surname_a_child_shares_stays_and_the_child_goes() -> None:
    ali = ChildNamed(local_id="300300", initials="A.K.", name="Ali Khan")
    assert (
        text_of(said("DS Khan saw Ali Khan; Khan ran."), of=parties(ali))
        == "DS Khan saw [another child]; [another child] ran."
    )


def test_a_person_of_concern_goes_without_what_the_list_adds() -> None:
    of = parties(persons_of_concern=("Tom Nox (adult)",))
    assert (
        text_of(said("Tom Nox drove; Nox waited."), of=of)
        == "[a person of concern] drove; [a person of concern] waited."
    )


def test_a_private_referrer_goes_wherever_the_name_stands() -> None:
    assert (
        text_of(said("Told by Mrs Petra Vane."), of=parties(referrers=("Petra Vane",)))
        == "Told by Mrs [a private person]."
    )


def test_each_place_is_counted_with_its_kind_and_reason() -> None:
    found = made(said("Hope Thistlewood and H.T. (205511)."), said("Nobody."))
    (only,) = found.redactions
    assert (only.where, only.kind, only.times) == ("SAFE-2026-10, 22 October 2026: Discussion", RedactionKind.CHILD, 2)
    assert only.reason.endswith(".")


def test_a_line_that_goes_as_a_whole_leaves_nothing_of_it() -> None:
    found = made(Told(label="Others in the household", text="Kai, 9; Uncle Bob", out=RedactionKind.FAMILY))
    assert found.sections[0].entries[0].lines[0].text == "[others in the household]"
    assert [one.kind for one in found.redactions] == [RedactionKind.FAMILY]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("His mother rang.", "It speaks of family or friends."),
        ("He stayed with Petronella again.", "Petronella"),
        ("Petronella rang at night. It was late.", "Petronella"),
        ("It was late. Brinsley’s car stood there.", "Brinsley"),
        ("Brinsley and Kai left.", "Brinsley"),
        ("She is petra07 and writes to p@post.example", "user name"),
        ("Seen with Hope Thistlewood.", "does the rest still tell who it was?"),
        ("Seen with Q.Z. near the shop.", "initials of somebody"),
    ],
)
def test_what_no_rule_can_judge_is_named_with_its_reason(text: str, why: str) -> None:
    (reading,) = made(said(text)).to_read
    assert why in reading.why
    assert reading.entry == "item:1"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Child 12 was there.", "short name or number"),
        ("Seen with Bo.", "Somebody was taken out of it"),
        ("They say lindenwald was there.", "may be somebody else’s name"),
        ("The Lindenwalds moved.", "may be somebody else’s name"),
    ],
)
def test_what_a_short_name_or_number_tells_is_read_by_a_person(text: str, why: str) -> None:
    bo = ChildNamed(local_id="12", initials="B.L.", name="Bo Lindenwald")
    (reading,) = made(said(text), of=parties(bo)).to_read
    assert why in reading.why


@pytest.mark.parametrize(
    "text",
    [
        "He came home on Monday.",
        "Stepped up by MACE. The plan works.",
        "Seen by DS Khan.",
        "Police told her. Everybody said so. Jordan went home.",
        "Nothing changed. Contact was made.",
    ],
)
def test_plain_words_need_not_be_read_first(text: str) -> None:
    assert made(said(text)).to_read == ()


def test_words_taken_out_by_hand_go_everywhere_with_their_reason() -> None:
    also = (TakeOut(words="Aunt Petronella", reason="It tells of a relative"),)
    found = made(said("Aunt Petronella rang."), said("AUNT PETRONELLA again."), also=also)
    assert [line.text for line in found.sections[0].entries[0].lines] == ["[taken out] rang.", "[taken out] again."]
    assert {one.reason for one in found.redactions} == {"It tells of a relative."}


def test_an_entry_withheld_keeps_its_title_and_tells_why() -> None:
    found = made(said("All of it."), also=(TakeOut(entry="item:1", reason="A court has forbidden it"),))
    entry = found.sections[0].entries[0]
    assert (entry.lines, entry.withheld) == ((), "A court has forbidden it.")
    assert [one.kind for one in found.redactions] == [RedactionKind.BY_HAND]


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (TakeOut(reason="Why"), "What is to be taken out"),
        (TakeOut(words="Bob", reason=" "), "Why is it taken out"),
        (TakeOut(words="Uncle  Bob", reason="He is uncle bob"), "would tell what was taken out"),
    ],
)
def test_a_removal_that_tells_too_little_or_too_much_is_refused(one: TakeOut, sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence):
        made(said("x"), also=(one,))


@pytest.mark.parametrize("one", [TakeOut(words="Petronela", reason="Why"), TakeOut(entry="item:2", reason="Why")])
def test_a_removal_that_would_take_nothing_out_is_refused(one: TakeOut) -> None:
    with pytest.raises(DeskError, match=r"stand nowhere|no entry item:2"):
        made(said("Petronella rang."), also=(one,))


def test_a_label_tells_no_name_and_stays_where_a_child_is_called_like_it() -> None:
    said_child = ChildNamed(local_id="300300", initials="A.S.", name="Amin Said")
    labelled = (Told(label="Said", text="Yes."), Told(label="Done by Hope Thistlewood (205511)", text="Called."))
    found = made(*labelled, of=parties(said_child, HOPE))
    lines = found.sections[0].entries[0].lines
    assert [line.label for line in lines] == ["Said", "Done by [another child] [another child]"]
    (only,) = found.redactions
    assert "Hope" not in only.where
    assert (only.kind, only.times) == (RedactionKind.CHILD, 2)


@pytest.mark.parametrize("field", ["label", "text"])
def test_the_last_gate_reads_labels_and_numbers_too(field: str) -> None:
    line = HeldLine(**{"label": "Said", "text": "Yes.", field: "NHS 943 476 5919"})
    section = HeldSection(key="x", title="X", entries=(HeldEntry(key="e", title="T", lines=(line,)),))
    with pytest.raises(DeskError, match="would still be named"):
        refuse_leak((section,), parties(numbers=("9434765919",)))
    refuse_leak((section,), parties())


def test_the_last_gate_refuses_whoever_is_still_named() -> None:
    passed = made(said("With Hope Thistlewood."))
    refuse_leak(passed.sections, parties())
    unhidden = redact(
        [ToldSection(key="x", title="X", entries=(ToldEntry(key="e", title="T", lines=(said("Hope Thistlewood"),)),))],
        parties(KAI),
    )
    with pytest.raises(DeskError, match="would still be named"):
        refuse_leak(unhidden.sections, parties())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("K.T. ran off. J.M. (104233) stayed. K.T. came back.", "J.M. (104233) stayed."),
        ("Nothing of the child.", ""),
        ("Jordan Marsh was there.\nOthers left.", "Jordan Marsh was there."),
        ("Both: K. Tran and J.M. (104233) ran. Then rain.", "Both: K. Tran and J.M. (104233) ran."),
    ],
)
def test_of_words_about_somebody_else_only_the_childs_sentences_are_told(text: str, kept: str) -> None:
    assert Naming(OWN).sentences(text) == kept

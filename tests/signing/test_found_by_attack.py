"""What an attack on the demonstration's signed minutes found: each stays found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from tests.signing import tampering
from tests.signing.building import NOW, Council
from tests.signing.tampering import Editing

from panel_desk.domain.verification import Question, Verdict, Verification

_DICTIONARY: Any = generic.DictionaryObject
_NUMBER: Any = generic.NumberObject
_BOOLEAN: Any = generic.BooleanObject
_REFERENCE: Any = generic.IndirectObject


def script() -> object:
    return _DICTIONARY({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.TextStringObject("1")})


def in_root(key: str, value: Callable[[], object]) -> Callable[[Editing], None]:
    def change(writer: Editing) -> None:
        writer.root[key] = value()
        writer.update_root()

    return change


def in_page(key: str, value: Callable[[], object]) -> Callable[[Editing], None]:
    def change(writer: Editing) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        page[key] = value()
        writer.update_container(page)

    return change


def in_form(key: str, value: Callable[[], object]) -> Callable[[Editing], None]:
    def change(writer: Editing) -> None:
        form = writer.root["/AcroForm"]
        form[key] = value()
        writer.update_container(form)

    return change


def in_chairs_field(key: str, value: Callable[[Editing], object]) -> Callable[[Editing], None]:
    def change(writer: Editing) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[key] = value(writer)
        writer.update_container(field)

    return change


def another_drawing(writer: Editing) -> object:
    drawn = generic.StreamObject(stream_data=b"BT (Signed by somebody else) Tj ET")
    return _DICTIONARY({pdf_name("/N"): writer.add_object(drawn)})


def another_title(writer: Editing) -> None:
    """The trailer leads to another object that is already there, and nothing else is written."""
    writer._info = _REFERENCE(1, 0, writer)


def no_structure(writer: Editing) -> None:
    tree = writer.root["/StructTreeRoot"]
    tree["/K"] = generic.NullObject()
    writer.update_container(tree)


_NAMED: dict[str, tuple[Callable[[Editing], None], str]] = {
    "opening": (in_root("/OpenAction", script), "What happens when the file is opened was changed."),
    "page": (in_page("/AA", script), "What happens when page 1 is opened was changed."),
    "tabs": (in_page("/Tabs", lambda: pdf_name("/R")), "The settings of page 1 were changed."),
    "layers": (
        in_root("/OCProperties", _DICTIONARY),
        "Layers, which show or hide parts of the pages, were added or changed.",
    ),
    "language": (
        in_root("/Lang", lambda: generic.TextStringObject("fr")),
        "The language that the file says it is in was changed.",
    ),
    "structure": (no_structure, "What is read aloud to people who cannot see the pages was changed."),
    "form": (
        in_form("/NeedAppearances", lambda: _BOOLEAN(True)),
        "The settings of the form were changed.",
    ),
    "stamp": (in_chairs_field("/AP", another_drawing), "The drawing in the signature field “Chair” was changed."),
    "hidden": (
        in_chairs_field("/F", lambda _: _NUMBER(2)),
        "The settings of the signature field “Chair” were changed.",
    ),
}


@pytest.mark.parametrize("name", _NAMED)
def test_what_was_changed_is_named_and_not_called_hidden(council: Council, good: bytes, name: str) -> None:
    change, sentence = _NAMED[name]

    found = council.check(tampering.updated(good, change))

    assert found.verdict == Verdict.CHANGED
    assert found.changes == (sentence,)
    assert found.signed_revision == good


@pytest.mark.parametrize("rectangle", [(0, 0, 500, 700), (0, 0, 500, 700, 0), (0, 0, 0, 0)])
def test_a_time_stamp_that_anybody_can_get_brings_no_drawing_with_it(
    council: Council, chair_only: bytes, rectangle: tuple[int, ...]
) -> None:
    pdf = tampering.add_time_stamp_field(chair_only, council.tsa, rectangle, "/AP", another_drawing)

    assert council.check(pdf).verdict == Verdict.CHANGED
    assert council.check(pdf).signed_revision == chair_only


def test_a_time_stamp_that_anybody_can_get_brings_no_action_with_it(council: Council, chair_only: bytes) -> None:
    pdf = tampering.add_time_stamp_field(chair_only, council.tsa, (0, 0, 0, 0), "/AA", lambda _: script())

    assert council.check(pdf).changes == ("The field “Stamp” does not belong to these minutes.",)


def test_a_bare_time_stamp_by_anybody_is_no_change(council: Council, chair_only: bytes) -> None:
    pdf = tampering.add_time_stamp_field(chair_only, council.tsa, (0, 0, 0, 0), "/TU", lambda _: _text("Time-stamp"))

    assert council.check(pdf).verdict == Verdict.GENUINE


@pytest.mark.parametrize(
    "change",
    [
        in_form("/DA", lambda: generic.TextStringObject("/Helv 0 Tf")),
        another_title,
    ],
    ids=["form", "trailer"],
)
def test_an_approver_changes_nothing_while_signing(council: Council, change: Callable[[Editing], None]) -> None:
    certified = council.certified(council.minutes())
    signer = council.identity("Imran").signer

    pdf = tampering.raw_signature(certified, signer, "Approval-police", before=change)

    assert council.check(pdf).verdict == Verdict.CHANGED
    assert council.check(pdf).signed_revision == certified


@pytest.mark.parametrize(
    "stated",
    [
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-14))),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
    ],
)
def test_an_impossible_time_is_no_traceback(council: Council, stated: datetime) -> None:
    pdf = tampering.raw_signature(
        council.minutes(approvals=()), council.identity("Dana").signer, "Chair", certify=True, at=stated
    )

    assert council.check(pdf).verdict in {Verdict.UNKNOWN_SIGNER, Verdict.CHANGED}


def test_an_approval_dated_before_the_presiding_signature_is_not_believed(council: Council) -> None:
    certified = council.certified(council.minutes())
    pdf = council.approved(certified, at=NOW - timedelta(days=4))

    found = council.check(pdf)

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert "DS Imran Khan states a time before the minutes were first signed" in sentence(found, Question.TIME)


def test_an_hour_between_two_clocks_is_believed(council: Council) -> None:
    certified = council.certified(council.minutes())

    assert council.check(council.approved(certified, at=NOW - timedelta(hours=1))).verdict == Verdict.GENUINE


def test_bytes_that_change_nothing_are_counted(council: Council, good: bytes) -> None:
    pdf = good + good[good.rindex(b"startxref") :]

    (change,) = council.check(pdf).changes
    assert change == f"{len(pdf) - len(good)} bytes were added after the last signature, which does not vouch for them."


def test_a_dozen_updates_do_not_hide_the_signed_version(council: Council, good: bytes) -> None:
    pdf = good
    for _ in range(12):
        pdf += pdf[pdf.rindex(b"startxref") :]

    assert council.check(pdf).signed_revision == good


def test_a_later_signature_than_the_closing_one_is_said(council: Council) -> None:
    certified = council.certified(council.minutes(("Approval-health", "Approval-police")))
    closed = tampering.raw_signature(certified, council.identity("Imran").signer, "Approval-police")
    late = tampering.raw_signature(closed, council.identity("Abena").signer, "Approval-health")

    expected = "Somebody signed after the signature that closed these minutes."
    assert sentence(council.check(late), Question.UNCHANGED) == expected


def test_a_broken_signature_is_not_blamed_on_the_certificate(council: Council, good: bytes) -> None:
    found = council.check(tampering.empty_byte_range(good))

    assert sentence(found, Question.KNOWN_SIGNER).endswith("cannot be told, because the signature is broken.")


def test_another_authority_is_not_blamed_on_the_dates(council: Council, impostor: Council) -> None:
    good = council.certified(council.minutes(approvals=()))
    listing = tampering.trusting_the_same_people(impostor, council)

    found = council.check(good, trust=listing)

    assert sentence(found, Question.KNOWN_SIGNER) == (
        "The certificate of Dana Prior was not issued by an authority that the trust file names."
    )


def test_signing_itself_is_not_among_the_changes_when_signatures_were_removed(council: Council, good: bytes) -> None:
    def change(writer: Editing) -> None:
        del writer.root["/AcroForm"]
        writer.update_root()

    assert set(council.check(tampering.updated(good, change)).changes) == {
        "The field “Chair” was removed.",
        "The field “Approval-police” was removed.",
    }


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf", b"From: the clerk\n"])
def test_something_put_in_front_is_said(council: Council, good: bytes, before: bytes) -> None:
    assert council.check(before + good).sentences == (
        "Something was put in front of this PDF, so it is not as it was signed.",
    )


def test_a_file_cut_off_inside_the_first_signature_is_not_called_simply_unsigned(
    council: Council, chair_only: bytes
) -> None:
    found = council.check(chair_only[: chair_only.rindex(b"/Contents <") + 500])

    assert found.verdict == Verdict.NOT_SIGNED
    assert "may be one that was cut off" in found.sentences[0]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"meeting": "SAFE-2026-10", "held_on": "2026-10-22"}, ": SAFE-2026-10, held on 22 October 2026."),
        ({"meeting": "SAFE-2026-10", "held_on": "soon"}, ": SAFE-2026-10."),
        ({}, "."),
    ],
)
def test_which_meeting_they_are_of_is_told_whatever_the_file_is_called(
    council: Council, told: dict[str, str], expected: str
) -> None:
    found = council.check(council.certified(council.minutes(approvals=(), **told)))

    assert sentence(found, Question.RECORD_INSIDE) == f"The record inside is the one that was signed{expected}"


def sentence(found: Verification, question: Question) -> str:
    return next(finding.sentence for finding in found.findings if finding.question == question)


def _text(text: str) -> object:
    return generic.TextStringObject(text)


def test_endless_updates_are_refused_and_the_signed_version_is_given(council: Council, good: bytes) -> None:
    pdf = good
    for _ in range(70):
        pdf += pdf[pdf.rindex(b"startxref") :]

    found = council.check(pdf)

    assert found.verdict in {Verdict.DAMAGED, Verdict.CHANGED}
    assert found.signed_revision == good

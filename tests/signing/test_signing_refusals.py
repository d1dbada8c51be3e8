"""When nobody may sign, and in what words."""

from __future__ import annotations

import pytest
from pyhanko.pdf_utils.generic import TextStringObject
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from tests.signing import tampering
from tests.signing.building import NOW, Council

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.archive import archive


def refusal(deed: object, *arguments: object, **options: object) -> str:
    """The sentence with which a deed is refused."""
    with pytest.raises(DeskError) as caught:
        deed(*arguments, **options)  # type: ignore[operator]
    assert caught.value.reason == Reason.SIGNING
    return caught.value.sentence


def test_signed_minutes_cannot_be_certified_again(council: Council, good: bytes) -> None:
    assert "signed already" in refusal(council.certified, good)


def test_a_field_that_is_not_there_cannot_be_signed(council: Council) -> None:
    only_approval = tampering.updated(council.minutes(), _rename_chair)

    assert "no signature field “Chair”" in refusal(council.certified, only_approval)


def test_an_approval_needs_the_presiding_signature_first(council: Council) -> None:
    assert "not certified these minutes yet" in refusal(council.approved, council.minutes())


def test_an_uncertified_signature_is_not_the_presiding_one(council: Council) -> None:
    pdf = tampering.raw_signature(council.minutes(), council.identity("Dana").signer, "Chair")

    assert "not certified these minutes yet" in refusal(council.approved, pdf)


def test_an_approval_needs_a_field_that_waits(council: Council) -> None:
    certified = council.certified(council.minutes())

    assert "no signature field “Approval-health”" in refusal(council.approved, certified, field="Approval-health")
    assert "signed already" in refusal(council.approved, certified, field="Chair")


def test_nobody_signs_after_the_last_signature_has_closed_the_minutes(council: Council, good: bytes) -> None:
    assert "has closed these minutes" in refusal(council.approved, good)


def test_the_field_that_closes_the_minutes_is_signed_last(council: Council) -> None:
    certified = council.certified(council.minutes(("Approval-health", "Approval-police")))

    assert "is signed last; still waiting: “Approval-health”" in refusal(council.approved, certified)


@pytest.mark.parametrize(
    "name", ["update overlays text", "update adds an annotation", "XMP title changed", "garbage after EOF"]
)
def test_nobody_approves_minutes_that_were_changed(council: Council, name: str) -> None:
    changed = tampering.TAMPERINGS[name](council.certified(council.minutes()))

    assert "changed after they were signed" in refusal(council.approved, changed)


@pytest.mark.parametrize("name", ["page byte flipped", "CMS byte flipped", "ByteRange emptied"])
def test_nobody_approves_minutes_with_a_broken_signature(council: Council, name: str) -> None:
    broken = tampering.TAMPERINGS[name](council.certified(council.minutes()))

    refusal(council.approved, broken)


@pytest.mark.parametrize("untrusted", [b"", b"not a pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF\n"])
def test_what_is_no_pdf_cannot_be_signed(council: Council, untrusted: bytes) -> None:
    refusal(council.certified, untrusted)
    refusal(council.approved, untrusted)
    refusal(archive, untrusted, council.trust, timestamper=council.tsa, now=NOW)


def test_a_drawing_that_is_no_pdf_is_refused(council: Council) -> None:
    assert "could not be made" in refusal(council.certified, council.minutes(), appearance_pdf=b"a picture")


def test_changed_minutes_are_not_archived(council: Council, good: bytes) -> None:
    changed = tampering.overlay_text(good)

    assert "changed after they were signed" in refusal(
        archive, changed, council.trust, timestamper=council.tsa, now=NOW
    )


def test_a_silent_time_stamp_server_leaves_the_minutes_unsigned(council: Council) -> None:
    class Silent(type(council.tsa)):  # type: ignore[misc]
        async def async_request_tsa_response(self, req: object) -> object:  # noqa: ARG002 - the library's own signature
            raise TimestampRequestError("no answer")

    silent = Silent(council.tsa.tsa_cert, council.tsa.tsa_key)

    assert "time-stamp server did not answer" in refusal(council.certified, council.minutes(), timestamper=silent)


def _rename_chair(writer: object) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]  # type: ignore[attr-defined]
    field["/T"] = TextStringObject("Somebody")
    writer.update_container(field)  # type: ignore[attr-defined]

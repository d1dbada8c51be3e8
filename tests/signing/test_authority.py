"""What the organisation's root issues, as other software reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier
from tests.signing.building import NOW, PASSPHRASE, Council, a_person, root_certificate

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.authority import (
    REVOCATION_LIST_DAYS,
    RevocationReason,
    Revoked,
    Root,
    issue_person,
    make_root,
    open_root,
    revocation_list,
)
from panel_desk.signing.certificates import facts_of, fingerprint_of


def test_the_root_is_a_p384_authority_of_path_length_0_for_ten_years(council: Council) -> None:
    root = root_certificate(council.root)
    limits = root.extensions.get_extension_for_class(x509.BasicConstraints)
    key = root.public_key()

    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp384r1"
    assert (limits.critical, limits.value.ca, limits.value.path_length) == (True, True, 0)
    assert 3650 <= (root.not_valid_after_utc - root.not_valid_before_utc).days <= 3653


def test_the_root_may_only_issue_certificates_and_lists(council: Council) -> None:
    usage = root_certificate(council.root).extensions.get_extension_for_class(x509.KeyUsage).value

    assert (usage.key_cert_sign, usage.crl_sign) == (True, True)
    assert (usage.digital_signature, usage.content_commitment) == (False, False)


def test_a_person_gets_a_p256_certificate_for_binding_signatures_for_two_years(council: Council) -> None:
    certificate = x509.load_der_x509_certificate(council.people["Dana"].certificate_der)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    key = certificate.public_key()

    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert list(purposes) == [ObjectIdentifier("1.3.6.1.5.5.7.3.36")]
    assert 729 <= (certificate.not_valid_after_utc - certificate.not_valid_before_utc).days <= 731


def test_a_persons_certificate_always_has_a_distribution_point(council: Council) -> None:
    for person in council.people.values():
        certificate = x509.load_der_x509_certificate(person.certificate_der)
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
        assert len(list(points)) == 1


def test_a_persons_certificate_names_organisation_person_and_title(council: Council) -> None:
    facts = facts_of(council.people["Dana"].certificate_der)

    assert (facts.organisation, facts.name, facts.title) == (
        "Fictional Borough Council",
        "Dana Prior",
        "Head of Service",
    )
    assert facts.fingerprint == council.people["Dana"].fingerprint == fingerprint_of(facts.der)


def test_a_persons_certificate_is_issued_by_the_root(council: Council) -> None:
    certificate = x509.load_der_x509_certificate(council.people["Dana"].certificate_der)

    certificate.verify_directly_issued_by(root_certificate(council.root))


def test_an_empty_address_and_title_are_left_out(council: Council) -> None:
    person = issue_person(council.root, "Ruth Bell", "", "", passphrase=PASSPHRASE, now=NOW)
    certificate = x509.load_der_x509_certificate(person.certificate_der)

    assert not certificate.subject.get_attributes_for_oid(NameOID.TITLE)
    with pytest.raises(x509.ExtensionNotFound):
        certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [
        ("  ", "", "The person's name is empty."),
        ("R" * 65, "", "longer than 64 characters"),
        ("Ruth Bell", "not an address", "cannot stand in a certificate"),
    ],
)
def test_what_a_certificate_cannot_carry_is_refused(council: Council, name: str, email: str, sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence):
        issue_person(council.root, name, "", email, passphrase=PASSPHRASE, now=NOW)


def test_no_key_is_made_without_a_passphrase() -> None:
    with pytest.raises(DeskError, match="must have a passphrase"):
        make_root("Fictional Borough Council", "", NOW)


def test_a_root_that_ran_out_issues_nothing(council: Council) -> None:
    with pytest.raises(DeskError, match="root has run out"):
        a_person(council.root, now=NOW + timedelta(days=11 * 365))


def test_a_stored_root_opens_with_its_passphrase(council: Council) -> None:
    opened = open_root(council.root.p12_bytes, PASSPHRASE)

    assert (opened.organisation, opened.fingerprint) == (council.root.organisation, council.root.fingerprint)
    assert x509.load_der_x509_crl(revocation_list(opened, (), NOW)).is_signature_valid(opened.key.public_key())


def test_a_stored_root_does_not_open_with_another_passphrase(council: Council) -> None:
    with pytest.raises(DeskError) as caught:
        open_root(council.root.p12_bytes, "Correct Horse")

    assert caught.value.reason == Reason.WRONG_KEY


def test_a_persons_key_file_is_no_root(council: Council) -> None:
    with pytest.raises(DeskError, match="does not hold an organisation's root"):
        open_root(council.people["Dana"].p12_bytes, PASSPHRASE)


def test_the_first_list_of_withdrawn_certificates_is_empty_and_lasts_400_days(council: Council) -> None:
    listed = x509.load_der_x509_crl(revocation_list(council.root, (), NOW))

    assert len(listed) == 0
    assert listed.next_update_utc == NOW + timedelta(days=REVOCATION_LIST_DAYS)
    assert listed.is_signature_valid(council.root.key.public_key())


@pytest.mark.parametrize(
    ("reason", "flag"),
    [
        (RevocationReason.KEY_LOST, x509.ReasonFlags.key_compromise),
        (RevocationReason.LEFT, x509.ReasonFlags.affiliation_changed),
        (RevocationReason.REPLACED, x509.ReasonFlags.superseded),
        (RevocationReason.OTHER, x509.ReasonFlags.unspecified),
    ],
)
def test_a_withdrawn_certificate_is_listed_with_date_and_reason(
    council: Council, reason: RevocationReason, flag: x509.ReasonFlags
) -> None:
    der = council.people["Joel"].certificate_der
    listed = x509.load_der_x509_crl(revocation_list(council.root, [Revoked(der, NOW, reason)], NOW))
    entry = listed.get_revoked_certificate_by_serial_number(x509.load_der_x509_certificate(der).serial_number)

    assert entry is not None
    assert entry.revocation_date_utc == NOW
    assert entry.extensions.get_extension_for_class(x509.CRLReason).value.reason == flag


def test_keys_do_not_show_in_tracebacks(council: Council) -> None:
    assert "PrivateKey" not in repr(council.root)
    assert "PrivateKey" not in repr(council.identity("Dana"))


def test_roots_of_equal_name_are_different() -> None:
    first, second = (make_root("Fictional Borough Council", PASSPHRASE, NOW) for _ in range(2))

    assert isinstance(first, Root)
    assert first.fingerprint != second.fingerprint

"""Text files of every encoding and delimiter."""

from __future__ import annotations

import codecs

import pytest
from tests.caselists.builders import A_ROW, PROFILE, a_csv, checked, the_row

from panel_desk.caselists.csv_file import read_csv
from panel_desk.caselists.detect import FileFormat, detect_format
from panel_desk.domain.errors import DeskError, Reason

NAMED = ("104200", "Gül, Chloë", *A_ROW[2:])


@pytest.mark.parametrize(
    ("encoding", "bom", "said"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", codecs.BOM_UTF8, "UTF-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16 (big-endian)"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16 (big-endian)"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
def test_accents_survive_every_encoding(encoding: str, bom: bytes, said: str) -> None:
    preview = checked(bom + a_csv(PROFILE, NAMED, encoding=encoding))
    assert the_row(preview).facts.name == "Chloë Gül"
    assert preview.encoding == said


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    preview = checked(a_csv(PROFILE, A_ROW, delimiter=delimiter))
    assert preview.delimiter == delimiter
    assert preview.counts.accepted == 1


def test_semicolons_inside_cells_do_not_win_over_the_comma() -> None:
    rows = [(str(n), *A_ROW[1:4], "CCE; CSE; Online", *A_ROW[5:]) for n in range(104200, 104220)]
    assert checked(a_csv(PROFILE, *rows)).delimiter == ","


def test_excels_separator_hint_is_obeyed_and_is_no_case() -> None:
    preview = checked(b"sep=;\r\n" + a_csv(PROFILE, A_ROW, delimiter=";"))
    assert preview.counts.rows == 1
    assert preview.lines[0].row == 3


def test_a_person_may_choose_the_encoding() -> None:
    preview = checked(a_csv(PROFILE, NAMED, encoding="utf-8"), encoding="cp1252")
    assert the_row(preview).facts.surname == "GÃ¼l"
    assert any("wrong encoding" in problem.why for problem in preview.problems)


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(DeskError):
        checked(a_csv(PROFILE, A_ROW), encoding="utf-7")


def test_bytes_that_windows_1252_does_not_have_are_counted() -> None:
    preview = checked(a_csv(PROFILE, NAMED, encoding="cp1252").replace(b"G\xfcl", b"G\x81l\xfc"))
    assert any("1 character is not valid" in note for note in preview.notes)


def test_a_quotation_mark_never_closed_is_refused_with_its_row() -> None:
    good = a_csv(PROFILE, A_ROW)
    with pytest.raises(DeskError, match="row 3 is never closed"):
        checked(good + b'104203,"Bright, Hamza,04/07/2014\r\n104206,Cooper,01/01/2012\r\n')


def test_quotation_marks_inside_unquoted_cells_are_read_and_said() -> None:
    preview = checked(a_csv(PROFILE, A_ROW) + b'104203,Bright "Billy" Hamza,04/07/2012,"F"x,CSE,High,,\r\n')
    assert preview.counts.rows == 2
    assert any("Quotation marks" in note for note in preview.notes)


def test_a_row_shifted_by_a_stray_separator_is_rejected() -> None:
    preview = checked(
        a_csv(PROFILE, A_ROW, A_ROW) + b"104203,Bright, Hamza,04/07/2014,M,CSE,High,01/09/2026,Review\r\n"
    )
    (problem,) = [p for p in preview.problems if p.row == 4]
    assert "shifted the row" in problem.why


def test_a_short_row_is_filled_with_nothing() -> None:
    preview = checked(a_csv(PROFILE, ("104200", "Adeyemi, Amara", "03/05/2011")))
    assert the_row(preview).risk == ""


def test_a_cell_longer_than_the_field_limit_is_refused() -> None:
    with pytest.raises(DeskError, match="131,072 characters"):
        checked(a_csv(PROFILE, (*A_ROW[:-1], "x" * 140_000)))


def test_line_breaks_in_cells_do_not_move_the_row_numbers() -> None:
    preview = checked(a_csv(PROFILE, (*A_ROW[:-1], "one\ntwo\nthree"), ("", *A_ROW[1:])))
    assert [p.row for p in preview.problems] == [3]


@pytest.mark.parametrize(
    ("untrusted", "sentence"),
    [
        (b"", "empty"),
        (b"\0", "empty"),
        (b"\0" * 5000, "empty"),
        (b"x", "headings"),
        (b"\xef\xbb\xbf", "headings"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"<html><table><tr><td>LCS ID", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (bytes(range(256)) * 50, "neither a workbook nor text"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"Dear all,\r\nplease find the list attached.\r\n", "headings"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(untrusted: bytes, sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence) as refused:
        checked(untrusted, "list.xlsx")
    assert refused.value.reason is Reason.BAD_FILE


def test_the_content_decides_whatever_the_name_says() -> None:
    assert detect_format(a_csv(PROFILE, A_ROW)) is FileFormat.CSV
    assert checked(a_csv(PROFILE, A_ROW), "list.xlsx").counts.accepted == 1


def test_a_file_of_absurd_width_is_refused() -> None:
    with pytest.raises(DeskError, match="512 columns"):
        read_csv(b"," * 600)

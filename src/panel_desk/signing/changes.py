"""Says in plain sentences what a later revision of a signed PDF changed, with page numbers where they can be told."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import MDPPerm

from panel_desk.signing.permitted import STRICT_POLICY
from panel_desk.signing.revisions import DAMAGE, OpenedPdf, entry, fields_at, record_at
from panel_desk.signing.wording import listed, plain

_MOST_PAGES = 3_000
_MOST_SENTENCES = 30
_MOST_PARTS = 200_000
_SUBTYPES = {
    "/Text": "A note",
    "/FreeText": "A text box",
    "/Stamp": "A stamp",
    "/Link": "A link",
    "/Highlight": "A highlight",
    "/Ink": "A drawing by hand",
    "/Square": "A box",
    "/Redact": "A blacked-out area",
    "/FileAttachment": "An attached file",
}
_ON_OPENING = "What happens when the file is opened was changed."
_CATALOGUE_PARTS = {
    "/OpenAction": _ON_OPENING,
    "/AA": _ON_OPENING,
    "/OCProperties": "Layers, which show or hide parts of the pages, were added or changed.",
    "/Outlines": "The bookmarks were changed.",
    "/StructTreeRoot": "What is read aloud to people who cannot see the pages was changed.",
    "/Lang": "The language that the file says it is in was changed.",
    "/PageLabels": "The page numbers shown by the reader were changed.",
    "/OutputIntents": "How colours are shown was changed.",
    "/URI": "Where links lead was changed.",
}
_POINTS_AT = frozenset({"/Pg", "/P", "/Parent", "/Dest", "/A", "/Obj", "/SE"})
_OF_PAGES = frozenset({"/Contents", "/Resources", "/Annots", "/AA", "/Parent"})
_FIELDS = frozenset({"/Fields"})
_OF_FIELDS = frozenset({"/V", "/AP", "/Rect"})
_NOT_SIGNING: tuple[type[Exception], ...] = (SuspiciousModification, *DAMAGE)
_GEOMETRY = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")


class _Step(Struct, frozen=True):
    """Two neighbouring revisions and the objects the later one wrote."""

    old: HistoricalResolver
    new: HistoricalResolver
    written: frozenset[generic.Reference]


def changes_since(opened: OpenedPdf, signed_revision: int) -> tuple[str, ...]:
    """What was changed after a revision, apart from what signing and archiving themselves add.

    Args:
        opened: The file.
        signed_revision: The first signature's revision, counted from 0.

    Returns:
        One sentence for each change, without repetition, at most thirty.
    """
    sentences: dict[str, None] = {}
    for revision in range(max(signed_revision, 0) + 1, opened.last_revision + 1):
        old, new = opened.at(revision - 1), opened.at(revision)
        if not _is_signing(old, new):
            written = opened.reader.xrefs.explicit_refs_in_revision(revision)
            step = _Step(old, new, frozenset(written))
            sentences |= dict.fromkeys(_told(step))
        if len(sentences) >= _MOST_SENTENCES:
            break
    return tuple(sentences)[:_MOST_SENTENCES]


def _is_signing(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    try:
        STRICT_POLICY.apply(old, new, doc_mdp=MDPPerm.FILL_FORMS)
    except _NOT_SIGNING:
        return False
    return True


def _told(step: _Step) -> list[str]:
    told: list[str] = []
    for part in (_page_changes, _field_changes, _attachment_changes, _property_changes, _catalogue_changes):
        try:
            told.extend(part(step))
        except DAMAGE:
            continue  # What cannot be read cannot be described; the general sentence below still stands.
    return told or [f"Hidden parts of the file were added or replaced ({_objects(len(step.written))})."]


def _page_changes(step: _Step) -> Iterator[str]:
    before, after = list(_pages(step.old)), list(_pages(step.new))
    if [ref for ref, _ in before] != [ref for ref, _ in after]:
        yield f"Pages were added, taken away or reordered: {len(before)} before, {len(after)} now."
        return
    drawn, used = [], []
    for number, ((_, old_page), (_, new_page)) in enumerate(zip(before, after, strict=True), start=1):
        if _differs(old_page, new_page, "/Contents", step):
            drawn.append(str(number))
        if _differs(old_page, new_page, "/Resources", step):
            used.append(str(number))
        if any(entry(old_page, key) != entry(new_page, key) for key in _GEOMETRY):
            yield f"Page {number} was cut, turned or resized."
        if _differs(old_page, new_page, "/AA", step):
            yield f"What happens when page {number} is opened was changed."
        if _other_entries(old_page, _OF_PAGES.union(_GEOMETRY)) != _other_entries(new_page, _OF_PAGES.union(_GEOMETRY)):
            yield f"The settings of page {number} were changed."
        yield from _annotation_changes(number, old_page, new_page, step)
    if drawn:
        yield f"The text or drawing on {_named(drawn)} was changed or covered."
    if used:
        yield f"A font, picture or drawing used on {_named(used)} was replaced."


def _named(numbers: list[str]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def _annotation_changes(
    number: int, old_page: generic.DictionaryObject, new_page: generic.DictionaryObject, step: _Step
) -> Iterator[str]:
    before, after = _annotations(old_page), _annotations(new_page)
    for ref, annotation in after.items():
        subtype = str(entry(annotation, "/Subtype", ""))
        if subtype == "/Widget":
            continue  # Told with the form's fields.
        what = _SUBTYPES.get(subtype, "An annotation")
        if ref not in before:
            yield f"{what} was added on page {number}."
        elif ref in step.written:
            yield f"{what} on page {number} was changed."
    if before.keys() - after.keys():
        yield f"An annotation or field was removed from page {number}."


def _field_changes(step: _Step) -> Iterator[str]:
    before, after = fields_at(step.old), fields_at(step.new)
    for name, field in after.items():
        was = before.get(name)
        if was is None:
            if not field.is_time_stamp:
                yield f"A field “{plain(name, 60)}” was added that the minutes did not have."
        elif was.rectangle != field.rectangle:
            yield f"The signature field “{plain(name, 60)}” was moved or resized."
        elif was.is_signed and not field.is_signed:
            yield f"The signature in the field “{plain(name, 60)}” was removed."
        elif was.is_signed and was.entries.raw_get("/V") != field.entries.raw_get("/V"):
            yield f"The signature in the field “{plain(name, 60)}” was exchanged for another."
        elif was.is_signed == field.is_signed and _differs(was.entries, field.entries, "/AP", step):
            yield f"The drawing in the signature field “{plain(name, 60)}” was changed."
        elif _other_entries(was.entries, _OF_FIELDS) != _other_entries(field.entries, _OF_FIELDS):
            yield f"The settings of the signature field “{plain(name, 60)}” were changed."
    for name in before.keys() - after.keys():
        yield f"The field “{plain(name, 60)}” was removed."


def _catalogue_changes(step: _Step) -> Iterator[str]:
    for key, sentence in _CATALOGUE_PARTS.items():
        before = step.old.root.raw_get(key) if key in step.old.root else None
        after = step.new.root.raw_get(key) if key in step.new.root else None
        if before != after or _own_parts(after) & step.written:
            yield sentence
    old_names, new_names = entry(step.old.root, "/Names", {}), entry(step.new.root, "/Names", {})
    if "/JavaScript" in new_names and "/JavaScript" not in old_names:
        yield _ON_OPENING
    old_form, new_form = entry(step.old.root, "/AcroForm"), entry(step.new.root, "/AcroForm")
    if old_form and new_form and _other_entries(old_form, _FIELDS) != _other_entries(new_form, _FIELDS):
        yield "The settings of the form were changed."


def _attachment_changes(step: _Step) -> Iterator[str]:
    if record_at(step.old) != record_at(step.new):
        yield "The machine-readable record inside the file was exchanged or removed."
    elif any(_differs(step.old.root, step.new.root, key, step) for key in ("/Names", "/AF")):
        yield "The files attached inside were changed."


def _property_changes(step: _Step) -> Iterator[str]:
    if _differs(step.old.root, step.new.root, "/Metadata", step) or _info(step.old) != _info(step.new):
        yield "The title or other properties of the file were changed."


def _info(resolver: HistoricalResolver) -> dict[str, str]:
    info = entry(resolver.trailer_view, "/Info")
    return {} if info is None else {str(key): str(value) for key, value in info.items()}


def _own_parts(value: object) -> set[generic.Reference]:
    """What belongs to bookmarks or structure, without the pages and fields that they point at."""
    found: set[generic.Reference] = set()
    waiting = [value]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop()
        if isinstance(part, generic.IndirectObject):
            if part.reference in found:
                continue
            found.add(part.reference)
            part = part.get_object()  # type: ignore[no-untyped-call]  # the library leaves it untyped
        if isinstance(part, generic.DictionaryObject):
            waiting.extend(part.raw_get(key) for key in part if key not in _POINTS_AT)
        elif isinstance(part, generic.ArrayObject):
            waiting.extend(part.raw_get(at) for at in range(len(part)))
    return found


def _other_entries(dictionary: generic.DictionaryObject, told_apart: frozenset[str]) -> dict[str, object]:
    return {str(key): dictionary.raw_get(key) for key in dictionary if key not in told_apart}


def _objects(count: int) -> str:
    return "1 object" if count == 1 else f"{count} objects"


def _differs(old: generic.DictionaryObject, new: generic.DictionaryObject, key: str, step: _Step) -> bool:
    """Was the entry exchanged, or anything written that it leads to?"""
    before = old.raw_get(key) if key in old else None
    after = new.raw_get(key) if key in new else None
    if before != after:
        return True
    return after is not None and bool(step.new.collect_dependencies(after) & step.written)


def _annotations(page: generic.DictionaryObject) -> dict[generic.Reference, generic.DictionaryObject]:
    return {
        ref.reference: ref.get_object()  # type: ignore[no-untyped-call]  # the library leaves it untyped
        for ref in entry(page, "/Annots", ())
        if isinstance(ref, generic.IndirectObject)
    }


def _pages(resolver: HistoricalResolver) -> Iterator[tuple[generic.Reference, generic.DictionaryObject]]:
    waiting = [resolver.root.raw_get("/Pages")]
    visited = 0
    while waiting:
        node = waiting.pop()
        visited += 1
        if visited > _MOST_PAGES:
            raise ValueError("an endless page tree")
        found = node.get_object()
        if "/Kids" in found:
            waiting.extend(reversed(list(found["/Kids"])))
        else:
            yield node.reference, found

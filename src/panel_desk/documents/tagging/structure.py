"""Writes the structure tree of a drawn document into its file."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from panel_desk.documents.tagging.elements import Element, MarkedContent

_NEED_KIDS = frozenset({"TR", "THead", "TBody", "Table", "Div", "Sect"})


class StructureWriter:
    """Turns elements into structure elements, and tells each piece of a page which element it belongs to."""

    def __init__(self, pdf: Pdf, fields: Mapping[str, Object]) -> None:
        """Take the document, and its signature fields' widgets by name."""
        self._pdf = pdf
        self._fields = fields
        self._pages = [page.obj for page in pdf.pages]
        self._by_page: list[dict[int, Object]] = [{} for _ in self._pages]
        self._placed: list[tuple[Object, Object]] = []

    def write(self, root: Element) -> None:
        """Add the tree and its parent tree to the document's catalogue."""
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._write(root, tree)])
        numbers: list[Object | int] = []
        for index, page in enumerate(self._pages):
            page.StructParents = index
            here = self._by_page[index]
            numbers += [index, self._pdf.make_indirect(Array([here[mcid] for mcid in range(len(here))]))]
        for key, (widget, element) in enumerate(self._placed, len(self._pages)):
            widget.StructParent = key
            numbers += [key, element]
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        tree.ParentTreeNextKey = len(self._pages) + len(self._placed)
        self._pdf.Root.StructTreeRoot = tree

    def _write(self, element: Element, parent: Object) -> Object:
        node = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=parent))
        kids: list[Object | int] = []
        for kid in element.kids:
            if isinstance(kid, MarkedContent):
                kids.append(self._piece(kid, node))
            elif isinstance(kid, str):
                kids.append(self._field(kid, node))
            elif kid.kids or kid.role not in _NEED_KIDS:
                kids.append(self._write(kid, node))
        if kids:
            node.K = kids[0] if len(kids) == 1 else Array(kids)
        if element.role in {"TH", "TD"}:
            _describe_cell(node, element)
        if element.role == "Figure":
            _describe_figure(node, element)
        return node

    def _piece(self, piece: MarkedContent, node: Object) -> Object | int:
        page = self._pages[piece.page]
        self._by_page[piece.page][piece.mcid] = node
        if Name.Pg not in node:
            node.Pg = page
        if node.Pg.objgen == page.objgen:
            return piece.mcid
        return Dictionary(Type=Name.MCR, Pg=page, MCID=piece.mcid)

    def _field(self, name: str, parent: Object) -> Object:
        widget = self._fields[name]
        node = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                P=parent,
                Pg=widget.P,
                Alt=String(str(widget.TU)),
                K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=widget.P),
            )
        )
        self._placed.append((widget, node))
        return node


def _describe_cell(node: Object, element: Element) -> None:
    attributes = Dictionary(O=Name.Table)
    if element.scope:
        attributes.Scope = Name("/" + element.scope)
    if element.span > 1:
        attributes.ColSpan = element.span
    if len(attributes) > 1:
        node.A = attributes


def _describe_figure(node: Object, element: Element) -> None:
    """What is heard in the figure's place, and where on its page it stands."""
    node.Alt = String(element.alternative)
    if element.bounds is not None:
        bounds = Array([round(edge, 2) for edge in element.bounds])
        node.A = Dictionary(O=Name.Layout, BBox=bounds, Placement=Name.Block)

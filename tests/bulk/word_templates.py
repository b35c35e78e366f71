"""Word templates built for tests, and what docxtpl makes of them."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator, Mapping

import docx
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WNS = f"{{{W}}}"


def runs(*texts: str, look: str = "") -> str:
    shape = f"<w:rPr>{look}</w:rPr>" if look else ""
    return "".join(f'<w:r>{shape}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' for text in texts)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def paragraph(*texts: str, look: str = "", shape: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{shape}</w:pPr>' if shape else ''}{runs(*texts, look=look)}</w:p>"


def cell(*texts: str, properties: str = '<w:tcW w:w="2000" w:type="dxa"/>') -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(*texts)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(columns))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word_file(
    body: str, *, header: str = "", footer: str = "", title: str = "", replaced: Mapping[str, bytes] = {}
) -> bytes:
    """A Word file of python-docx's own with this body, and words in its header, footer and title."""
    opened = docx.Document()
    element = opened.element.body
    for child in list(element)[:-1]:
        element.remove(child)
    for child in reversed(etree.fromstring(f'<x xmlns:w="{W}">{body}</x>')):
        element.insert(0, copy.deepcopy(child))
    for words, part in ((header, opened.sections[0].header), (footer, opened.sections[0].footer)):
        if words:
            part.is_linked_to_previous = False
            part.paragraphs[0].text = words
    opened.core_properties.title = title
    out = io.BytesIO()
    opened.save(out)
    return with_parts(out.getvalue(), replaced) if replaced else out.getvalue()


def with_parts(word: bytes, replaced: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            if name not in replaced:
                made.writestr(name, source.read(name))
        for name, part in replaced.items():
            made.writestr(name, part)
    return out.getvalue()


def parts_of(word: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def by_docxtpl(template: bytes, values: Mapping[str, object]) -> dict[str, bytes]:
    opened = DocxTemplate(io.BytesIO(template))
    opened.render(dict(values), Environment(undefined=StrictUndefined), autoescape=True)
    out = io.BytesIO()
    opened.save(out)
    return parts_of(out.getvalue())


def canonical(part: bytes) -> str:
    """Canonical XML, with neighbouring runs of one look joined and empty runs left out: Word shows them alike."""
    tree = etree.fromstring(part, etree.XMLParser(remove_blank_text=True))
    etree.strip_elements(tree, f"{WNS}proofErr", with_tail=False)  # spelling marks, which show nothing
    for paragraph_element in tree.iter(f"{WNS}p"):
        _join_runs(paragraph_element)
    return etree.canonicalize(etree.tostring(tree, encoding="unicode"))


def _join_runs(element: etree._Element) -> None:
    former = None
    for run in list(element.findall(f"{WNS}r")):
        _join_words(run)
        if not [child for child in run if child.tag != f"{WNS}rPr"]:
            element.remove(run)
        elif former is not None and run.getprevious() is former and _look(run) == _look(former):
            former.extend([child for child in run if child.tag != f"{WNS}rPr"])
            element.remove(run)
            _join_words(former)
        else:
            former = run


def _join_words(run: etree._Element) -> None:
    former = None
    for words in list(run):
        if words.tag != f"{WNS}t":
            former = None
        elif not words.text:
            run.remove(words)
        elif former is not None:
            former.text = (former.text or "") + words.text
            run.remove(words)
        else:
            words.attrib.clear()
            former = words


def _look(run: etree._Element) -> bytes:
    look = run.find(f"{WNS}rPr")
    return b"" if look is None or not len(look) else etree.tostring(look, method="c14n")


def words_in(part: bytes) -> Iterator[str]:
    for element in etree.fromstring(part).iter(f"{WNS}p"):
        yield "".join(element.itertext(f"{WNS}t"))

"""Values come back from the file exactly as they went in, whatever they are."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from by_hand import COVER, LAWS, clause, document, limb, style, text, words
from hypothesis import given, settings
from hypothesis import strategies as st
from word_features import build
from word_lint import W, parts_of

from backsource_docs.rendering.word import render_shell, write_word
from backsource_docs.tree import Blank, Column, Definition, Execution, Part, Row, Signatory, Table, Text

HOSTILE = (
    "A & B <Holdings> *Ltd* [[x]] {{y}} {%z%}",
    "{_{ }_} {_% %_} {# note #} {{p body }}",
    "Żółć Sp. z o.o.",
    "株式会社",
    "\"quoted\" 'twice' &amp; &#123; <w:p/> \\1",
    "<?backsource body?>",
    "ل العربية\u200f",
)
ALLOWED = st.characters(
    exclude_categories=("Cs",), exclude_characters=[*map(chr, (*range(9), 11, 12, *range(14, 32))), "\ufffe", "\uffff"]
)


def read(part: bytes) -> str:
    """The words of a part: runs joined, tabs and line breaks as they were."""
    said = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}p": "\u241e"}
    tree = ElementTree.fromstring(part)
    ends = {f"{W}pPr", f"{W}instrText"}
    skipped = {id(inner) for element in tree.iter() if element.tag in ends for inner in element.iter()}
    return "".join(
        said.get(element.tag, "") + (element.text or "" if element.tag == f"{W}t" else "")
        for element in tree.iter()
        if id(element) not in skipped
    )


def folded(text: str) -> str:
    """The text without what typesetting changes: which space stands between words, and the shape of apostrophes."""
    return text.replace("\u00a0", " ").replace("’", "'")


SHELL_SAMPLE = document(Part("t", "", "clauses", (clause("one", "x"),)))
SHELL = render_shell(style("contract"), SHELL_SAMPLE.draft, LAWS)


@settings(max_examples=150, deadline=None)
@given(st.text(ALLOWED, min_size=1), st.text(ALLOWED, min_size=1))
def test_any_characters_come_back(value: str, title: str) -> None:
    table = Table("t", title, (Column(value), Column("x")), (Row((words(value), words(title))),))
    made = document(Part("t", title, "none", (text(value, Blank(title)), Definition(title, words(value)), table)))
    shown = folded(read(parts_of(write_word(made, SHELL, outgoing=False))["word/document.xml"])).split("\u241e")
    value, title = folded(value), folded(title)
    assert f"{value}[● {title}]" in shown
    assert f"“{title}”: {value}" in shown
    assert shown.count(value) >= 2
    assert shown.count(title) >= 2


def test_what_xml_forbids_is_replaced() -> None:
    made = document(Part("t", "", "none", (text("a\x00b\x0bc\ud800d\uffffe"),)))
    assert "a\ufffdb\ufffdc\ufffdd\ufffde" in read(parts_of(build(made))["word/document.xml"])


@pytest.mark.parametrize("name", ["contract", "plan", "letter"])
@pytest.mark.parametrize("value", HOSTILE)
def test_the_cover_prints_values_as_they_are(name: str, value: str) -> None:
    def everywhere(inner: object) -> object:
        if isinstance(inner, dict):
            return {key: everywhere(part) if key != "date_iso" else part for key, part in inner.items()}
        return [everywhere(part) for part in inner] if isinstance(inner, list) else value

    sign = Execution("new-york", (Signatory(value, value, ((value, value),)),))
    made = document(
        Part("t", "", "clauses", (clause("one", value, limb(Text(value, strong=True)), limb("x")),)),
        Part("sign", "", "none", (sign,)),
        kind=name,
        cover=everywhere(COVER),
        notes={"one": (value,)},
    )
    parts = parts_of(build(made))
    for part, content in parts.items():
        if part.startswith(("word/header", "word/footer", "word/document", "word/comments")):
            assert value in read(content) or read(content) == "\u241eConfidential", part
    titles = ElementTree.fromstring(parts["docProps/core.xml"])
    assert value in [element.text for element in titles]


def test_line_ends_in_a_cover_value_become_line_breaks() -> None:
    made = document(SHELL_SAMPLE.draft.parts[0], cover={**COVER, "status_line": "one\ntwo\tthree\x07"})
    assert "one\ntwo\tthree\ufffd" in read(parts_of(build(made))["word/document.xml"])


def test_neighbours_of_one_look_are_one_run() -> None:
    made = document(Part("t", "", "none", (text("within ", Text("12 months", path="x.y"), " of it"),)))
    assert ">within 12\u00a0months of it</w:t>" in parts_of(build(made))["word/document.xml"].decode()

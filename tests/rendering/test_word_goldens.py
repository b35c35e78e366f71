"""Word files per feature, unpacked and pretty-printed; --accept rewrites them after a person has looked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from word_features import FEATURES, build
from word_lint import parts_of

from backsource_docs.tree import Document

GOLDEN = Path(__file__).parents[1] / "golden" / "word"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
SHOWN = ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "docProps/core.xml")


def pretty(part: bytes) -> str:
    tree = etree.fromstring(part)
    etree.indent(tree)
    return etree.tostring(tree, encoding="unicode") + "\n"


def unpacked(docx: bytes) -> dict[str, str]:
    """The parts that we write, by file name; of the lists only those that the document began."""
    parts = parts_of(docx)
    shown = {name.replace("/", "-"): pretty(parts[name]) for name in SHOWN if name in parts}
    lists = etree.fromstring(parts["word/numbering.xml"])
    began = [NAMESPACE.sub("", etree.tostring(number, encoding="unicode")) for number in lists.iter(f"{W}num")]
    return {"parts.txt": "\n".join(parts) + "\n", **shown, "lists.txt": "\n".join(began) + "\n"}


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.__name__)
def test_the_file_is_as_accepted(feature: Callable[[], Document], request: pytest.FixtureRequest) -> None:
    folder = GOLDEN / feature.__name__
    made = unpacked(build(feature()))
    if request.config.getoption("--accept", default=False):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, content in made.items():
            (folder / name).write_text(content, encoding="utf-8")
    accepted = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} if folder.exists() else {}
    assert made == accepted

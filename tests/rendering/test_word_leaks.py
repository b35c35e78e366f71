"""The gate finds what must not go out."""

from __future__ import annotations

import io
import zipfile

import pytest
from by_hand import clause, document, limb
from word_features import build
from word_lint import parts_of

from backsource_docs.rendering.word import find_leaks
from backsource_docs.tree import Blank, Part, Reference, Text

SUPPLY = limb("Walk ", Text("away", strong=True), " & go, ", Reference("one"), ".", Blank("x"))
CLEAN = build(document(Part("t", "", "clauses", (clause("one", "Supply", SUPPLY),))), outgoing=True)


def planted(part: str, old: str, new: str) -> bytes:
    parts = parts_of(CLEAN)
    parts[part] = parts.get(part, b"<x/>").decode().replace(old, new, 1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def test_a_clean_file_passes() -> None:
    assert find_leaks(CLEAN, ["Fallback", "", " "]) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "says"),
    [
        ("word/comments.xml", "", "", "internal part word/comments.xml"),
        ("docProps/custom.xml", "", "", "internal part docProps/custom.xml"),
        ("word/document.xml", "</w:p>", '<w:r><w:commentReference w:id="1"/></w:r></w:p>', "has a comment"),
        ("word/document.xml", "</w:p>", '<w:ins w:id="1" w:author="Jo"/></w:p>', "tracked changes"),
        ("word/document.xml", "</w:p>", '<w:ins w:id="1" w:author="Jo"/></w:p>', "“Jo”"),
        ("word/document.xml", "</w:p>", "<w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>", "hidden text"),
        ("docProps/core.xml", ">backsource-docs</cp:last", ">Jane Doe</cp:last", "“Jane Doe”"),
        ("word/settings.xml", "<w:zoom", "<!-- /home/jane/house.dotx --><w:zoom", "a path: “/home/jane/house.dotx”"),
        ("word/settings.xml", "<w:zoom", "<!-- C:\\Users\\jane --><w:zoom", "a path: “C:\\Users\\jane”"),
    ],
)
def test_a_planted_leak_is_found(part: str, old: str, new: str, says: str) -> None:
    assert any(says in leak for leak in find_leaks(planted(part, old, new), []))


def test_secrets_are_found_however_they_are_set() -> None:
    said = limb(Text('Accept the "last" offer of O\'Neill, within 10 days', path="x.note"))
    made = build(document(Part("t", "", "clauses", (clause("one", "Supply", said),))), outgoing=True)
    assert find_leaks(made, ['the "last" offer of O\'Neill, within 10 days'])


@pytest.mark.parametrize("secret", ["Walk away & go", "Walk  away\n&", "clause 1", "[● x]"])
def test_secrets_are_found_across_runs_fields_and_escapes(secret: str) -> None:
    assert find_leaks(CLEAN, [secret]) == [f"The part word/document.xml holds an internal text: “{secret}”."]


def test_secrets_are_found_in_attributes_and_remarks() -> None:
    assert find_leaks(planted("word/document.xml", "<w:p>", '<w:p w:rsidR="walk &amp; away">'), ["walk & away"])
    assert find_leaks(planted("word/document.xml", "<w:body>", "<w:body><!-- walk away -->"), ["walk away"])

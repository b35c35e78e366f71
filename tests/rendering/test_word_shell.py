"""The shell: what a template must have, what must not travel, pages and languages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from by_hand import COVER, LAWS, clause, document, limb, style
from msgspec.structs import replace
from word_features import build, schedule, table
from word_lint import lint, parts_of

from backsource_docs.rendering.word import ShellError, render_shell, write_word
from backsource_docs.tree import Document, Execution, Part, Signatory


def sample() -> Document:
    return document(Part("t", "", "clauses", (clause("one", "Supply", limb("x"), limb("y")),)))


def changed(template: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The template with one part changed, or added."""
    parts = parts_of(template)
    parts[part] = change(parts.get(part, b"").decode()).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def replaced(part: str, old: str, new: str) -> bytes:
    return changed(style("contract"), part, lambda xml: xml.replace(old, new))


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (replaced("word/document.xml", "{{p body }}", ""), "does not say where the body goes"),
        (replaced("word/document.xml", "{{ title }}", "{{ titel }}"), "'titel' is undefined"),
        (replaced("word/document.xml", "{{ title }}", "{{ title"), "is not closed: “{{ title”"),
        (replaced("word/document.xml", "{{ title }}", "{{ title + }}"), "cannot be filled"),
        (replaced("word/document.xml", "{{ title }}", "{{ title.__class__.__mro__ }}"), "unsafe"),
        (replaced("word/styles.xml", '"Clause Level 3"', '"Klausel 3"'), "lacks the style “Clause Level 3”"),
        (replaced("word/numbering.xml", '"ClauseLevel3"', '"Other"'), "“Clause Level 3”.*stands on no level"),
        (b"not a zip", "not a Word file"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(template: bytes, message: str) -> None:
    with pytest.raises(ShellError, match=message):
        render_shell(template, sample().draft, {})


def test_a_law_without_signature_blocks_is_named() -> None:
    made = document(Part("e", "", "none", (Execution("scotland", ()),)))
    with pytest.raises(ShellError, match="scotland"):
        render_shell(style("contract"), made.draft, LAWS)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('w:val="SignatureLabel"', 'w:val="Elsewhere"', "the style “Elsewhere”"),
        ("<w:cantSplit/>", '<w:cantSplit r:id="x"/>', "text and tables only"),
    ],
)
def test_a_signature_block_with_something_foreign_is_refused(old: str, new: str, message: str) -> None:
    made = document(Part("e", "", "none", (Execution("england-and-wales", (Signatory("Acme", "Customer"),)),)))
    template = changed(LAWS["england-and-wales"], "word/document.xml", lambda xml: xml.replace(old, new))
    with pytest.raises(ShellError, match=message):
        render_shell(style("contract"), made.draft, {"england-and-wales": template})


def test_renamed_style_ids_are_found_by_their_names() -> None:
    """A German Word writes the id "berschrift1" for the style named "heading 1"."""
    template = style("contract")
    for part in ("word/styles.xml", "word/numbering.xml"):
        template = changed(template, part, lambda xml: xml.replace('"Heading1"', '"berschrift1"'))
    docx = write_word(sample(), render_shell(template, sample().draft, {}), outgoing=True)
    assert '<w:pStyle w:val="berschrift1"/>' in parts_of(docx)["word/document.xml"].decode()


def test_what_the_templates_editors_left_does_not_travel() -> None:
    anchor = '<w:commentRangeStart w:id="7"/>'
    template = replaced("word/document.xml", "<w:t>{{p body }}", f"{anchor}<w:t>{{{{p body }}}}")
    template = changed(
        template, "word/document.xml", lambda xml: xml.replace("<w:body>", f"<w:body><w:p>{anchor}</w:p>")
    )
    template = changed(
        template,
        "word/settings.xml",
        lambda xml: xml.replace("<w:zoom", '<w:updateFields/><w:rsids><w:rsid w:val="1"/></w:rsids><w:zoom'),
    )
    parts = parts_of(write_word(sample(), render_shell(template, sample().draft, {}), outgoing=True))
    assert b"comment" not in parts["word/document.xml"]
    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"rsid" not in parts["word/settings.xml"]


def test_pages_and_language_follow_the_draft() -> None:
    parts = parts_of(build(schedule()))
    assert parts["word/document.xml"].count(b'<w:pgSz w:w="12240" w:h="15840"/>') == 2
    assert b'<w:lang w:val="en-US"' in parts["word/styles.xml"]


@pytest.mark.parametrize(("locale", "checked"), [("en-IE", b"en-IE"), ("en-DE", b"en-GB")])
def test_spelling_is_checked_in_a_language_that_word_has(locale: str, checked: bytes) -> None:
    made = schedule()
    drafted = replace(made, draft=replace(made.draft, locale=locale))
    assert b'<w:lang w:val="' + checked + b'"' in parts_of(build(drafted))["word/styles.xml"]


def test_landscape_parts_are_sections_of_their_own() -> None:
    made = table()
    between = replace(made.draft.parts[0], key="again", blocks=())
    draft = replace(made.draft, parts=(*made.draft.parts, between))
    docx = build(replace(made, draft=draft))
    sizes = parts_of(docx)["word/document.xml"].decode().split("<w:pgSz ")[1:]
    assert ["landscape" in size[:60] for size in sizes] == [False, False, True, False]
    assert lint(docx) == []


def test_only_the_first_page_of_a_letter_has_a_letterhead() -> None:
    made = document(
        Part("a", "", "none", (limb("x"),)), Part("b", "", "none", (limb("y"),), landscape=True), kind="letter"
    )
    shown = parts_of(build(made))["word/document.xml"].decode()
    assert shown.count("<w:titlePg/>") == 1
    assert shown.index("<w:titlePg/>") < shown.index("landscape")


def test_blanks_on_the_cover_are_yellow() -> None:
    made = document(*sample().draft.parts, cover={**COVER, "reference": "[● reference]"})
    parts = parts_of(build(made))
    assert b'<w:highlight w:val="yellow"/></w:rPr><w:t' in parts["word/footer1.xml"]

"""Templates that cannot or must not be used are told, with the place; what only docxtpl can do is left to it."""

from __future__ import annotations

import io
import zipfile

import pytest
from word_templates import cell, paragraph, parts_of, row, runs, table, with_parts, word_file, words_in

from backsource_docs.letters.balance import is_balanced
from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.fields import fields_of, unknown_fields
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.safety import UnsafeFile, opened

PLAIN = word_file(paragraph("Dear {{ name }}"))
RELATIONSHIPS = "word/_rels/document.xml.rels"


def merger(body: str) -> Merger:
    compiled, findings = compile_template(word_file(body), "letter.docx")
    assert compiled, [str(finding) for finding in findings]
    return Merger(compiled)


def refusal(template: bytes) -> str:
    compiled, findings = compile_template(template, "letter.docx")
    assert compiled is None
    return str(findings[0])


def related(relationship: str) -> bytes:
    rels = parts_of(PLAIN)[RELATIONSHIPS].decode().replace("</Relationships>", f"{relationship}</Relationships>")
    return with_parts(PLAIN, {RELATIONSHIPS: rels.encode()})


def with_code(*pieces: str) -> bytes:
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return word_file(f"<w:p>{code}</w:p>")


def external(kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rX" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'


def test_an_unknown_field_is_told_with_its_paragraph_and_the_nearest_column() -> None:
    compiled, _ = compile_template(
        word_file(paragraph("First") + paragraph("Your account {{ acount }} ends")), "x.docx"
    )
    assert compiled
    (finding,) = unknown_fields(compiled, {"account", "name"}, "x.docx")
    assert str(finding) == (
        "x.docx ML03 The template asks for {{ acount }} in the body near “Your account {{ acount }} ends”, "
        "and the recipients have no column acount. Did you mean account?"
    )


def test_fields_are_those_of_all_parts_without_what_the_template_sets_itself() -> None:
    body = paragraph("{% set total = sum %}{{ total }} {% for one in many %}{{ one }}{{ loop.index }}{% endfor %}")
    compiled, _ = compile_template(word_file(body, header="{{ top }}", title="{{ subject }}"), "x.docx")
    assert compiled
    assert fields_of(compiled) == {"sum", "many", "top", "subject"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (paragraph("Start") + paragraph("Dear {{ name"), "Dear {{ name"),
        (paragraph("{% if yes %}never closed"), "never closed"),
        (paragraph("{% nonsense %} here"), "unknown tag 'nonsense'"),
        (paragraph("{{ name | nofilter }}"), "nofilter"),
        (paragraph("{% include 'other' %}"), "takes in another file"),
        (paragraph("{% from 'x' import y %}"), "takes in another file"),
    ],
)
def test_a_tag_that_cannot_be_read_is_told_with_its_words(body: str, words: str) -> None:
    assert words in refusal(word_file(body))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ name.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ many.append('x') }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ '%0999999999d'|format(1) }}",
        "{{ '{:0999999999d}'.format(1) }}",
        "{{ name.ljust(999999999) }}",
        "{{ name.rjust(width=999999999) }}",
        "{% for x in range(99999999) %}{% endfor %}",
        "{{ lipsum(n=99999999) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_template_runs_no_code_and_makes_no_endless_values(tag: str) -> None:
    with pytest.raises(Unmergeable):
        merger(paragraph(tag)).letter({"name": "x", "many": ["a"]})


@pytest.mark.parametrize("value", ["a\x00b", "a\x0bb", "\x1b[2J"])
def test_no_letter_holds_a_control_character(value: str) -> None:
    with pytest.raises(Unmergeable, match="control character"):
        merger(paragraph("{{ name }}")).letter({"name": value})


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (b"no zip at all", "not a Word file that can be read"),
        (PLAIN[:2000], "not a Word file that can be read"),
        (with_parts(PLAIN, {"word/vbaProject.bin": b"x"}), "macros"),
        (with_parts(PLAIN, {"word/embeddings/oleObject1.bin": b"x"}), "embedded files"),
        (with_parts(PLAIN, {"word/big.xml": b" " * 30_000_000}), "zip bomb"),
        (with_parts(PLAIN, {"../outside.xml": b"x"}), "leads out of the file"),
        (with_parts(PLAIN, {"word/extra.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "declares a document type"),
        (with_parts(PLAIN, {"word/extra.xml": "<!DOCTYPE x><x/>".encode("utf-16")}), "declares a document type"),
        (related(external("attachedTemplate", "file:///C:/evil.dotm")), "reaches out to “file:///C:/evil.dotm”"),
        (related(external("image", "https://example.org/pixel.png")), "reaches out to"),
        (related(external("hyperlink", "file://server/share")), "reaches out to"),
        (related(external("hyperlink", "https://example.org/{{ name }}")), "must not decide where a link leads"),
        (with_code("DDE", "AUTO c:\\\\cmd"), "a field DDEAUTO"),
        (with_code("REF {{ name }}"), "a tag within the code of a field"),
        (with_parts(PLAIN, {"word/document.xml": b"<w:document><torn>"}), "is damaged"),
    ],
)  # fmt: skip
def test_a_hostile_or_damaged_template_is_refused_with_the_reason(template: bytes, words: str) -> None:
    assert words in refusal(template)


def test_a_part_that_stands_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning):
        made.writestr("word/document.xml", b"1")
        made.writestr("word/document.xml", b"2")
    with pytest.raises(UnsafeFile, match="Two of its parts have one name"):
        opened(out.getvalue())


def test_links_to_web_pages_stay() -> None:
    compiled, _ = compile_template(related(external("hyperlink", "https://example.org/help")), "x")
    assert compiled


@pytest.mark.parametrize(
    ("source", "balanced"),
    [
        ("<p><t>{% if a %}x{% else %}y{% endif %}</t></p>", True),
        ("<b>{% for a in b %}<p>{{ a }}<br/></p>{% endfor %}</b>", True),
        ("<p>{% if a %}</p><p>{% endif %}</p>", False),
        ("<p>{% if a %}<t>x{% endif %}</t></p>", False),
        ("<p>{% if a %}x{% else %}</p><p>{% endif %}</p>", False),
        ("<p><t>{% set a = 1 %}</t></p>", True),
    ],
)
def test_balance_is_seen_from_the_tags_alone(source: str, balanced: bool) -> None:
    assert is_balanced(source) is balanced


def test_tags_that_tear_a_table_are_found_for_the_values_that_do_it() -> None:
    torn = merger(table(row(f"<w:tc><w:tcPr/>{paragraph('{% if yes %}')}</w:tc>")) + paragraph("{% endif %}"))
    assert torn.letter({"yes": True})
    with pytest.raises(Unmergeable, match="leave a paragraph or a table of the body open"):
        torn.letter({"yes": False})


def test_a_template_in_another_encoding_is_left_to_docxtpl_and_says_so() -> None:
    text = parts_of(PLAIN)["word/document.xml"].decode().replace("UTF-8", "UTF-16").replace("utf-8", "UTF-16")
    compiled, findings = compile_template(with_parts(PLAIN, {"word/document.xml": text.encode("utf-16")}), "x.docx")
    assert compiled
    assert [finding.code for finding in findings] == ["ML04"]
    assert "made by docxtpl" in findings[0].message
    letter = parts_of(Merger(compiled).checked({"name": "Zoë & Co"}))
    assert next(words_in(letter["word/document.xml"])) == "Dear Zoë & Co"


def test_a_template_saved_as_template_becomes_a_document() -> None:
    types = parts_of(PLAIN)["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    compiled, _ = compile_template(with_parts(PLAIN, {"[Content_Types].xml": types}), "x.dotx")
    assert compiled
    made = parts_of(Merger(compiled).letter({"name": "Ann"}))
    assert b"document.main+xml" in made["[Content_Types].xml"]
    assert next(words_in(made["word/document.xml"])) == "Dear Ann"


def test_pictures_in_a_loop_have_ids_of_their_own() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="7" name="logo"/></wp:inline></w:drawing></w:r>'
    )
    body = paragraph("{%p for one in many %}") + f"<w:p>{drawing}{runs('{{ one }}')}</w:p>" + paragraph("{%p endfor %}")
    made = parts_of(merger(body).letter({"many": ["a", "b"]}))["word/document.xml"].decode()
    assert 'id="1001"' in made and 'id="1002"' in made


def test_a_row_of_the_wrong_width_is_evened_out_only_where_it_can_happen() -> None:
    even, uneven = table(row(cell("{{ name }}"), cell("b"))), table(row(cell("{{ name }}")), columns=3)
    assert [merger(body).compiled.stories[0].grid for body in (even, uneven)] == [False, True]

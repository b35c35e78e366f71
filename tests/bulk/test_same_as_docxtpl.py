"""Letters are what docxtpl makes of the same template and values: the same canonical XML in every part with tags."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from docxtpl import Listing, RichText
from hypothesis import given, settings
from hypothesis import strategies as some
from word_templates import by_docxtpl, canonical, cell, paragraph, parts_of, row, runs, table, word_file, words_in

from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.merging import Merger

VALUES = {
    "name": 'A & B <Holdings> "Ltd" O\'Brien',
    "number": 3,
    "price": 1234.5,
    "yes": True,
    "no": False,
    "empty": "",
    "many": ["one", "two & more", "three"],
    "rows": [{"item": "Desk", "sum": "12"}, {"item": "Chair <b>", "sum": "7"}],
    "nothing": [],
    "lines": "first\nsecond\tthird\n\nlast",
    "paragraphs": "one\atwo\fthree",
    "address": {"city": "Köln", "lines": ["1 Quay", "Bristol"]},
    "day": datetime.date(2027, 3, 1),
    "unicode": "Łódź 東京 \U0001f600",
    "braces": "{ one } {{ two }} {% three %}",
    "rich": RichText("bold & <plain>", bold=True),
    "listing": Listing("a & b\nc"),
    "colour": "FF0000",
}

BODIES = {
    "variable": paragraph("Dear {{ name }},"),
    "several": paragraph("{{ name }} and {{ number }}{{ price }}"),
    "attribute": paragraph("{{ address.city }} {{ address['city'] }} {{ many[1] }} {{ rows[0].item }}"),
    "split in the middle": paragraph("Dear {{ na", "me }} of {", "{ number", " }", "} end"),
    "split at braces": paragraph("Dear {", "{ name }", "}"),
    "split condition": paragraph("{% i", "f yes %}", "shown{% else %}", "hidden{% end", "if %}"),
    "three in three runs": paragraph("a {{ name", " }} b {{ number", " }} c {{ price", " }} d"),
    "straight and curly quotes": paragraph("{{ “x” ~ ‘y’ }} {% if name == “z” %}no{% else %}“quoted”{% endif %}"),
    "entities in tags": paragraph("{% if number > 2 and number < 4 %}three{% endif %} {{ 'a' if 1 < 2 else 'b' }}"),
    "ampersand in text": paragraph("Fish & chips {{ name }} < 3"),
    "filters": paragraph("{{ name|upper }} {{ many|join(', ') }} {{ number|default('x') }} {{ price|round(1) }}"),
    "more filters": paragraph(
        "{{ '%.2f'|format(price) }} {{ name|length }} {{ many|first }} {{ nothing|default('-', true) }}"
    ),
    "methods": paragraph("{{ name.lower() }} {{ '{:,.2f}'.format(price) }} {{ day.strftime('%d %B %Y') }}"),
    "set": paragraph("{% set total = number * 2 %}{{ total }}"),
    "inline loop": paragraph("{% for one in many %}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}."),
    "comment": paragraph("a{# a remark #}b {{ name }}"),
    "split comment": paragraph("a{# a re", "mark #}b {{ name }}"),
    "escaped braces": paragraph("{_{ name }_} {_% x %_} {{ name }}"),
    "values with braces": paragraph("{{ braces }}"),
    "lines": paragraph("{{ lines }}", look="<w:b/>"),
    "paragraph marks": paragraph("before {{ paragraphs }} after", look="<w:i/>", shape='<w:jc w:val="center"/>'),
    "line in a literal": paragraph("{{ 'a\\nb' }}"),
    "listing": paragraph("{{ listing }}"),
    "unicode": paragraph("Grüße {{ unicode }} – „{{ name }}“"),
    "empty": paragraph("[{{ empty }}]"),
    "paragraph condition": paragraph("{%p if yes %}")
    + paragraph("in {{ name }}")
    + paragraph("{%p endif %}")
    + paragraph("x"),
    "paragraph condition off": paragraph("{%p if no %}")
    + paragraph("in")
    + paragraph("{%p else %}")
    + paragraph("out")
    + paragraph("{%p endif %}"),
    "paragraph elif": paragraph("{%p if no %}")
    + paragraph("a")
    + paragraph("{%p elif yes %}")
    + paragraph("b")
    + paragraph("{%p endif %}"),
    "paragraph tag split": paragraph("{%", "p if yes %}") + paragraph("in") + paragraph("{%p e", "ndif %}"),
    "paragraph loop": paragraph("{%p for one in many %}")
    + paragraph("• {{ one }}", shape='<w:ind w:left="200"/>')
    + paragraph("{%p endfor %}"),
    "nested loops": paragraph("{%p for one in many %}")
    + paragraph("{%p for other in many %}")
    + paragraph("{{ one }}/{{ other }}")
    + paragraph("{%p endfor %}")
    + paragraph("{%p endfor %}"),
    "paragraph comment": paragraph("{#p gone #}") + paragraph("stays {{ name }}"),
    "empty loop": paragraph("{%p for one in nothing %}")
    + paragraph("{{ one }}")
    + paragraph("{%p endfor %}")
    + paragraph("end"),
    "run condition": paragraph("a {%r if yes %}", "b", "{%r endif %} c"),
    "rich text": "<w:p>" + runs("Rich: ") + runs("{{r rich }}") + runs(" end") + "</w:p>",
    "rich text among words": paragraph("Rich: {{r rich }} end"),
    "dash before": paragraph("one") + paragraph("{%- if yes %} two {%- endif %}"),
    "dash after": paragraph("one {% if yes -%}") + paragraph("two") + paragraph("{%- endif %} three"),
    "row loop": table(
        row(cell("Item"), cell("Sum")),
        row(cell("{%tr for r in rows %}"), cell("")),
        row(cell("{{ r.item }}"), cell("{{ r.sum }}")),
        row(cell("{%tr endfor %}"), cell("")),
    ),
    "row condition": table(
        row(cell("a"), cell("b")),
        row(cell("{%tr if no %}"), cell("")),
        row(cell("gone"), cell("gone")),
        row(cell("{%tr endif %}"), cell("")),
    ),
    "row loop empty": table(
        row(cell("Item"), cell("Sum")),
        row(cell("{%tr for r in nothing %}"), cell("")),
        row(cell("{{ r.item }}"), cell("{{ r.sum }}")),
        row(cell("{%tr endfor %}"), cell("")),
    ),
    "cell loop": table(
        row(cell("Head"), cell("{%tc for one in many %}"), cell("{{ one }}"), cell("{%tc endfor %}")), columns=4
    ),
    "cell loop wider": table(
        row(cell("Head"), cell("{%tc for one in many %}"), cell("{{ one }}"), cell("{%tc endfor %}")), columns=2
    ),
    "cell condition": table(row(cell("a"), cell("{%tc if no %}"), cell("b"), cell("{%tc endif %}")), columns=4),
    "colspan": table(row(cell("{% colspan number %}wide {{ name }}")), row(cell("a"), cell("b"), cell("c")), columns=3),
    "cell colour": table(row(cell("{% cellbg colour %}red"), cell("plain"))),
    "vertical merge": table(
        row(cell("{%tr for r in rows %}"), cell("")),
        row(cell("{% vm %}together"), cell("{{ r.item }}")),
        row(cell("{%tr endfor %}"), cell("")),
    ),
    "horizontal merge": table(
        row(cell("{%tc for one in many %}"), cell("{% hm %}wide"), cell("{%tc endfor %}")),
        row(cell("a"), cell("b"), cell("c")),
        columns=3,
    ),
    "uneven table": table(row(cell("a"), cell("b")), row(cell("{{ name }}"), cell("c")), columns=4),
    "table in a cell": table(
        row("<w:tc><w:tcPr/>" + table(row(cell("{{ name }}"), cell("in"))) + "<w:p/></w:tc>", cell("x"))
    ),
    "paragraphs within cells": table(
        row(
            f"<w:tc><w:tcPr/>{paragraph('{%p for one in many %}')}{paragraph('{{ one }}')}"
            f"{paragraph('{%p endfor %}')}<w:p/></w:tc>",
            cell("x"),
        )
    ),
    "no tags": paragraph("Nothing to fill."),
    "macro": paragraph("{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(name) }}"),
    "raw": paragraph("{% raw %}as it is{% endraw %}"),
    "content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('In a control: {{ name }}')}</w:sdtContent></w:sdt>",
    "bookmark": f'<w:p><w:bookmarkStart w:id="1" w:name="x"/>{runs("{{ na", "me }}")}<w:bookmarkEnd w:id="1"/></w:p>',
    "spell marks": f'<w:p>{runs("{{ ")}<w:proofErr w:type="spellStart"/>{runs("name")}'
    f'<w:proofErr w:type="spellEnd"/>{runs(" }}")}</w:p>',
    "tab between": f"<w:p>{runs('a')}<w:r><w:tab/></w:r>{runs('{{ name }}')}<w:r><w:br/><w:t>c</w:t></w:r></w:p>",
}


def ours(template: bytes, values: dict[str, object]) -> dict[str, bytes]:
    compiled, findings = compile_template(template, "letter.docx")
    assert compiled, [str(finding) for finding in findings]
    assert not compiled.slow
    return parts_of(Merger(compiled).checked(values))


def assert_same(template: bytes, values: dict[str, object]) -> None:
    made, expected = ours(template, values), by_docxtpl(template, values)
    stories = [
        name for name in expected if name.startswith(("word/document", "word/header", "word/footer", "word/foot"))
    ]
    for name in stories:
        assert canonical(made[name]) == canonical(expected[name]), name
    assert set(made) == set(expected)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_is_as_docxtpl_makes_it(body: str) -> None:
    assert_same(word_file(body), VALUES)


def test_header_and_footer_are_filled() -> None:
    template = word_file(
        paragraph("x {{ number }}"), header="To {{ name }}", footer="{% if yes %}{{ unicode }}{% endif %}"
    )
    assert_same(template, VALUES)
    made = ours(template, VALUES)
    assert next(words_in(made["word/header1.xml"])) == f"To {VALUES['name']}"


def test_the_title_of_the_file_is_filled_and_escaped_once() -> None:
    made = ours(word_file(paragraph("x"), title="For {{ name }}"), VALUES)
    assert b"For A &amp; B &lt;Holdings&gt;" in made["docProps/core.xml"]


def test_a_template_without_tags_comes_back_part_by_part_as_it_was() -> None:
    template = word_file(paragraph("Nothing to fill."))
    assert ours(template, {}) == parts_of(template)


def test_parts_without_tags_keep_their_bytes() -> None:
    template = word_file(paragraph("{{ name }}"))
    made, before = ours(template, VALUES), parts_of(template)
    assert [name for name in before if made[name] != before[name]] == ["word/document.xml"]


def test_a_tag_split_over_two_looks_leaves_its_neighbour_its_own() -> None:
    body = f"<w:p>{runs('To {{ na')}{runs('me }} Ltd', look='<w:b/>')}</w:p>"
    made = ours(word_file(body), {"name": "Ann"})["word/document.xml"].decode()
    assert next(words_in(made.encode())) == "To Ann Ltd"
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> Ltd</w:t>' in made


def test_the_same_letter_has_the_same_bytes() -> None:
    template = word_file(paragraph("{{ name }}"))
    compiled, _ = compile_template(template, "x")
    assert compiled
    assert Merger(compiled).letter(VALUES) == Merger(compiled).letter(VALUES)
    with zipfile.ZipFile(io.BytesIO(Merger(compiled).letter(VALUES))) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


WORDS = some.text(alphabet="abc &<>\"'é“”{}%#1 ", max_size=12).filter(
    lambda text: (
        not any(mark in text for mark in ("{{", "{%", "{#", "}}", "%}", "#}"))
        and not text.endswith(("{", "}", "%", "#"))
        and not text.startswith(("{", "}", "%", "#"))
    )
)
TAGS = some.sampled_from(
    ["{{ name }}", "{{number}}", "{{ lines }}", "{{ address.city|upper }}", "{% if yes %}", "{% for one in many %}"]
)


@some.composite
def lines(draw: some.DrawFn) -> list[str]:
    """The texts of the runs of a paragraph, cut anywhere, its conditions and loops closed."""
    pieces, open_tags = [], []
    for _ in range(draw(some.integers(1, 4))):
        tag = draw(TAGS)
        pieces += [draw(WORDS), tag]
        if tag.startswith("{% "):
            open_tags.append("{% endif %}" if "if" in tag else "{% endfor %}")
    text = "".join([*pieces, draw(WORDS), *reversed(open_tags)])
    cuts = sorted(draw(some.sets(some.integers(1, max(len(text) - 1, 1)), max_size=6)))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


@settings(max_examples=120)
@given(some.lists(lines(), min_size=1, max_size=3))
def test_any_paragraph_cut_into_runs_anywhere_is_as_docxtpl_makes_it(drawn: list[list[str]]) -> None:
    assert_same(word_file("".join(paragraph(*texts) for texts in drawn)), VALUES)

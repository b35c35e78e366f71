"""Templates are filled as docxtpl fills them."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from by_hand import COVER, LAWS, style
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from lxml import etree
from word_lint import parts_of

from backsource_docs.rendering.word.filling import PLACEHOLDER, ShellError, fill
from backsource_docs.rendering.word.tags import listed, prepared

BODY = "<w:p><w:r><w:t>body</w:t></w:r></w:p>"
HOSTILE = "A & B <Holdings> *Ltd* {{ title }} {% if x %} {_{ \"“”'‘’ ]]> %}\tone\ntwo\n\nend "
STORY = re.compile(r"word/(?:document|header\d|footer\d)\.xml")
WORDS = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


class Whole:
    def __html__(self) -> str:
        return BODY


def canonical(xml: bytes | str) -> str:
    raw = xml.encode() if isinstance(xml, str) else xml
    tree = etree.fromstring(raw, etree.XMLParser(remove_blank_text=True))
    return etree.canonicalize(etree.tostring(tree, encoding="unicode"))


def as_docxtpl_does(template: bytes, values: dict[str, object]) -> dict[str, bytes]:
    from jinja2 import Environment

    opened = DocxTemplate(io.BytesIO(template))
    opened.render({**values, "body": Whole()}, Environment(undefined=StrictUndefined), autoescape=True)
    out = io.BytesIO()
    opened.save(out)
    return parts_of(out.getvalue())


def hostile(value: object) -> object:
    if isinstance(value, dict):
        return {key: hostile(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner) for inner in value]
    return f"{value}{HOSTILE}"


SIGNATORIES = {
    "signatories": [
        {"party": "Acme", "role": "Customer", "people": [{"name": "Jane", "title": "CFO"}, {"name": "", "title": ""}]},
        {"party": "Bo", "role": "", "people": [{"name": "Li", "title": "CEO"}]},
    ]
}
CASES = [
    *((style(name), COVER) for name in ("contract", "plan", "letter")),
    *((law, SIGNATORIES) for law in LAWS.values()),
]


@pytest.mark.parametrize("template_and_values", CASES, ids=["contract", "plan", "letter", *LAWS])
@pytest.mark.parametrize("twisted", [False, True], ids=["ordinary", "hostile"])
def test_every_story_is_as_docxtpl_fills_it(
    template_and_values: tuple[bytes, dict[str, object]], twisted: bool
) -> None:
    template, values = template_and_values
    given = hostile(values) if twisted else values
    assert isinstance(given, dict)
    filled = fill(template, given)
    # docxtpl rewrites "{_{" in what it has filled; a value of ours prints as it is, so it is told another one.
    expected = as_docxtpl_does(template, _told(given, "{_{", "{~{"))
    stories = [name for name in expected if STORY.fullmatch(name)]
    assert set(filled) <= set(stories)
    for name in stories:
        ours = filled.get(name, parts_of(template)[name].decode()).replace(PLACEHOLDER, BODY)
        assert canonical(ours.replace("&#123;_&#123;", "{~{")) == canonical(expected[name]), name


def _told(value: object, old: str, new: str) -> object:
    if isinstance(value, dict):
        return {key: _told(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [_told(inner, old, new) for inner in value]
    return value.replace(old, new) if isinstance(value, str) else value


def runs(*texts: str) -> str:
    return "".join(f"<w:r><w:rPr/><w:t>{text}</w:t></w:r>" for text in texts)


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{runs('To {', '{ na', 'me }', '} and {{name}}', '{{ na', 'me }}{{', ' name }}', '!')}</w:p>",
        f"<w:p>{runs('{% if name == “a&lt;b” %}yes', '{% else %}no{% endif %}')}</w:p>",
        f"<w:p>{runs('{%', 'p if name %}')}</w:p><w:p>{runs('x')}</w:p><w:p>{runs('{%p endif %}')}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{runs('{%tr for n in many %}')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{runs('{{ n }}')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{runs('{%tr endfor %}')}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:tr><w:tc><w:p>{runs('{%tc if name %}')}</w:p></w:tc><w:tc><w:p>{runs('x')}</w:p></w:tc>"
        f"<w:tc><w:p>{runs('{%tc endif %}')}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:p>{runs('a {%- if name %} b', '{%- endif %}')}</w:p>",
        f"<w:p>{runs('a {%r if name %}', 'b', '{%r endif %} c')}</w:p>",
        f"<w:p>{runs('{{ name | upper }} {# a remark #}')}</w:p>",
    ],
)
def test_tags_read_as_they_do_in_docxtpl(body: str) -> None:
    from jinja2 import Environment

    values = {"name": "a<b", "many": ["one", "two"]}
    story = WORDS.format(body)
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    ours = environment.from_string(prepared(story)).render(values)
    theirs = environment.from_string(DocxTemplate("").patch_xml(story)).render(values)
    assert shape(ours) == shape(theirs)


def shape(xml: str) -> list[tuple[str, str]]:
    """Tables, rows, cells and paragraphs, each with its words; how these are cut into runs is no matter."""
    tree = etree.fromstring(xml)
    kinds = ("tbl", "tr", "tc", "p")
    elements = (element for element in tree.iter() if etree.QName(element).localname in kinds)
    return [(etree.QName(element).localname, "".join(element.itertext("{*}t"))) for element in elements]


def test_a_split_tag_leaves_its_neighbours_their_look() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>me }} Ltd</w:t></w:r>"
    source = prepared(f"<w:p><w:r><w:t>{{{{ na</w:t></w:r>{bold}</w:p>")
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> Ltd</w:t>' in source
    assert "{{ name }}</w:t>" in source


def test_tabs_and_lines_keep_the_look_of_their_run() -> None:
    look = "<w:rPr><w:b/></w:rPr>"
    shown = listed(f"<w:p><w:r>{look}<w:t>a\tb\nc</w:t></w:r></w:p>")
    assert shown.count(look) == 3
    assert shown.count("<w:tab/>") == shown.count("<w:br/>") == 1


def test_tags_that_tear_a_table_are_refused() -> None:
    out = io.BytesIO()
    torn = WORDS.format(
        f"<w:tbl><w:tr><w:tc><w:p>{runs('{% if yes %}')}</w:p></w:tc></w:tr></w:tbl><w:p>{runs('{% endif %}')}</w:p>"
    )
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", torn)
    with pytest.raises(ShellError, match="leave a paragraph or a table open"):
        fill(out.getvalue(), {"yes": False})

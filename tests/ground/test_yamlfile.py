"""YAML as text with places."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.findings import Place
from backsource_docs.yamlfile import YamlText, read_yaml

TEXT = b"""\
country: no
empty:
null: null
quoted: "null"
list:
  - 1.50
  - {a: 0x10, b: ~}
text: |
  two
  lines
"""


def read(text: bytes) -> YamlText:
    source, findings = read_yaml(text, "deal.yaml")
    assert source is not None and findings == ()
    return source


def test_every_scalar_is_text_as_written() -> None:
    assert read(TEXT).data == {
        "country": "no",
        "empty": None,
        "null": None,
        "quoted": "null",
        "list": ["1.50", {"a": "0x10", "b": None}],
        "text": "two\nlines\n",
    }


def test_every_path_knows_its_place() -> None:
    source = read(TEXT)
    assert source.place(("country",)) == Place("deal.yaml", 1, 1)
    assert source.place(("list", 0)) == Place("deal.yaml", 6, 5)
    assert source.place(("list", 1, "b")) == Place("deal.yaml", 7, 15)
    assert source.place(("list", 1, "c", "d")) == source.place(("list", 1))
    assert source.place(("missing",)) == source.place(())


def test_duplicate_keys_are_found_on_their_line() -> None:
    source, findings = read_yaml(b"a: 1\nb: {c: 1, c: 2}\na: 2\n", "deal.yaml")
    assert source is not None
    assert [(finding.code, finding.place.line) for finding in findings] == [("YM06", 2), ("YM06", 3)]


def test_all_mistakes_before_the_end_are_kept() -> None:
    source, findings = read_yaml(b"a: 1\na: 2\nb: [", "deal.yaml")
    assert source is None
    assert [finding.code for finding in findings] == ["YM06", "YM03"]


@given(st.binary(max_size=200))
def test_any_bytes_give_data_or_findings(content: bytes) -> None:
    source, findings = read_yaml(content, "deal.yaml")
    assert source is not None or findings


data = st.recursive(
    st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=3),
    max_leaves=10,
)


@given(data)
def test_reads_what_another_writer_wrote(value: object) -> None:
    assert read(json.dumps(value).encode()).data == value

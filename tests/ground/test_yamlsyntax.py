"""What people type wrongly in YAML is told in their words, at the line of the mistake, with what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.yamlfile import read_yaml

SLIPS = {
    "tab": ("a: 1\nb:\n\tc: 1\n", "3:1", "indented with a tab", "Indent with spaces"),
    "open double quote": ('name: "Return\nlaw: x\n', "1:7", "never closed", 'write "Return"'),
    "open single quote": ("name: 'Return\nlaw: x\n", "1:7", "never closed", "write 'Return'"),
    "text after quotes": ("name: 'Bob's' firm\n", "1:12", "closing quotation mark", "quotes around the whole text"),
    "no space, first line": ("name:Return\nlaw: x\n", "1:1", "colon after name lacks the space", "Write name: Return."),
    "no space, later line": ("a:\n  b:c\n  d: e\n", "2:3", "colon after b lacks the space", "Write b: c."),
    "no space, last line": ("a:\n  d: e\n  b:c\n", "3:3", "colon after b lacks the space", "Write b: c."),
    "no space in a list": ("a:\n  - b:c\n    d: e\n", "2:3", "colon after b lacks the space", "Write b: c."),
    "no colon": ("a:\n  name Alder\n  d: e\n", "2:3", "no colon after name", "Write name: Alder."),
    "colon in the text": ("name: Project: Return\n", "1:14", "colon followed by a space", '"Project: Return"'),
    "too deep": ("a:\n  b: c\n   d: e\n", "3:4", "indented deeper", "the same column"),
    "fits no line": ("a:\n    b: c\n  d: e\n", "3:3", "fits no line", "the same column"),
    "sign": ("name: @home\n", "1:7", "cannot begin with @", "'@home'"),
    "ampersand": ("name: & Sons\n", "1:7", "cannot begin with &", "'& Sons'"),
    "exclamation": ("name: !<x\n", "1:7", "cannot begin with !", "'!<x'"),
    "open brace": ("a: {b: c\nd: e\n", "1:4", "bracket { is not closed", "Close it with }"),
    "open bracket": ("a: [b, c\nd: e\n", "1:4", "bracket [ is not closed", "Close it with ]"),
    "brace too many": ("a: {b: c}}\n", "1:10", "closes nothing", "Take it out"),
    "comma too many": ("a: {b: c, , d: e}\n", "1:11", "entry is missing", "Take out the comma"),
    "key in a list": ("a:\n  - b: c\n  d: e\n", "3:3", "key stands among", "Indent the key"),
    "list among keys": ("a:\n  b: c\n  - d: e\n", "3:3", "list stands among keys", "Take away the dash"),
    "backslash": ('a: "C:\\Users"\n', "1:9", "backslash", "single quotes"),
    "bar": ("a: | text\n", "1:4", "text follows the sign |", "'| text'"),
    "percent": ("%YAML 3\n---\na: 1\n", "1:1", "begins with %", "Begin it with a key"),
    "no key": (": c\n", "1:1", "no key before the colon", "Write the key"),
    "after the end": ("a: 1\n...\nb: 2\n", "3:1", "end of the document", "Take out the line"),
    "a word alone": ("a:\n  b\n  c: d\n", "2:3", "no colon after b", "Write b: and the value."),
}
JARGON = ("while parsing", "while scanning", "token", "scalar", "mapping", "block", "flow", "stream")


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_in_plain_words(name: str) -> None:
    text, place, wrong, remedy = SLIPS[name]
    source, findings = read_yaml(text.encode(), "deal.yaml")
    assert source is None
    (finding,) = findings
    assert finding.code == "YM03" and str(finding.place) == f"deal.yaml:{place}"
    assert wrong in finding.message and remedy in finding.remedy, str(finding)
    assert not [word for word in JARGON if word in str(finding)]


@given(st.text(alphabet="ab:-{}[]\"'|>&*!%@#,?`\\\t\n\r \x85\u2028", max_size=40))
def test_any_slip_has_a_sentence_and_a_remedy(text: str) -> None:
    _, findings = read_yaml(text.encode(), "deal.yaml")
    for finding in findings:
        assert finding.message.endswith(".") and finding.remedy.endswith(".")
        assert not [word for word in JARGON[:2] if word in finding.message]

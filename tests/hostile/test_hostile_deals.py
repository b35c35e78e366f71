"""Deal files that are broken, enormous or malicious: a clear finding, no traceback, nothing written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backsource_docs.api import build
from backsource_docs.deal.reading import read_deal
from backsource_docs.findings import Severity
from backsource_docs.opening import open_deal

GOOD = b"name: Return\ncustomer: {name: Alder}\nsupplier: {name: Birch}\nlaw: {governing: new-york}\n"


def bomb(levels: int, width: int) -> bytes:
    """Aliases of aliases: few bytes, width ** levels values."""
    lines = [f"a0: &a0 [{', '.join(['x'] * width)}]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines).encode()


HOSTILE = {
    "brackets": (b"name: " + b"[" * 5_000, "YM04", "nested deeper"),
    "braces": (b"{a: " * 400_00, "YM04", "nested deeper"),
    "indentation": ("\n".join(" " * n + "a:" for n in range(900)).encode(), "YM04", "nested deeper"),
    "dashes": (b"- " * 100_000, "YM04", "nested deeper"),
    "billion laughs": (bomb(9, 9), "YM04", "values"),
    "wide aliases": (bomb(7, 7), "YM04", "values"),
    "alias of itself": (b"name: &a [*a]\n", "YM04", "alias"),
    "unknown alias": (b"name: *nobody\n", "YM04", "alias"),
    "python tag": (b"name: !!python/object/apply:os.system ['touch owned']\n", "YM05", "tag"),
    "binary tag": (b"name: !!binary aGVsbG8=\n", "YM05", "tag"),
    "own tag": (b"name: !secret x\n", "YM05", "tag"),
    "large": (b"# " + b"x" * 9_999_998, "YM01", "larger"),
    "larger": (b"# " + b"x" * 12_000_000, "YM01", "larger"),
    "many values": (b"a: [" + b"1," * 150_000 + b"1]", "YM04", "values"),
    "bell": (GOOD + b"reference: a\x07b\n", "YM02", "U+0007"),
    "escape sequence": (GOOD + b"reference: \x1b[31mred\n", "YM02", "U+001B"),
    "escaped bell": (GOOD + b'reference: "a\\x07b"\n', "YM02", "U+0007"),
    "escaped bidi": (GOOD + b'reference: "a\\u202Eb"\n', "YM02", "U+202E"),
    "escaped key": (GOOD + b'"a\\u202Eb": x\n', "YM02", "U+202E"),
    "bidi override": (GOOD + "reference: a\u202eb\n".encode(), "YM02", "U+202E"),
    "bidi isolate": (GOOD + "reference: a\u2066b\n".encode(), "YM02", "U+2066"),
    "zero bytes": (GOOD + b"reference: a\x00b\n", "YM02", "byte zero"),
    "latin-1": (GOOD + "reference: Société\n".encode("latin-1"), "YM02", "not UTF-8"),
    "utf-16": (GOOD.decode().encode("utf-16"), "YM02", "not UTF-8"),
    "utf-16 without mark": (GOOD.decode().encode("utf-16-le"), "YM02", "not UTF-8"),
    "utf-32": (GOOD.decode().encode("utf-32"), "YM02", "not UTF-8"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "YM02", "not UTF-8"),
    "zip": (b"PK\x03\x04\x14\x00\x08\x00", "YM02", "control character"),
    "empty": (b"", "DL02", "empty"),
    "blanks": (b"  \n\n# nothing\n", "DL02", "empty"),
    "null": (b"~\n", "DL02", "empty"),
    "list": (b"- name: Return\n", "DL03", "group of keys"),
    "word": (b"hello\n", "DL03", "group of keys"),
    "merge key": (b"base: &b {name: x}\n<<: *b\n", "DL01", "not known"),
    "list as key": (b"? [a, b]\n: c\n", "YM07", "plain word"),
    "null key": (b": c\n", "YM03", "not readable"),
    "open quote": (b'name: "Return\n', "YM03", "not readable"),
    "two documents": (GOOD + b"---\n" + GOOD, "YM03", "more than one"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_clear_finding_and_nothing_written(name: str, tmp_path: Path) -> None:
    content, code, said = HOSTILE[name]
    deal, output = tmp_path / "deal.yaml", tmp_path / "out"
    deal.write_bytes(content)
    file, findings = open_deal(deal)
    assert file is None
    fitting = [finding for finding in findings if finding.code == code and said in finding.message]
    assert fitting, [str(finding) for finding in findings]
    assert fitting[0].severity is Severity.ERROR
    assert fitting[0].remedy
    assert fitting[0].place.file == str(deal)
    result = build(deal, output)
    assert result.documents == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deal.yaml"]


@pytest.mark.parametrize("name", ["bell", "escaped bell", "bidi override", "latin-1", "two documents"])
def test_the_line_is_told(name: str) -> None:
    _, findings = read_deal(HOSTILE[name][0], "deal.yaml")
    assert findings[0].place.line == 5


def test_a_byte_order_mark_and_windows_lines_are_no_mistake() -> None:
    file, findings = read_deal(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"), "deal.yaml")
    assert file is not None and findings == ()
    assert file.deal.customer.name == "Alder"


def test_aliases_within_reason_are_read() -> None:
    text = b"name: Return\ncustomer: {name: Alder, contact: &c {name: Desk}}\nsupplier: {name: Birch, contact: *c}\n"
    text += b"law: {governing: new-york}\n"
    file, findings = read_deal(text, "deal.yaml")
    assert file is not None and findings == ()
    assert file.deal.supplier.contact.name == "Desk"


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "is a folder"), ("missing.yaml", "No such file"), ("deal.yaml/inside", "Not a directory"), ("\0", "null")],
    ids=["folder", "missing", "inside a file", "zero in the name"],
)
def test_what_cannot_be_opened_is_said(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_bytes(GOOD)
    file, findings = open_deal(tmp_path / name)
    assert file is None
    assert [finding.code for finding in findings] == ["DL00"]
    assert said in findings[0].message
    assert findings[0].remedy


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        file, (finding,) = open_deal(path)
        assert file is None and finding.code == "DL00"
        assert "is a pipe or a device, not a file" in finding.message

"""A file that was read once is remembered word for word and line for line, and only as long as it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs import yamlfile
from backsource_docs.library.recalling import recalling
from backsource_docs.memory import Memory
from backsource_docs.yamlfile import YamlText, read_yaml

FIRST = b"a: 1\nlist:\n  - one\n  - {deep: x}\n"


def remembered(file: Path, content: bytes) -> YamlText:
    memory = Memory(file)
    source, findings = recalling(memory)(content, "facts.yaml")
    memory.keep()
    assert findings == ()
    assert source is not None
    return source


def test_the_second_reading_equals_the_first(tmp_path: Path) -> None:
    expected, _ = read_yaml(FIRST, "facts.yaml")
    assert expected is not None
    for _ in range(2):
        source = remembered(tmp_path / "memory.txt", FIRST)
        assert source.data == expected.data
        assert dict(source.places) == dict(expected.places)
        assert source.place(("list", 1, "deep")) == expected.place(("list", 1, "deep"))
        assert source.part("list").place((1, "deep")).line == 4
        assert source.end == expected.end


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "memory.txt"
    remembered(file, FIRST)
    assert remembered(file, FIRST.replace(b"one", b"two")).data["list"][0] == "two"


def test_another_program_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "memory.txt"
    remembered(file, FIRST)
    other = tmp_path / "yamlfile.py"
    other.write_bytes(Path(yamlfile.__file__).read_bytes() + b"\n")
    monkeypatch.setattr(yamlfile, "__file__", str(other))
    before = len(file.read_text().splitlines())
    remembered(file, FIRST)
    assert len(file.read_text().splitlines()) == before + 1


def test_mistakes_are_never_remembered(tmp_path: Path) -> None:
    for _ in range(2):
        memory = Memory(tmp_path / "memory.txt")
        _, findings = recalling(memory)(b"a: 1\na: 2\n", "facts.yaml")
        memory.keep()
        assert [finding.code for finding in findings] == ["YM06"]


@given(st.dictionaries(st.text("abc", min_size=1), st.lists(st.text("xyz ", max_size=5), max_size=3), max_size=4))
def test_any_data_come_back(data: dict[str, list[str]]) -> None:
    content = "".join(f"{key}: {[*values]!r}\n" for key, values in data.items()).encode() or b"{}"
    memory = Memory()
    read = recalling(memory)
    first, _ = read(content, "a.yaml")
    second, _ = read(content, "a.yaml")
    assert first is not None
    assert second is not None
    assert (second.data, dict(second.places)) == (first.data, dict(first.places))

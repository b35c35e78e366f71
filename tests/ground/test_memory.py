"""What is kept between runs is found again, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from backsource_docs.memory import Memory, fingerprint, memory_file, version_file


def test_what_one_run_puts_the_next_one_gets(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "memory.txt"
    first = Memory(file)
    first.put("key", ["kept", 1])
    first.keep()
    assert Memory(file).get("key") == ["kept", 1]
    assert Memory(file).get("other") is None


@pytest.mark.parametrize("damaged", [b"", b"key {", b"key ", b"[1, 2]", b"\xff\xfe", b"key " + b"[" * 100_000])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damaged: bytes) -> None:
    file = tmp_path / "memory.txt"
    file.write_bytes(damaged)
    memory = Memory(file)
    assert memory.get("key") is None
    memory.put("key", 1)
    memory.keep()
    assert Memory(file).get("key") == 1


def test_a_folder_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = Memory(tmp_path / "file" / "memory.txt")
    memory.put("key", 1)
    memory.keep()
    assert memory.get("key") == 1
    assert (tmp_path / "file").read_text() == "in the way"


def test_what_no_run_needs_any_more_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "memory.txt"
    for number in range(10):
        memory = Memory(file)
        memory.put(f"key-{number}", number)
        memory.keep()
    kept = file.read_text().splitlines()
    assert len(kept) <= 4
    assert "key-9 9" in kept


def test_fingerprints_tell_where_one_content_ends() -> None:
    assert fingerprint(b"ab", b"c") != fingerprint(b"a", b"bc")
    assert fingerprint(b"ab", b"c") == fingerprint(b"ab", b"c")


def test_the_file_stands_in_the_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert memory_file() == tmp_path / "backsource-docs" / "memory.txt"


def test_the_version_of_a_package_is_known_without_importing_it() -> None:
    assert version_file("holidays")
    assert version_file("no_such_package") == b""

"""Runs of letters for tests: a template, recipients, and what a folder holds afterwards."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from word_templates import paragraph, word_file

from backsource_docs.mailing import LettersResult, Options, letters

__all__ = ["DEAL", "ROOT", "a_room", "assert_whole", "files_in", "index_of", "made", "people"]

ROOT = Path(__file__).parents[2]
DEAL = ROOT / "examples" / "minimal" / "deal.yaml"
BODY = paragraph("{{ salutation }}, your account is {{ account }}.")


@pytest.fixture(name="room")
def a_room(tmp_path: Path) -> Path:
    """A folder with a template in it."""
    (tmp_path / "letter.docx").write_bytes(word_file(BODY))
    return tmp_path


def people(room: Path, count: int, name: str = "people.csv") -> Path:
    rows = "".join(f"Ann Bell {number},A{number}\n" for number in range(1, count + 1))
    (room / name).write_text(f"name,account\n{rows}", encoding="utf-8")
    return room / name


def made(room: Path, to: Path, out: str = "out", **wishes: Any) -> LettersResult:
    given = replace(Options(template=room / "letter.docx", workers=1), **wishes)
    return letters(DEAL, "", to, room / out, given)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every letter of a folder or of its archive by its name."""
    packed = folder / "letters.zip"
    if packed.exists():
        with zipfile.ZipFile(packed) as opened:
            assert opened.testzip() is None
            names = opened.namelist()
            assert len(set(names)) == len(names)
            return {name: opened.read(name) for name in names}
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.docx")}


def index_of(folder: Path) -> list[Mapping[str, str]]:
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_whole(folder: Path, count: int) -> None:
    """Every letter is there once, whole, and as the index says; nothing else is there."""
    held, listed = files_in(folder), index_of(folder)
    assert [row["number"] for row in listed] == [str(number) for number in range(1, count + 1)]
    assert {row["file"]: row["sha256"] for row in listed} == {
        name: hashlib.sha256(content).hexdigest() for name, content in held.items()
    }
    assert len(held) == count
    left = {path.name for path in folder.iterdir() if not path.is_dir()} - {"letters.zip"}
    assert left == {"index.csv", "run.json"}
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]

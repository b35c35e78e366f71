"""Where a library lies, and the text files in its folders by id; paths are text, for thousands of Path are slow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["family_of", "files_by_id", "shipped"]

_PACKAGE = Path(__file__).parents[1]


def shipped(name: str) -> Path:
    """A data folder of the toolkit: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def files_by_id(folders: Iterable[Path]) -> Mapping[str, str]:
    """The Markdown file of each id in the folders and in those below them; of two with one id that of the later folder.

    The id is the file's name, so that nothing is read to find it.
    """
    return {_id_of(path): path for folder in folders for path in _texts_in(folder)}


def family_of(path: str) -> str:
    """The family of a clause: the folder that its file lies in."""
    return path.rpartition(os.sep)[0].rpartition(os.sep)[2]


def _texts_in(folder: Path) -> list[str]:
    found = (f"{where}{os.sep}{name}" for where, _, names in os.walk(folder) for name in names)
    return [path for path in sorted(found) if path.endswith(".md")]


def _id_of(path: str) -> str:
    return path.rpartition(os.sep)[2].removesuffix(".md")

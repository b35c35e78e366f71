"""Names of letters in a folder or an archive: safe on every system, and never two alike."""

from __future__ import annotations

from backsource_docs.outputs import safe_name

__all__ = ["PER_FOLDER", "folder_name", "letter_name"]

PER_FOLDER = 1_000
_MOST_OF_NAME = 60
_DIGITS = 6


def folder_name(number: int) -> str:
    """The folder of a letter by its number: a thousand letters each, 000001-001000 the first."""
    first = (number - 1) // PER_FOLDER * PER_FOLDER + 1
    return f"{first:0{_DIGITS}}-{first + PER_FOLDER - 1:0{_DIGITS}}"


def letter_name(number: int, name: str) -> str:
    """The file of a letter: its number, which no other has, then the name of its reader as far as it is safe."""
    shown = name if name.isascii() and name.isalnum() else safe_name(name)
    return f"{number:0{_DIGITS}}-{shown[:_MOST_OF_NAME].rstrip('-')}.docx"

"""A Word file from somewhere else, taken apart only if nothing in it can do harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

__all__ = ["UnsafeFile", "opened"]

MOST_BYTES = 50_000_000
MOST_PARTS = 2_000
MOST_UNPACKED = 200_000_000
WORST_RATIO = 150
RATIO_FROM = 1_000_000  # bytes: a small part may well be all spaces

_DANGEROUS_PART = re.compile(r"vbaProject|vbaData|activeX/|embeddings/|/bin/|afchunk", re.IGNORECASE)
_RELATIONSHIP = re.compile(r"<Relationship\b[^>]*>")
_EXTERNAL = re.compile(r"""TargetMode\s*=\s*["']External""", re.IGNORECASE)
_TARGET = re.compile(r"""\bTarget\s*=\s*["']([^"']*)""")
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_LINK_KIND = re.compile(r"""/hyperlink["']""")
_CODE = re.compile(r"<w:instrText\b[^>]*>([^<]*)</w:instrText>|<w:fldSimple\b[^>]*?w:instr=\"([^\"]*)\"")
_REACHING = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON|RD)\b", re.IGNORECASE
)


class UnsafeFile(ValueError):
    """A Word file that is not opened, with the reason as a whole sentence."""


def opened(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name; UnsafeFile for one that is damaged, too large or reaches beyond itself."""
    if len(content) > MOST_BYTES:
        raise UnsafeFile(f"It is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            _check_entries(entries)
            parts = {entry.filename: packed.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError) as error:
        raise UnsafeFile(f"It is not a Word file that can be read ({error}).") from error
    if "[Content_Types].xml" not in parts:
        raise UnsafeFile("It is a zip, but not a Word file: it has no list of content types.")
    for fault in _faults(parts):
        raise UnsafeFile(fault)
    return parts


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS:
        raise UnsafeFile(f"It has more than {MOST_PARTS:,} parts.")
    if len(set(names)) < len(names):
        raise UnsafeFile("Two of its parts have one name.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnsafeFile(f"Unpacked it would be larger than {MOST_UNPACKED // 1_000_000} MB: it may be a zip bomb.")
    for entry in entries:
        if entry.file_size > max(RATIO_FROM, WORST_RATIO * entry.compress_size):
            raise UnsafeFile(
                f"The part {entry.filename} is packed more than {WORST_RATIO} times: it may be a zip bomb."
            )
        if entry.flag_bits & 1:
            raise UnsafeFile("It is encrypted.")
        if entry.filename.startswith("/") or "\\" in entry.filename or ".." in entry.filename.split("/"):
            raise UnsafeFile(f"The part {entry.filename!r} has a name that leads out of the file.")


def _faults(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        if _DANGEROUS_PART.search(name):
            yield f"It holds the part {name}: macros, controls and embedded files are not taken over."
        if name.lower().endswith((".xml", ".rels")):
            yield from _faults_of_xml(name, part)


def _faults_of_xml(name: str, part: bytes) -> Iterator[str]:
    text = part.decode("utf-16" if b"\0" in part[:200] else "utf-8", "replace")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield f"The part {name} declares a document type, which can read files or grow without end."
    if name.endswith(".rels"):
        yield from _external(name, text)
    elif name.startswith("word/"):
        yield from _reaching_fields(name, text)


def _external(name: str, text: str) -> Iterator[str]:
    for relationship in _RELATIONSHIP.findall(text):
        target = _TARGET.search(relationship)
        where = target[1] if target else ""
        if "{{" in where or "{%" in where:
            yield f"The link “{where}” in {name} has a tag in its target; a value must not decide where a link leads."
        if _EXTERNAL.search(relationship) and not (_LINK_KIND.search(relationship) and _WEB.match(where)):
            yield f"It reaches out to “{where}” ({name}); only links to web pages and mail may leave the file."


def _reaching_fields(name: str, text: str) -> Iterator[str]:
    """Fields that fetch or start something, their code joined over runs."""
    code = "".join(running or simple for running, simple in _CODE.findall(text))
    found = _REACHING.search(re.sub(r'"[^"]*"', "", code.replace("&quot;", '"')))
    if found:
        yield f"The part {name} has a field {found[1].upper()}, which fetches or starts something from elsewhere."
    if "{{" in code or "{%" in code:
        yield f"The part {name} has a tag within the code of a field; a value must not become part of a code."

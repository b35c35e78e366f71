"""What a firm writes into its clause files: who approved a text, and which text of ours its own was written for."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

from backsource_docs.library.clause import Clause
from backsource_docs.library.store import Library

__all__ = ["approval_of", "laid_file", "with_approval", "with_based_on"]

_END = re.compile(rb"^---[ \t]*(\r?\n|\Z)", re.MULTILINE)


def approval_of(clause: Clause, by: str, day: datetime.date) -> str:
    """The approval of the text as it is, as the front matter has it."""
    return (
        f"{{version: {clause.version}, by: {_quoted(by)}, date: {_quoted(day.isoformat())}, "
        f"text: {_quoted(clause.fingerprint)}}}"
    )


def with_approval(content: bytes, approval: str) -> bytes:
    """The clause file with this approval in its front matter, the rest of it byte for byte as it was."""
    return _with_key(content, "approved", approval)


def with_based_on(content: bytes, base: Clause) -> bytes:
    """The clause file with the fingerprint of the text beneath, the rest of it byte for byte as it was."""
    return _with_key(content, "based_on", _quoted(base.fingerprint))


def laid_file(clause: Clause, library: Library, folder: Path) -> tuple[Path, bytes]:
    """A file for the firm's folder that lies over a clause of ours and changes nothing yet: its path and content."""
    file = Path(library.files[clause.id])
    below = next(part for part in reversed(library.folders) if file.is_relative_to(part))
    path = folder / file.relative_to(below)
    content = f"---\nid: {clause.id}\nextends: yes\nbased_on: {_quoted(clause.fingerprint)}\n---\n"
    return path, content.encode()


def _quoted(text: str) -> str:
    """A text as YAML and JSON both write it, so that no name can become something else."""
    return json.dumps(text, ensure_ascii=False)


def _with_key(content: bytes, key: str, value: str) -> bytes:
    """The file with one key of its front matter replaced, or added as the last; ValueError without front matter."""
    ends = [match for _, match in zip(range(2), _END.finditer(content), strict=False)]
    if len(ends) < 2:
        raise ValueError("the file has no front matter")
    newline = ends[0][1]
    line = f"{key}: {value}".encode() + newline
    head, rest = content[: ends[1].start()], content[ends[1].start() :]
    former = re.search(rb"^" + key.encode() + rb":[^\n]*\n(?:[ \t]+[^\n]*\n)*", head, re.MULTILINE)
    if former:
        return head[: former.start()] + line + head[former.end() :] + rest
    return head + line + rest

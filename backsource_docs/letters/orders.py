"""What a run of letters is asked to do, and what it did."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from backsource_docs.findings import Finding
from backsource_docs.letters.addresses import Mail
from backsource_docs.letters.squeezing import BULK_LEVEL, squeezer_name

if TYPE_CHECKING:
    from backsource_docs.letters.recipients import Recipients

__all__ = ["LettersResult", "Options", "mail_of", "run_mark"]

_FORMAT = "4"


class Options(Struct, frozen=True):
    """How letters are made; the defaults are those of the command.

    `template` is a Word file instead of the deal's own letter, `columns` names for a field the heading of its column,
    `language` is a code; without it a template of one's own may serve readers of any language. `preview` makes so many
    letters and no run; `workers` is 0 for all cores, `cluster` the address of a Dask scheduler to work instead.

    `merged` puts all letters into one Word file, `eml` each into the draft of an e-mail with this `subject`, or the
    title of the letter, and `sender`, attached or `as_body`; `pdf` makes a PDF file of each besides. `level` is how
    hard letters are packed, 1 (fastest) to 9 (smallest).
    """

    template: Path | None = None
    archived: bool = False
    preview: int = 0
    skip_faulty: bool = False
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    workers: int = 0
    merged: bool = False
    eml: bool = False
    as_body: bool = False
    subject: str = ""
    sender: str = ""
    pdf: bool = False
    cluster: str = ""
    level: int = BULK_LEVEL


class LettersResult(Struct, frozen=True):
    """What was made: letters in the folder, how many of them by a former run, rows without one, all findings.

    `ran` is false where nothing was made; `previewed` are the files of a preview, `printed` counts PDF files.
    `stopped` says that a fault was met late: what is there stays, and the same call with `skip_faulty` goes on.
    """

    folder: Path
    ran: bool
    findings: tuple[Finding, ...]
    letters: int = 0
    resumed: int = 0
    rejected: int = 0
    previewed: tuple[Path, ...] = ()
    printed: int = 0
    stopped: bool = False


def mail_of(wishes: Options, title: str) -> Mail | None:
    """How drafts of e-mails are written, where letters are to be such; `title` is that of the letter."""
    return Mail(wishes.subject or title, wishes.sender, wishes.as_body) if wishes.eml else None


def run_mark(version: str, template: bytes, recipients: Recipients, wishes: Options) -> str:
    """What all the letters of a run depend on, the version of the toolkit among it, as one hash."""
    with recipients.table.path.open("rb") as file:
        table = hashlib.file_digest(file, "sha256").hexdigest()
    mail = [wishes.as_body, wishes.subject, wishes.sender] if wishes.eml else []
    packing = [wishes.level, squeezer_name(wishes.level)]
    options = [wishes.archived, wishes.merged, packing, mail, recipients.table.encoding, sorted(wishes.columns.items())]
    readers = [recipients.language, recipients.languages]
    parts = [_FORMAT, version, hashlib.sha256(template).hexdigest(), table, readers, options]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

"""Reads a clause file: its front matter is typed at once, its texts are cut by their headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import IN_A_LINE, POSITIONS, Clause, FrontMatter, Text
from backsource_docs.library.markup import Markup, parse_markup
from backsource_docs.library.overlaying import extends, extends_nothing, laid_over
from backsource_docs.schema import Codes, typed
from backsource_docs.yamlfile import Reader, read_yaml, unreadable

__all__ = ["read_clause"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
_HEADINGS = (*POSITIONS, IN_A_LINE, "guidance", "history")
# The sign stands first and its place in the line is asked for after it: so the search skips everything else quickly.
_HEADING = re.compile(r"#(?<![^\n]#)# +(\w+(?: \w+)*) *$", re.MULTILINE)
_READ: dict[tuple[bytes, str], Clause] = {}
_MOST_READ = 4096


def read_clause(
    content: bytes,
    file: str,
    read: Reader = read_yaml,
    beneath: Callable[[], Clause | None] = lambda: None,
    parse: Markup = parse_markup,
) -> tuple[Clause | None, tuple[Finding, ...]]:
    """Reads a clause file, its front matter with `read`; the texts are parsed later, by position, with `parse`.

    A file with `extends: yes` takes all that it does not say from the clause `beneath` it. Any other is read once by a
    program that drafts many deals.
    """
    known = _READ.get((content, file))
    if known:
        return known, ()
    clause, findings = _read(content, file, read, beneath, parse)
    if clause and not findings and not extends(clause.places) and len(_READ) < _MOST_READ:
        _READ[content, file] = clause
    return clause, findings


def _read(
    content: bytes, file: str, read: Reader, beneath: Callable[[], Clause | None], parse: Markup
) -> tuple[Clause | None, tuple[Finding, ...]]:
    source = content.replace(b"\r\n", b"\n")
    if not source.startswith(b"---\n") or b"\n---\n" not in source:
        remedy = "Begin the file with --- and end the front matter with --- on a line of its own."
        return None, (Finding("LB03", Severity.ERROR, "The file has no front matter.", Place(file, 1), remedy),)
    problem = unreadable(source, file)
    if problem:
        return None, (problem,)
    head, body = source[4:].split(b"\n---\n", 1)
    yaml, findings = read(b"\n" + head, file)
    if yaml is None or findings:
        return None, findings
    base = beneath() if extends(yaml) else None
    if base is None and extends(yaml):
        return None, (extends_nothing(yaml, "clause"),)
    yaml = laid_over(base.places, yaml) if base else yaml
    matter, findings = typed(FrontMatter, yaml, CODES)
    if matter is None:
        return None, findings
    texts, findings = _texts(body.decode(), file, head.count(b"\n") + 4)
    return Clause(matter, {**base.texts, **texts} if base else texts, file, yaml, parse), findings


def _texts(body: str, file: str, first_line: int) -> tuple[dict[str, Text], tuple[Finding, ...]]:
    texts: dict[str, Text] = {}
    findings = []
    matches = list(_HEADING.finditer(body))
    before = body[: matches[0].start()] if matches else body
    if before.strip():
        findings.append(_misplaced("Text before the first heading", file, first_line))
    for match, following in zip_longest(matches, matches[1:]):
        name = match[1].lower()
        line = first_line + body.count("\n", 0, match.start())
        if name not in _HEADINGS or name in texts:
            findings.append(_misplaced(f"The heading {match[1]}", file, line))
        end = following.start() if following else len(body)
        texts.setdefault(name, Text(body[match.end() + 1 : end], line + 1, file))
    return texts, tuple(findings)


def _misplaced(what: str, file: str, line: int) -> Finding:
    headings = ", ".join(heading.capitalize() for heading in _HEADINGS)
    message = f"{what} is not part of the markup, or stands there twice."
    return Finding("LB01", Severity.ERROR, message, Place(file, line), f"The headings are {headings}, once each.")

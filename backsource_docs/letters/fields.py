"""The fields that a template asks for, and where in its words."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from jinja2 import meta, nodes

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.compiling import Compiled, Story, marked_lines, shared_sandbox, words_of_line

__all__ = ["fields_of", "unknown_fields"]


def fields_of(compiled: Compiled) -> frozenset[str]:
    """The names of all values that the template asks for."""
    return frozenset(name for story in compiled.stories for name in _asked(story))


def unknown_fields(compiled: Compiled, known: Collection[str], file: str) -> tuple[Finding, ...]:
    """A finding for each field that no recipient can have, with the paragraph in which it stands first."""
    told: set[str] = set()
    findings: list[Finding] = []
    for story in compiled.stories:
        for name in sorted(_asked(story) - told - set(known)):
            told.add(name)
            findings.append(_unknown(name, story, known, file))
    return tuple(findings)


def _asked(story: Story) -> set[str]:
    environment = shared_sandbox()
    return set(meta.find_undeclared_variables(environment.parse(story.source))) - set(environment.globals)


def _unknown(name: str, story: Story, known: Collection[str], file: str) -> Finding:
    marked = marked_lines(story.source)
    line = min(_lines_of(name, shared_sandbox().parse(marked)), default=1)
    close = difflib.get_close_matches(name, list(known), 1)
    message = (
        f"The template asks for {{{{ {name} }}}} in the {story.kind} near “{words_of_line(marked, line)}”, "
        f"and the recipients have no column {name}."
    )
    columns = ", ".join(sorted(known))
    remedy = f"Did you mean {close[0]}?" if close else f"Add the column, or write one of: {columns}."
    return Finding("ML03", Severity.ERROR, message, Place(file), remedy)


def _lines_of(name: str, tree: nodes.Template) -> Iterator[int]:
    return (node.lineno for node in tree.find_all(nodes.Name) if node.name == name and node.ctx == "load")

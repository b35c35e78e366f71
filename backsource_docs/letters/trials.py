"""What is tried before the first letter is written: every row read, and every letter that could fail made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from backsource_docs.letters.bounds import is_nested
from backsource_docs.letters.compiling import Compiled, shared_sandbox
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.recipients import Recipient, Recipients, Rejected

__all__ = ["Trial", "cannot_fail", "tried"]

_SHOWN = 20
_RECKONING = (nodes.BinExpr, nodes.UnaryExpr, nodes.Call, nodes.Getattr, nodes.Getitem, nodes.Compare, nodes.Macro)
_SAFE_FILTERS = frozenset({"capitalize", "e", "escape", "length", "lower", "title", "trim", "upper"})
_SAFE_BINARY = (nodes.And, nodes.Or, nodes.Not, nodes.Concat)


@dataclass(frozen=True, slots=True)
class Trial:
    """How many letters there will be, how many rows have none, and the first of these with their reasons."""

    letters: int
    rejected: int
    first: tuple[Rejected, ...]


def tried(recipients: Recipients, merger: Merger) -> Trial:
    """Reads every row; makes each letter in memory where its template reckons with values, which may fail."""
    sure = cannot_fail(merger.compiled)
    verdicts = ((wrong is None, wrong) for wrong in recipients.verdicts()) if sure else _verdicts(recipients, merger)
    letters, rejected = 0, 0
    first: list[Rejected] = []
    for readable, wrong in verdicts:
        letters += readable
        rejected += not readable
        if wrong and len(first) < _SHOWN:
            first.append(wrong)
    return Trial(letters, rejected, tuple(first))


def _verdicts(recipients: Recipients, merger: Merger) -> Iterator[tuple[bool, Rejected | None]]:
    """For each row whether it can be read, and why there is no letter even so."""
    for row in recipients.rows():
        yield (False, row) if isinstance(row, Rejected) else (True, _failed(row, merger))


def cannot_fail(compiled: Compiled) -> bool:
    """Whether the template only prints, tests and repeats what recipients have, so that no value can stop it."""
    return not compiled.slow and all(
        not story.torn and not story.grid and _is_plain(shared_sandbox().parse(story.source))
        for story in compiled.stories
    )


def _failed(recipient: Recipient, merger: Merger) -> Rejected | None:
    try:
        merger.letter(recipient.values)
    except Unmergeable as error:
        return Rejected(recipient.line, (), str(error))
    return None


def _is_plain(tree: nodes.Template) -> bool:
    reckoning = (node for node in tree.find_all(_RECKONING) if not _is_harmless(node))
    filters = (node for node in tree.find_all(nodes.Filter) if node.name not in _SAFE_FILTERS)
    loops = (loop for loop in tree.find_all(nodes.For) if not _is_list(loop.iter))
    return not is_nested(tree) and not any(True for found in (reckoning, filters, loops) for _ in found)


def _is_harmless(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getattr):
        return isinstance(node.node, nodes.Name) and node.node.name == "loop"
    equal = isinstance(node, nodes.Compare) and all(operand.op in ("eq", "ne") for operand in node.ops)
    return equal or isinstance(node, _SAFE_BINARY)


def _is_list(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name)

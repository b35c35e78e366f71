"""What is tried before the first letter is written: every row read, and every letter that could fail made once."""

from __future__ import annotations

from jinja2 import nodes
from msgspec import Struct

from backsource_docs.letters.bounds import is_nested
from backsource_docs.letters.compiling import Compiled, shared_sandbox
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.recipients import Recipient, Recipients, Rejected
from backsource_docs.letters.spool import Spool

__all__ = ["Trial", "cannot_fail", "tried"]

_SHOWN = 20
_RECKONING = (nodes.BinExpr, nodes.UnaryExpr, nodes.Call, nodes.Getattr, nodes.Getitem, nodes.Compare, nodes.Macro)
_SAFE_FILTERS = frozenset({"capitalize", "e", "escape", "length", "lower", "title", "trim", "upper"})
_SAFE_BINARY = (nodes.And, nodes.Or, nodes.Not, nodes.Concat)


class Trial(Struct, frozen=True):
    """How many letters there will be, how many rows have none, and the first of these with their reasons."""

    letters: int
    rejected: int
    first: tuple[Rejected, ...]


def tried(recipients: Recipients, merger: Merger, rows: Spool) -> Trial:
    """Reads every row and lays aside those that can be read; `rows` is empty before.

    Each letter is made in memory where its template reckons with values, which may fail.
    """
    sure = cannot_fail(merger.compiled)
    letters, rejected = 0, 0
    first: list[Rejected] = []
    for line, reason in recipients.judged():
        if reason:
            rejected += 1
        else:
            letters += 1
            rows.add(line.number, line.cells)
            reason = "" if sure else _failed(recipients.recipient(letters, line.number, line.cells), merger)
        if reason and len(first) < _SHOWN:
            first.append(Rejected(line.number, (), reason))
    return Trial(letters, rejected, tuple(first))


def cannot_fail(compiled: Compiled) -> bool:
    """Whether the template only prints, tests and repeats what recipients have, so that no value can stop it."""
    return not compiled.slow and all(
        not story.torn and not story.grid and _is_plain(shared_sandbox().parse(story.source))
        for story in compiled.stories
    )


def _failed(recipient: Recipient, merger: Merger) -> str:
    """Why the letter of a recipient cannot be made; empty where it can."""
    try:
        merger.letter(recipient.values)
    except Unmergeable as error:
        return str(error)
    return ""


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

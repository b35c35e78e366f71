"""What a template repeats and puts together, counted as it runs: none works without end or grows without end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from jinja2 import Environment, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from backsource_docs.rendering.word.growth import light, weight

__all__ = ["LONGEST_PART", "bounded", "is_nested", "multiplies"]

LONGEST_PART = 20_000_000
"""So many letters of text and marks a part of a letter has at most."""

_PASSED, _LIGHT, _PRINTED = "passed", "light", "printed"
_MOST_PASSES = 200_000
_MOST_TEXT = 200_000_000  # letters that all passes together may print
_STEADY_FILTERS = frozenset({"capitalize", "e", "escape", "first", "last", "length", "lower", "title", "trim", "upper"})
_STEADY = (nodes.And, nodes.Or)
_MADE = (nodes.BinExpr, nodes.Concat, nodes.Call, nodes.Filter, nodes.List, nodes.Tuple, nodes.Dict)
_REPEATED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_CAUGHT = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock, nodes.Block)


def is_nested(tree: nodes.Template) -> bool:
    """Whether a template repeats within what it repeats, so that its work may multiply."""
    loops = (loop.recursive or loop.find(nodes.For) for loop in tree.find_all(nodes.For))
    return any(loops) or any(True for _ in tree.find_all((nodes.Macro, nodes.Block)))


def multiplies(tree: nodes.Template) -> bool:
    """Whether a template makes values of others, catches what it prints, or repeats within what it repeats."""
    made = (one for one in tree.find_all(_MADE) if not isinstance(one, _STEADY))
    loads = (one for one in made if not (isinstance(one, nodes.Tuple) and one.ctx != "load"))
    growing = (one for one in loads if not (isinstance(one, nodes.Filter) and one.name in _STEADY_FILTERS))
    return is_nested(tree) or any(True for _ in chain(growing, tree.find_all(_CAUGHT)))


def bounded(environment: Environment, source: str) -> nodes.Template:
    """The parsed template; where it can make much of little, each pass and each value is counted as it runs."""
    tree = environment.parse(source)
    if not multiplies(tree):
        return tree
    environment.filters |= {_PASSED: _counted, _LIGHT: light, _PRINTED: _weighed}
    most = min(_MOST_PASSES, max(1_000, _MOST_TEXT // len(source)))
    bodies: list[list[nodes.Node]] = [vars(one)["body"] for one in tree.find_all(_REPEATED)]
    _Weighing().visit(tree)
    for body in bodies:
        body.insert(0, nodes.Output([_filtered(nodes.Const(""), _PASSED, nodes.Const(most))]))
    tree.set_environment(environment)
    return tree


class _Weighing(NodeTransformer):
    """Has each value that is made of others weighed, and all that is printed."""

    def visit(self, node: nodes.Node, *given: Any, **named: Any) -> Any:
        """The node with what it consists of weighed, and itself."""
        self.generic_visit(node)
        if isinstance(node, nodes.Output):
            node.nodes = [
                one if isinstance(one, nodes.TemplateData) else _filtered(one, _PRINTED) for one in node.nodes
            ]
        if isinstance(node, nodes.CallBlock) and isinstance(node.call, nodes.Filter):
            node.call = node.call.node  # jinja wants the call itself here
        stored = isinstance(node, nodes.Tuple) and node.ctx != "load"
        return _filtered(node, _LIGHT) if isinstance(node, _MADE) and not stored else node


def _filtered(value: nodes.Expr, name: str, *given: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, list(given), [], None, None, lineno=value.lineno)


@pass_context
def _counted(context: Context, nothing: str, most: int) -> str:
    """Prints nothing, and counts how often it does so in one letter."""
    passes: Iterator[int] = vars(context.eval_ctx).setdefault(_PASSED, count(1))
    if next(passes) > most:
        raise SecurityError(f"its loops and macros run more than {most:,} times")
    return nothing


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    """The value that is to be printed, after all that the letter has printed was added up."""
    kept = vars(context.eval_ctx)
    kept[_PRINTED] = kept.get(_PRINTED, 0) + weight(light(value))
    if kept[_PRINTED] > LONGEST_PART:
        raise SecurityError(f"it prints more than {LONGEST_PART:,} letters")
    return value

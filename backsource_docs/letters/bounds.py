"""Loops in loops and macros counted as they run, so that no template works without end or grows without end."""

from __future__ import annotations

from itertools import count

from jinja2 import Environment, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

__all__ = ["bounded", "is_nested"]

_PASSES = "passed"
_MOST_PASSES = 200_000
_MOST_TEXT = 200_000_000  # letters that all passes together may print


def is_nested(tree: nodes.Template) -> bool:
    """Whether a template repeats within what it repeats, so that its work may multiply."""
    loops = (loop.recursive or loop.find(nodes.For) for loop in tree.find_all(nodes.For))
    return tree.find(nodes.Macro) is not None or any(loops)


def bounded(environment: Environment, source: str) -> nodes.Template:
    """The parsed template; where it repeats within what it repeats, each pass is counted, and too many are an error."""
    tree = environment.parse(source)
    if not is_nested(tree):
        return tree
    environment.filters.setdefault(_PASSES, _counted)
    most = min(_MOST_PASSES, max(1_000, _MOST_TEXT // len(source)))
    bodies = [loop.body for loop in tree.find_all(nodes.For)] + [macro.body for macro in tree.find_all(nodes.Macro)]
    for body in bodies:
        counting = nodes.Filter(nodes.Const(""), _PASSES, [nodes.Const(most)], [], None, None)
        body.insert(0, nodes.Output([counting]))
    tree.set_environment(environment)
    return tree


@pass_context
def _counted(context: Context, nothing: str, most: int) -> str:
    """Prints nothing, and counts how often it does so in one letter."""
    passes: count[int] = vars(context.eval_ctx).setdefault(_PASSES, count(1))
    if next(passes) > most:
        raise SecurityError(f"its loops and macros run more than {most:,} times")
    return nothing

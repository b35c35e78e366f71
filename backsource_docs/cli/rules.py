"""`bsdocs rules`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from backsource_docs.cli.completing import rule_codes
from backsource_docs.cli.showing import exit_status

if TYPE_CHECKING:
    from backsource_docs.findings import Rule

__all__ = ["command"]


@click.command("rules", epilog="Example: bsdocs rules DT01")
@click.argument("code", required=False, shell_complete=rule_codes)
def command(code: str | None) -> None:
    """List the codes of all findings, or print the manual page of CODE."""
    from backsource_docs.rules import all_rules

    if code is None:
        click.echo(_listing())
        return
    rules = all_rules()
    rule = rules.get(code.upper())
    if rule is None:
        click.echo(_unknown(code, list(rules)), err=True)
        exit_status((), "error", ran=False)
    else:
        click.echo(_page(rule))


def _listing() -> str:
    from backsource_docs.rules import rooms

    groups = ("\n".join([room.name, *(f"  {rule.code}  {rule.title}" for rule in room.rules)]) for room in rooms())
    return "\n\n".join(groups)


def _unknown(code: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(code.upper(), known, 1)
    hint = f"Did you mean {close[0]}?" if close else "See bsdocs rules for the list."
    return f"There is no rule {code}. {hint}"


def _page(rule: Rule) -> str:
    why = "\n\n".join(textwrap.fill(paragraph, 88) for paragraph in rule.why.split("\n\n"))
    bad, good = (textwrap.indent(example, "    ") for example in (rule.bad, rule.good))
    return f"{rule.code}: {rule.title}\n\n{why}\n\nBad:\n{bad}\n\nGood:\n{good}"

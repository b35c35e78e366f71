"""`bsdocs completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from backsource_docs.cli.main import bsdocs

__all__ = ["command"]


@click.command("completion", epilog="Example: bsdocs completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL."""
    kind = get_completion_class(shell)
    assert kind is not None
    completion = kind(bsdocs, {}, "bsdocs", "_BSDOCS_COMPLETE")
    click.echo(completion.source_template % completion.source_vars())

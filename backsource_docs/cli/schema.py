"""`bsdocs schema`."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("schema", epilog="Example: bsdocs schema -o deal.schema.json")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there, not to the screen."
)
def command(output: Path | None) -> None:
    """Print the JSON Schema of the deal file, which gives editors completion and checks while typing.

    An editor finds it by the first line of the deal file: # yaml-language-server: $schema=deal.schema.json
    """
    from backsource_docs.deal.json_schema import deal_schema_text

    text = deal_schema_text()
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(f"Wrote {output}.")

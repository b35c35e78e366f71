"""`bsdocs schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from backsource_docs.cli.showing import refuse

__all__ = ["command"]


@click.command("schema", epilog="Example: bsdocs schema -o deal.schema.json")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there, not to the screen."
)
@click.option("--force", is_flag=True, help="Write over a file that is no schema of ours.")
def command(output: Path | None, force: bool) -> None:
    """Print the JSON Schema of the deal file, which gives editors completion and checks while typing.

    An editor finds it by the first line of the deal file: # yaml-language-server: $schema=deal.schema.json
    """
    from backsource_docs.deal.json_schema import deal_schema_text

    text = deal_schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    _guard(output, json.loads(text)["$id"], force=force)
    output.write_text(text, encoding="utf-8")
    click.echo(f"Wrote {output}.")


def _guard(output: Path, ours: str, *, force: bool) -> None:
    """Refuses to write over anything but an earlier schema of ours."""
    if output.is_dir():
        refuse("NW03", f"{output} is a folder.", output, f"Name the file, write -o {output / 'deal.schema.json'}.")
    if output.exists() and not force and _id_of(output) != ours:
        remedy = "Name another file with -o, or write over it with --force."
        refuse("NW03", f"{output} exists already and is no schema of ours.", output, remedy)


def _id_of(path: Path) -> object:
    try:
        schema = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return schema.get("$id") if isinstance(schema, dict) else None

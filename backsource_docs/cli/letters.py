"""`bsdocs letters`."""

from __future__ import annotations

import datetime
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_day, as_json
from backsource_docs.cli.shelves import shelf_options
from backsource_docs.cli.showing import as_data, exit_status, print_json, refuse, show_findings
from backsource_docs.findings import Severity
from backsource_docs.readers import LANGUAGES

__all__ = ["bar_line", "command"]

_BAR = 30
_AS_OF = click.option("--as-of", callback=as_day, metavar="YYYY-MM-DD", help="The day on which the letter speaks.")


class _WithSending(click.Group):
    """A group whose first argument is a deal file unless it is one of its commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["send", *args]
        return super().parse_args(ctx, args)


@click.group(
    "letters",
    cls=_WithSending,
    epilog="Example: bsdocs letters deal.yaml letter-customers --to people.csv -o out/letters",
)
def command() -> None:
    """Make a letter for each recipient of a table, as Word files or in one zip.

    bsdocs letters DEAL LETTER --to FILE -o DIR is short for bsdocs letters send.
    """


def _as_columns(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for name, mark, heading in pairs:
        if not (name and mark and heading):
            raise click.BadParameter(f"{name} is no pair; write a field and a heading, for example name=Kunde.")
    return {name: heading for name, _, heading in pairs}


@command.command(
    "send",
    short_help="make a letter for each recipient",
    epilog="Example: bsdocs letters deal.yaml letter-customers --to people.csv -o out --preview 3",
)
@click.argument("deal", type=click.Path(path_type=Path))
@click.argument("letter", required=False, default="")
@click.option("--to", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Recipients, CSV or XLSX.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Folder to fill.")
@click.option("--zip", "archived", is_flag=True, help="All letters in one letters.zip; the fastest way for many.")
@click.option("--merged", is_flag=True, help="All letters in one letters.docx for the printer, a section for each.")
@click.option("--eml", is_flag=True, help="Each letter in the draft of an e-mail; the table needs a column email.")
@click.option("--as-body", is_flag=True, help="With --eml: the letter is the text of the e-mail, not attached.")
@click.option("--subject", default="", metavar="TEXT", help="With --eml: the subject, else the title of the letter.")
@click.option("--from", "sender", default="", metavar="ADDRESS", help="With --eml: the address of the sender.")
@click.option("--pdf", is_flag=True, help="A PDF file of each letter besides, made by LibreOffice.")
@click.option("--preview", type=click.IntRange(1, 100), default=None, metavar="N", help="Only the first N letters.")
@click.option("--skip-faulty", is_flag=True, help="Leave faulty rows out and write them to rejected.csv.")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE", help="Own Word template with docxtpl tags."
)
@click.option("--column", "columns", multiple=True, callback=_as_columns, metavar="FIELD=HEADING",
              help="The column that holds a field; may be given several times.")  # fmt: skip
@click.option("--encoding", default="", metavar="NAME", help="Encoding of a CSV that does not show it, such as cp1250.")
@click.option("--language", type=click.Choice(LANGUAGES), default=None,
              help="Language of an own template; rows that ask for another are faulty.")  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 256), default=None, metavar="N", help="Processes; all cores if not given."
)
@click.option("--level", type=click.IntRange(1, 9), default=None, metavar="N",
              help="How hard letters are packed: 1, the fastest (the default; isal if installed), to 9.")  # fmt: skip
@click.option("--cluster", default="", metavar="ADDRESS", help="Let a Dask cluster work: tcp://scheduler:8786.")
@_AS_OF
@shelf_options
@as_json
def send(
    deal: Path,
    letter: str,
    to: Path,
    output: Path,
    as_of: datetime.date | None,
    library: Path | None,
    templates: Path | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Make LETTER of DEAL for each recipient; run again after an interruption, it goes on where it was."""
    from backsource_docs.mailing import Options, letters

    if not letter and not wishes["template"]:
        raise click.UsageError("Name a letter, for example letter-customers, or an own --template.")
    _refuse_together(wishes)
    given = {name: value for name, value in wishes.items() if value is not None}
    bar = _bar(silent=as_json)
    result = letters(
        deal, letter, to, output, Options(**given), as_of=as_of, library=library, templates=templates, progress=bar
    )
    if as_json:
        print_json(_data(result))
    else:
        _show(result, given)
        show_findings(result.findings, at_least=Severity.WARNING)
    exit_status(result.findings, "error", ran=result.ran)


@command.command(
    "template",
    short_help="write a letter as a Word template to edit",
    epilog="Example: bsdocs letters template deal.yaml letter-customers -o letter.docx",
)
@click.argument("names", nargs=-1, required=True, metavar="[DEAL] LETTER")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", required=True, help="The Word file.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@_AS_OF
@shelf_options
def template(names: tuple[str, ...], output: Path, force: bool, **given: Any) -> None:
    """Write LETTER as a Word template to edit: facts of DEAL (deal.yaml) filled, fields of recipients as tags."""
    from backsource_docs.mailing import letter_template

    if len(names) > 2:
        raise click.UsageError("Name a deal file and one letter.")
    if output.exists() and not force:
        refuse("OU01", f"{output} exists already.", output, "Name another file with -o, or write over it with --force.")
    deal, letter = names if len(names) == 2 else ("deal.yaml", names[0])
    content, findings = letter_template(deal, letter, **given)
    show_findings(findings, at_least=Severity.WARNING)
    if content is None:
        sys.exit(2)
    output.write_bytes(content)
    click.echo(f"{output}: edit it in Word, then: bsdocs letters {shlex.quote(deal)} {letter} "
               f"--template {shlex.quote(str(output))} --to people.csv -o out/letters")  # fmt: skip


def _refuse_together(wishes: dict[str, Any]) -> None:
    """Ends the command where two ways of giving letters out exclude each other."""
    for other in ("archived", "eml", "pdf", "cluster", "level") if wishes["merged"] else ():
        if wishes[other]:
            raise click.UsageError(f"--merged and --{'zip' if other == 'archived' else other} exclude each other.")
    for name, option in (("as_body", "--as-body"), ("subject", "--subject"), ("sender", "--from")):
        if wishes[name] and not wishes["eml"]:
            raise click.UsageError(f"{option} is for drafts of e-mails; write --eml too.")


def _bar(*, silent: bool) -> Callable[[int, int], None]:
    """Draws how far the letters are, with their rate and the time left, on a terminal only."""
    began, before = time.monotonic(), -1

    def draw(done: int, total: int) -> None:
        nonlocal began, before
        if before < 0:
            began, before = time.monotonic(), done
        if not silent and sys.stderr.isatty():
            click.echo(
                "\r" + bar_line(done, total, done - before, time.monotonic() - began), nl=done >= total, err=True
            )

    return draw


def bar_line(done: int, total: int, made: int, seconds: float) -> str:
    """The bar: letters there and in all, the rate of those that this run made, and the seconds that are left."""
    filled = _BAR * done // max(total, 1)
    line = f"[{'#' * filled}{' ' * (_BAR - filled)}] {done:,} of {total:,}"
    if not made or seconds <= 0:
        return line
    rate = made / seconds
    return f"{line} · {rate:,.0f}/s · {(total - done) / rate:,.0f} s left "


def _show(result: Any, wishes: dict[str, Any]) -> None:
    if result.previewed:
        click.echo("\n".join(map(str, result.previewed)))
    elif result.ran:
        one = "letters.zip" if wishes["archived"] else "letters.docx" if wishes["merged"] else ""
        where = result.folder / one
        resumed = f", {result.resumed:,} of them by a former run" if result.resumed else ""
        noun = "letter" if result.letters == 1 else "letters"
        if result.stopped:
            click.echo(f"Stopped after {result.letters:,} {noun}; run it again with --skip-faulty, it goes on.")
            return
        click.echo(f"{result.letters:,} {noun} in {where}{resumed}. Their list: {result.folder / 'index.csv'}")
        if result.printed:
            click.echo(f"{result.printed:,} PDF files in {result.folder / 'pdf'}")
        if result.rejected:
            click.echo(f"{result.rejected:,} rows without a letter: {result.folder / 'rejected.csv'}")
    else:
        click.echo("No letter was made.", err=True)


def _data(result: Any) -> dict[str, Any]:
    return {
        "folder": str(result.folder),
        "letters": result.letters,
        "resumed": result.resumed,
        "stopped": result.stopped,
        "pdf": result.printed,
        "rejected": result.rejected,
        "preview": list(map(str, result.previewed)),
        "findings": as_data(result.findings),
    }

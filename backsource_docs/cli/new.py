"""`bsdocs new`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backsource_docs.cli.showing import show_findings
from backsource_docs.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from backsource_docs.deal.starter import Question

__all__ = ["command"]


@click.command("new", epilog="Example: bsdocs new -o deal.yaml")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="deal.yaml",
    show_default=True,
    metavar="FILE",
    help="The file to write.",
)
@click.option("--defaults", is_flag=True, help="Ask nothing; write the file with default answers.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def command(output: Path, defaults: bool, force: bool) -> None:
    """Write a commented starter deal file, by questions on a terminal or with --defaults."""
    from backsource_docs.deal.reading import read_deal
    from backsource_docs.deal.starter import starter_data, starter_text

    if output.exists() and not force:
        _refuse(
            "NW01", f"{output} exists already.", output, "Name another file with -o, or write over it with --force."
        )
    if not defaults and not sys.stdin.isatty():
        _refuse("NW02", "There is no terminal to ask questions on.", output, "Use bsdocs new --defaults.")
    text = starter_text(starter_data({}) if defaults else starter_data(_answers(), _functions()))
    content = text.encode()
    _, findings = read_deal(content, str(output))
    if findings:
        show_findings(findings)
        sys.exit(2)
    with output.open("wb" if force else "xb") as file:
        file.write(content)
    click.echo(f"Wrote {output}. Next: bsdocs check {output}")


def _refuse(code: str, message: str, output: Path, remedy: str) -> None:
    show_findings([Finding(code, Severity.ERROR, message, Place(str(output)), remedy)])
    sys.exit(2)


def _answers() -> dict[str, str]:
    from backsource_docs.deal.starter import QUESTIONS

    return {question.name: _answer(question) for question in QUESTIONS}


def _answer(question: Question) -> str:
    """The answer to a question, asked until it fits."""
    from backsource_docs.deal.starter import objection

    while True:
        kind = click.Choice(question.choices) if question.choices else str
        answer = str(click.prompt(question.asks, question.default, type=kind, show_default=bool(question.default)))
        wrong = objection(question, answer)
        if wrong is None:
            return answer
        click.echo(wrong)


def _functions() -> list[tuple[str, bool]]:
    """The outsourced functions, and whether each comes back."""
    functions: list[tuple[str, bool]] = []
    while name := str(click.prompt("Outsourced function (leave empty to end)", "", show_default=False)).strip():
        if any(name == other for other, _ in functions):
            click.echo(f"{name} is in the list already.")
        else:
            functions.append((name, click.confirm(f"Is {name} in scope of backsourcing", default=True)))
    return functions

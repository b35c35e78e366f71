"""`bsdocs new`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backsource_docs.cli.showing import refuse, show_findings
from backsource_docs.findings import Severity, worst

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

    if output.is_dir():
        remedy = f"Name the file in it, write -o {output / 'deal.yaml'}."
        refuse("NW01", f"{output} is a folder.", output, remedy)
    if output.exists() and not force:
        refuse("NW01", f"{output} exists already.", output, "Name another file with -o, or write over it with --force.")
    if not defaults and not sys.stdin.isatty():
        refuse("NW02", "There is no terminal to ask questions on.", output, "Use bsdocs new --defaults.")
    text = starter_text(starter_data({}) if defaults else starter_data(_answers(), _functions()))
    content = text.encode()
    _, findings = read_deal(content, str(output))
    if findings:
        show_findings(findings)
    if worst(findings) is Severity.ERROR:
        sys.exit(2)
    with output.open("wb" if force else "xb") as file:
        file.write(content)
    click.echo(f"Wrote {output}. Next: bsdocs check {output}")


def _answers() -> dict[str, str]:
    from backsource_docs.deal.starter import QUESTIONS, default_of, to_ask

    answers: dict[str, str] = {}
    for question in QUESTIONS:
        if to_ask(question, answers):
            answers[question.name] = _answer(question, default_of(question, answers))
    return answers


def _answer(question: Question, default: str) -> str:
    """The answer to a question, asked until it fits."""
    from backsource_docs.deal.starter import objection

    while True:
        kind = click.Choice(question.choices) if question.choices else str
        answer = str(click.prompt(question.asks, default, type=kind, show_default=bool(default)))
        wrong = objection(question, answer) or (_unknown(answer) if question.name == "documents" else None)
        if wrong is None:
            return answer
        click.echo(wrong)


def _unknown(answer: str) -> str | None:
    """What is wrong with the names of documents, as a build of them would say it."""
    from backsource_docs.deal.starter import listed
    from backsource_docs.opening import open_library
    from backsource_docs.wanting import LETTERS, meant_document

    library, _ = open_library()
    assert library is not None
    name = next((name for name in listed(answer) if name not in (*library.recipes, LETTERS)), None)
    return f"There is no document called {name}. {meant_document(name, library)}" if name else None


def _functions() -> list[tuple[str, bool]]:
    """The outsourced functions, and whether each comes back."""
    functions: list[tuple[str, bool]] = []
    while name := str(click.prompt("Outsourced function (leave empty to end)", "", show_default=False)).strip():
        if any(name == other for other, _ in functions):
            click.echo(f"{name} is in the list already.")
        else:
            functions.append((name, click.confirm(f"Is {name} in scope of backsourcing", default=True)))
    return functions

"""The command `bsdocs`: commands grouped by job, each loaded only when it runs."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any, NamedTuple

import click

__all__ = ["main"]

INTERRUPTED = 130


class _Entry(NamedTuple):
    """A command in the table: the job it belongs to, its module, what it does in one line."""

    job: str
    module: str
    says: str


COMMANDS = {
    "new": _Entry("Draft", "new", "write a commented starter deal file"),
    "schema": _Entry("Draft", "schema", "print the JSON Schema of the deal file for editors"),
    "build": _Entry("Draft", "build", "build the documents of a deal"),
    "letters": _Entry("Draft", "letters", "make a letter for each recipient of a table"),
    "notice": _Entry("Draft", "notice", "make a formal notice to the outsourcer, or say which can be given"),
    "check": _Entry("Check", "check", "report everything in a deal that wants a look; write nothing"),
    "coverage": _Entry("Check", "coverage", "show which requirements the documents meet, and what is missing"),
    "readiness": _Entry("Check", "readiness", "score the steps of the method, with evidence and what to do next"),
    "dates": _Entry("Check", "dates", "show the last day to serve each notice, what must come first, and why"),
    "comms": _Entry("Check", "comms", "show who is told what and when, which letters may go now, and why not"),
    "plan": _Entry("Check", "plan", "schedule the exit: days, critical path, roles, risk, and files to work with"),
    "explain": _Entry("Check", "explain", "say why a clause is in or out, and at which position"),
    "rules": _Entry("Check", "rules", "the manual of the finding codes"),
    "clauses": _Entry("Library", "clauses", "list, show and check the clause library"),
    "completion": _Entry("Shell", "completion", "print the completion script for bash, zsh or fish"),
}


class _Jobs(click.Group):
    """A group that knows its commands by a table, so that help loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = importlib.import_module(f"backsource_docs.cli.{entry.module}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; one that is interrupted ends as the shell expects it, in one line."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, EOFError, click.Abort):
            click.echo("\nStopped.", err=True)
            ctx.exit(INTERRUPTED)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {close[0]}?" if close else ""
            ctx.fail(f"There is no command {args[0]}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for job in dict.fromkeys(entry.job for entry in COMMANDS.values()):
            with formatter.section(job):
                formatter.write_dl([(name, entry.says) for name, entry in COMMANDS.items() if entry.job == job])


def _print_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from backsource_docs import __version__

        click.echo(f"bsdocs {__version__}")
        ctx.exit()


@click.group(
    cls=_Jobs,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="First steps: bsdocs new -o deal.yaml, then bsdocs build deal.yaml -o out/deal. "
    "Exit status: 0 clean, 1 findings, 2 could not run.",
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Show it.")
def bsdocs() -> None:
    """Contracts, exit plans and letters that bring outsourced functions home, from one deal file."""


def main() -> None:
    """Runs the command line; what the system refuses is said in one line, without a traceback."""
    gc.disable()  # a command makes many small objects and ends: collecting them costs a tenth of its time
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # we use none, and to look for them takes long
    try:
        status = _run()
        if sys.stdout:  # there is none where the shell has closed it
            sys.stdout.flush()
    except BrokenPipeError:
        status = 1  # whoever read what we print has gone
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"bsdocs could not run: {where}{error.strerror or error}.", err=True)
        status = 2
    if sys.stderr:
        sys.stderr.flush()
    os._exit(status)  # nor is each object taken apart once more at the end


def _run() -> int:
    try:
        bsdocs(prog_name="bsdocs")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0

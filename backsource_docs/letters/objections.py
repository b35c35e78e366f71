"""Rows of which no letter can be made, told with their lines."""

from __future__ import annotations

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.recipients import Recipients, Rejected
from backsource_docs.letters.trials import Trial

__all__ = ["faults_of", "untaken"]


def faults_of(trial: Trial, recipients: Recipients, *, skip: bool) -> list[Finding]:
    """A finding for each of the first rows without a letter, and one for the rest of them."""
    severity = Severity.WARNING if skip else Severity.ERROR
    place = Place(str(recipients.table.path))
    found = [untaken(one, recipients, severity) for one in trial.first]
    more = trial.rejected - len(trial.first)
    if more > 0:
        found.append(Finding("ML13", severity, f"{more:,} further rows have faults.", place))
    if trial.letters == 0:
        message = f"{recipients.table.path} has no row of which a letter can be made."
        found.append(Finding("ML13", Severity.ERROR, message, place, "Write a line for each recipient."))
    return found


def untaken(rejected: Rejected, recipients: Recipients, severity: Severity) -> Finding:
    """The finding for a row without a letter; an error has a remedy."""
    place = Place(str(recipients.table.path), rejected.line)
    message = f"No letter can be made of line {rejected.line}: {rejected.reason}."
    remedy = "Correct the row, or leave it out with --skip-faulty." if severity is Severity.ERROR else ""
    return Finding("ML13", severity, message, place, remedy)

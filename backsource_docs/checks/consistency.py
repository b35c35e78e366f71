"""A plan or letter prints another figure than the agreement

One fact, one figure: a date, sum, percentage or period that a plan or a letter takes from the deal must be the one that
the agreement prints for it. They part where one clause was given a value of its own under position.clauses while the
field of the deal stayed as it was.

Bad:
    position: {clauses: {ter-convenience-customer: {parameters: {notice: 9 months}}}}
    termination: {convenience_notice: 6 months}

Good:
    termination: {convenience_notice: 9 months}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.phrases import series
from backsource_docs.checks.printed import figures_in
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "CN01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Figures of plans and letters that the agreement prints otherwise, once for each path and document."""
    if bundle.agreement is None:
        return
    agreed = _agreed(bundle)
    for reading in bundle.readings[1:]:
        told = set()
        for figure in figures_in(reading):
            known = agreed.get(figure.path)
            if known and figure.text.casefold() not in known and figure.path not in told:
                told.add(figure.path)
                message = (
                    f"{reading.title} prints {figure.text} for {figure.path}; "
                    f"{bundle.agreement.title} prints {series(known.values())}."
                )
                remedy = f"Set {figure.path} in the deal, and no value of its own under position.clauses."
                yield reading.found(CODE, Severity.ERROR, message, figure.passage, remedy)


def _agreed(bundle: Bundle) -> Mapping[str, Mapping[str, str]]:
    """What the agreement prints for each path, by its words in small letters."""
    agreed: dict[str, dict[str, str]] = {}
    if bundle.agreement:
        for figure in figures_in(bundle.agreement):
            agreed.setdefault(figure.path, {})[figure.text.casefold()] = figure.text
    return agreed

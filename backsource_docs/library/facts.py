"""Named facts: what the library may ask of a deal."""

from __future__ import annotations

from pydantic import Field, model_validator

from backsource_docs.findings import Finding, Severity
from backsource_docs.schema import Closed, Codes, typed
from backsource_docs.yamlfile import YamlText

__all__ = ["Condition", "Fact", "facts_from"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")


class Fact(Closed):
    """One test of one place in the deal, with what it says in words.

    A `choice` is what the parties agree on, not a circumstance: a clause that is out for want of it is missing.
    Where the program computes what stands at the path, `given_by` is the key of the deal from which it follows.
    """

    says: str
    path: str
    equals: str | None = Field(None, alias="is")
    differs: str | None = Field(None, alias="is_not")
    contains: str | None = None
    at_least: int | None = None
    among: tuple[str, ...] | None = None
    choice: bool = False
    given_by: str | None = None

    @property
    def key(self) -> str:
        """The key that a user can give; "services[].cloud" is cloud in an entry of services."""
        return self.given_by or self.path

    @model_validator(mode="after")
    def _one_test(self) -> Fact:
        tests = (self.equals, self.differs, self.contains, self.at_least, self.among)
        if sum(test is not None for test in tests) != 1:
            raise ValueError("a fact has exactly one test, write for example is: present")
        return self


class Condition(Closed):
    """Facts that must all hold, of which one must hold, of which none may hold."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        return self.all + self.any + self.none


def facts_from(source: YamlText) -> tuple[dict[str, Fact], tuple[Finding, ...]]:
    """The facts of one file by name."""
    facts: dict[str, Fact] = {}
    findings: list[Finding] = []
    entries = source.data if isinstance(source.data, dict) else {}
    for name in entries:
        fact, wrong = typed(Fact, source.part(name), CODES)
        findings += wrong
        if fact:
            facts[name] = fact
    if not entries:
        findings.append(Finding("LB04", Severity.ERROR, "The file holds no facts.", source.place(())))
    return facts, tuple(findings)

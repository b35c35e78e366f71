"""A commented deal file to start from: what was answered stands in it, everything else as comments from the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_origin

from msgspec import Struct
from pydantic.fields import FieldInfo

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.fields import DealModel
from backsource_docs.deal.reading import read_deal
from backsource_docs.deal.terms import Law
from backsource_docs.findings import Severity
from backsource_docs.modelling import choices_of, example_of, is_list, models_in

__all__ = ["QUESTIONS", "Question", "default_of", "listed", "objection", "starter_data", "starter_text", "to_ask"]

HEAD = """\
# yaml-language-server: $schema=deal.schema.json
# A deal file for bsdocs. A line that begins with # and a key is optional: delete the # to use it, with your own value.
# Next: bsdocs check deal.yaml, then bsdocs build deal.yaml -o out/deal. For editors: bsdocs schema -o deal.schema.json
"""
_PLAIN = re.compile(r"\w(?:[\w .()/&%@-]*[\w.)%])?")
_TYPED_ELSEWHERE = re.compile(r"(?i)null|true|false")
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_TRANSFERS = {
    "england-and-wales": "tupe",
    "new-york": "warn",
    "germany": "section-613a",
    "ireland": "irish-regulations",
}
_REGIMES = {"GB": "uk", "US": "us"}


class Question(Struct, frozen=True):
    """One question about a deal: its name among the answers, its words, the default answer, the answers possible.

    A question that `needs` another is asked only where the answer to that one is neither empty nor 0.
    """

    name: str
    asks: str
    default: str = ""
    choices: tuple[str, ...] = ()
    needs: str = ""


QUESTIONS = (
    Question("name", "Name of the deal or project", "New outsourcing"),
    Question("customer", "Customer, full legal name", "Customer Limited"),
    Question("customer_country", "Country of the customer, two letters", "GB"),
    Question("market", "Stock market where the customer is listed (leave empty if it is not)"),
    Question("regulator", "Authority that supervises the customer (leave empty for none)"),
    Question("supplier", "Supplier, full legal name", "Supplier Limited"),
    Question("supplier_country", "Country of the supplier, two letters", "GB"),
    Question("law", "Governing law", "england-and-wales", choices_of(Law.model_fields["governing"].annotation)),
    Question("commencement", "Day on which the services start, as 2027-03-01 (leave empty if it is not known)"),
    Question("initial", "Length of the first term", "60 months"),
    Question("staff", "Number of the supplier's people assigned to the functions that come back", "0"),
    Question(
        "regime",
        "Rules on the transfer of these people (none only if counsel has confirmed it)",
        choices=("tupe", "warn", "section-613a", "irish-regulations", "none"),
        needs="staff",
    ),
    Question("position", "Position to negotiate from", "customer", ("customer", "balanced", "supplier")),
    Question("documents", "Documents, with commas between them", "outsourcing-agreement, exit-plan, letters"),
)


def objection(question: Question, answer: str) -> str | None:
    """What is wrong with an answer, in one or two sentences; None where it fits."""
    text = starter_text(starter_data({question.name: answer}))
    _, findings = read_deal(text.encode("utf-8", "surrogateescape"), "")
    mistakes = [finding for finding in findings if finding.severity is Severity.ERROR]
    return f"{mistakes[0].message} {mistakes[0].remedy}".strip() if mistakes else None


def to_ask(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether the question matters after the answers given so far."""
    return not question.needs or answers[question.needs].strip() not in ("", "0")


def default_of(question: Question, answers: Mapping[str, str]) -> str:
    """The answer that is offered: for the transfer of people, the rules of the governing law."""
    return _TRANSFERS.get(answers.get("law", ""), "tupe") if question.name == "regime" else question.default


def listed(answer: str) -> list[str]:
    """The names in an answer with commas."""
    return [name.strip() for name in answer.split(",") if name.strip()]


def starter_data(answers: Mapping[str, str], functions: Sequence[tuple[str, bool]] = ()) -> dict[str, Any]:
    """The deal that the answers make, unanswered questions by their defaults; functions by name, and if they return."""
    said = {question.name: question.default for question in QUESTIONS} | dict(answers)
    customer: dict[str, Any] = {"name": said["customer"], "country": said["customer_country"]}
    if said["market"].strip():
        regime = _REGIMES.get(said["customer_country"].strip().upper(), "eu")
        customer["listed"] = {"market": said["market"], "regime": regime}
    if said["regulator"].strip():
        customer["regulator"] = said["regulator"]
    data: dict[str, Any] = {
        "name": said["name"],
        "customer": customer,
        "supplier": {"name": said["supplier"], "country": said["supplier_country"]},
        "law": {"governing": said["law"]},
        "term": {name: said[name] for name in ("commencement", "initial") if said[name].strip()},
        "staff": {"in_scope": said["staff"], **({"regime": said["regime"]} if said["regime"] else {})},
        "position": {"overall": said["position"]},
        "documents": listed(said["documents"]),
    }
    if functions:
        data["services"] = [{"name": name, "backsource": returns} for name, returns in functions]
    return data


def starter_text(data: Mapping[str, Any]) -> str:
    """The deal file with `data` (plain nested values) in it and every other field as a comment with an example."""
    services = data.get("services") or [{"name": example_of(Deal.model_fields["services"])[0]["name"]}]
    writer = _Writer(str(services[0]["name"]))
    lines = [HEAD.rstrip()]
    for name, found in Deal.model_fields.items():
        block = list(writer.field(name, found, data.get(name), 0))
        lines += ["", *block] if len(block) > 1 else block
    return "\n".join(lines) + "\n"


class _Writer(Struct, frozen=True):
    """Writes fields as lines; `function` is the name of a listed function, for the examples that need one."""

    function: str

    def fields(self, model: type[DealModel], data: Mapping[str, Any], depth: int, off: bool) -> Iterator[str]:
        for name, found in model.model_fields.items():
            yield from self.field(name, found, data.get(name), depth, off)

    def field(self, name: str, found: FieldInfo, value: Any, depth: int, off: bool = False) -> Iterator[str]:
        """The lines of one field; where it has no value, or `off`, as comments."""
        off = off or value is None
        start = f"{'#' * off}{'  ' * depth}{name}:"
        models = [model for model in models_in(found.annotation) if issubclass(model, DealModel)]
        if not models or get_origin(found.annotation) is Mapping:
            shown = self.example(name, found) if value is None else value
            yield f"{start} {_written(shown)}  # {_meaning(found)}"
        elif is_list(found.annotation):
            yield f"{start}  # {_meaning(found)}"
            for number, entry in enumerate(value or [{}]):
                yield from self.entry(models[0], entry, depth + 1, off, brief=number > 0)
        else:
            yield f"{start}  # {_meaning(found)}"
            yield from self.fields(models[0], value or {}, depth + 1, off)

    def entry(
        self, model: type[DealModel], data: Mapping[str, Any], depth: int, off: bool, *, brief: bool
    ) -> Iterator[str]:
        """An entry of a list, its first line after a dash; a brief one without the fields that have no value."""
        lines = list(self.fields(model, data, depth + 1, off))
        if brief:
            lines = [line for line in lines if not line.startswith("#")]
        margin = "#" * off + "  " * depth
        yield f"{margin}- {lines[0][len(margin) + 2 :]}"
        yield from lines[1:]

    def example(self, name: str, found: FieldInfo) -> Any:
        return self.function if name == "service" else example_of(found)


def _written(value: Any) -> str:
    """Plain data as YAML on one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_written(name)}: {_written(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    text = str(value)
    return text if _PLAIN.fullmatch(text) and not _TYPED_ELSEWHERE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """Text in double quotes, as JSON and YAML both read them; what YAML takes for a line break is written as a code."""
    return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _meaning(found: FieldInfo) -> str:
    """The description of a field, the words it may have, and what counts if it is left out."""
    said = [str(found.description)]
    words = choices_of(found.annotation)
    if words:
        said.append(f"One of: {', '.join(words)}.")
    if not (found.is_required() or found.default_factory or found.default in (None, ()) or is_list(found.annotation)):
        said.append(f"If left out: {_written(found.default)}.")
    return " ".join(said)

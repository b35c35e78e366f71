"""Turns a case (a few clauses, definitions, a deal) into documents, by the same stages as a build."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.drafting.composing import Composer
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.numbering import numbered
from backsource_docs.drafting.selecting import select
from backsource_docs.drafting.tables.contract import CONTRACT_TABLES
from backsource_docs.drafting.wording import respelling
from backsource_docs.library.store import Library
from backsource_docs.tree import Draft, Execution, Number, Part, Signatory

LIBRARY = Path(__file__).parents[2] / "clause_library"
AS_OF = datetime.date(2026, 11, 23)
DEAL = {
    "name": "Project Test",
    "reference": "T-1",
    "customer": {"name": "Aldermoor Bank plc"},
    "supplier": {"name": "Corvane Limited"},
    "law": {"governing": "england-and-wales"},
}
FACTS = {
    "staff_in_scope": {"says": "People are in scope", "path": "staff.in_scope", "at_least": 1},
    "renewal_agreed": {"says": "The term may be renewed", "path": "term.renewal", "is": "present"},
}
PARTIES = '1. {{ customer.name }} (the **"Customer"**); and\n1. {{ supplier.name }} (the **"Supplier"**).'
LIST = "1. Terms that the Customer and the Supplier use are defined here."


class Written(Struct, frozen=True):
    """The documents of a case and what they were made from."""

    made: tuple[Made, ...]
    file: DealFile
    library: Library


def write_case(case: Mapping[str, Any], folder: Path) -> Written:
    """The documents of a case: an agreement, and a plan or a letter where the case has words for one."""
    texts = _texts(case)
    library = _library(case, texts, folder)
    file, findings = read_deal(yaml.safe_dump(_merged(DEAL, case.get("deal", {}))).encode(), "deal.yaml")
    assert file, findings
    agreement = _made("outsourcing-agreement", case, file, library, None)
    others = [_made(name, case, file, library, agreement) for name in ("exit-plan", "letter") if name in case]
    return Written((_signed(agreement, case), *others), file, library)


def _merged(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in more.items():
        nested = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _merged(merged[name], value) if nested else value
    return merged


def _texts(case: Mapping[str, Any]) -> dict[str, Any]:
    return {**({"example": case["text"]} if "text" in case else {}), **case.get("clauses", {})}


def _library(case: Mapping[str, Any], texts: Mapping[str, Any], folder: Path) -> Library:
    shelves, templates = folder / "library", folder / "templates"
    for name, content in _files(case, texts):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    library = Library((shelves,), (templates,))
    if case.get("approved"):
        return _approved(library, shelves, templates)
    return library


def _files(case: Mapping[str, Any], texts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    front = case.get("front", {})
    yield "library/facts.yaml", yaml.safe_dump(FACTS)
    for name in ("names.yaml", "style.yaml", "messages/en.yaml", "guarded/en.yaml"):
        yield f"library/wording/{name}", (LIBRARY / "wording" / name).read_text(encoding="utf-8")
    yield "library/clauses/parties.md", _clause("parties", {}, PARTIES, "clause")
    yield "library/clauses/list-of-definitions.md", _clause("list-of-definitions", {}, LIST, "clause")
    for name, text in texts.items():
        yield f"library/clauses/{name}.md", _clause(name, front.get(name, {}), text, "clause")
    for term, text in case.get("definitions", {}).items():
        name = "term-" + term.lower().replace(" ", "-")
        yield (
            f"library/definitions/{name}.md",
            _clause(name, {"title": term, **front.get(term, {})}, text, "definition"),
        )
    yield "templates/documents/outsourcing-agreement.yaml", yaml.safe_dump(_agreement(texts))
    for document, kind in (("exit-plan", "section"), ("letter", "letter")):
        if document in case:
            yield f"library/{kind}s/{document}-words.md", _clause(f"{document}-words", {}, case[document], kind)
            yield f"templates/documents/{document}.yaml", yaml.safe_dump(_other(document, kind, case))


def _clause(name: str, front: Mapping[str, Any], text: Any, kind: str) -> str:
    matter = {"id": name, "title": name.replace("-", " ").capitalize(), "kind": kind, **front}
    positions = text if isinstance(text, dict) else {"Balanced": text}
    bodies = "\n".join(f"## {position}\n\n{body}\n" for position, body in positions.items())
    return f"---\n{yaml.safe_dump(matter)}---\n{bodies}"


def _agreement(texts: Mapping[str, Any]) -> dict[str, Any]:
    parts = [
        {"id": "parties", "title": "Parties", "numbering": "parties", "clauses": ["parties"]},
        {"id": "terms", "title": "Agreed terms", "numbering": "clauses", "clauses": ["list-of-definitions", *texts]},
        {"id": "execution", "title": "Execution", "insert": "execution"},
    ]
    return {
        "id": "outsourcing-agreement",
        "title": "Outsourcing Agreement",
        "kind": "contract",
        "style": "contract",
        "definitions": "list-of-definitions",
        "parts": parts,
    }


def _other(document: str, kind: str, case: Mapping[str, Any]) -> dict[str, Any]:
    part = {"id": "letter", "numbering": "sections" if kind == "section" else "none", "clauses": [f"{document}-words"]}
    title = document.replace("-", " ").title()
    kind = "plan" if kind == "section" else kind
    letter = {"audience": "customers", "sender": "governance.executive_sponsor", "dated": "exit.announcement"}
    more = {**letter, "language": case.get("language", "en")} if kind == "letter" else {}
    return {"id": document, "title": title, "kind": kind, "style": kind, "parts": [part], **more}


def _made(name: str, case: Mapping[str, Any], file: DealFile, library: Library, agreement: Made | None) -> Made:
    recipe = library.recipe(name)
    assert recipe, library.findings
    holds = established(library.facts, file.deal)
    selection, _ = select(recipe, file, library, holds)
    values = case.get("values", {}) if agreement else {}
    filler = Filler.for_deal(file, (), AS_OF, defined=agreement is None, extra=values)
    respell, _ = respelling(library, file.deal.locale)
    cited: Mapping[str, Number] | None = agreement.document.numbers if agreement else None
    composer = Composer(file, library, holds, filler, respell, CONTRACT_TABLES, cited)
    draft = composer.draft(selection, case.get("cover", {}))
    return Made(numbered(draft, "clause"), selection)


def _signed(made: Made, case: Mapping[str, Any]) -> Made:
    """The agreement with other names on its execution page, where the case has some."""
    if "signing" not in case:
        return made
    names = tuple(Signatory(name, "Party") for name in case["signing"])
    draft: Draft = made.document.draft
    parts = tuple(replace(part, blocks=_with_signatories(part, names)) for part in draft.parts)
    return replace(made, document=replace(made.document, draft=replace(draft, parts=parts)))


def _with_signatories(part: Part, names: tuple[Signatory, ...]) -> tuple[Any, ...]:
    return tuple(replace(block, signatories=names) if isinstance(block, Execution) else block for block in part.blocks)


def _approved(library: Library, shelves: Path, templates: Path) -> Library:
    """The library with every clause and definition approved as it is."""
    for kind in ("clauses", "definitions"):
        for clause in (clause for clause in library.clauses(kind) if clause.matter.approved is None):
            path = Path(library.files[clause.id])
            approval = {"version": 1, "by": "A. Osei", "date": "2026-11-23", "text": clause.fingerprint}
            mark = yaml.safe_dump({"approved": approval})
            path.write_text(path.read_text(encoding="utf-8").replace("---\n", f"---\n{mark}", 1), encoding="utf-8")
    return Library((shelves,), (templates,))

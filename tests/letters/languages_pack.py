"""The communications pack in one language: every audience is written to in it, and every text of the deal is known."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml
from communications_pack import CASES, PAPERS, pack_text
from example_letters import library

from backsource_docs.building import Assembly, assemble
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.wanting import Wishes

__all__ = ["SPOKEN", "drafted_in", "pack_in", "texts_in"]

SPOKEN = tuple(language for language in ("de", "fr", "es", "pl") if (CASES / f"pack-{language}.yaml").is_file())
_ENTRY = re.compile(r"^    - \{audience: .*\n", re.MULTILINE)
_NEXT = "  next_update: 2028-02-18\n"


def texts_in(language: str) -> Path:
    """The file with the entries for all audiences in a language, and with the deal's texts in it."""
    return CASES / f"pack-{language}.yaml"


@cache
def pack_in(language: str) -> str:
    """The deal as a file: entries in the language alone."""
    given = yaml.safe_load(texts_in(language).read_text(encoding="utf-8"))
    entries = "".join(f"    - {_flow({**entry, 'language': language})}\n" for entry in given["stakeholders"])
    translations = "".join(f"    - {_flow(entry)}\n" for entry in given["translations"])
    text = _ENTRY.sub("", pack_text())
    assert "  stakeholders:\n" in text and _NEXT in text
    text = text.replace("  stakeholders:\n", f"  stakeholders:\n{entries}")
    return text.replace(_NEXT, f"{_NEXT}  translations:\n{translations}")


def _flow(entry: dict[str, str]) -> str:
    return yaml.safe_dump(entry, allow_unicode=True, default_flow_style=True, width=10_000, sort_keys=False).strip()


@cache
def drafted_in(language: str) -> tuple[DealFile, Assembly]:
    """All letters and papers of the pack in a language."""
    file, findings = read_deal(pack_in(language).encode(), "deal.yaml")
    assert file, [str(finding) for finding in findings]
    assert file.deal.as_of
    papers = tuple(name for name in PAPERS if name not in ("committee-briefing", "communications-plan"))
    return file, assemble(file, library(), file.deal.as_of, Wishes(("letters", *papers)))

"""A finding on a text names the file that the words stand in, also where a firm's file lies over ours."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from backsource_docs.building import assemble
from backsource_docs.checks import check_documents
from backsource_docs.opening import open_deal, open_library
from backsource_docs.wanting import Wishes

Build = Callable[[Mapping[str, str]], Path]
MINIMAL = Path(__file__).parents[2] / "examples" / "minimal" / "deal.yaml"
CAP = "clauses/liability-insurance/lia-cap.md"
HEAD = "---\nid: lia-cap\nextends: yes\n---\n"
WRONG = "1. The Grand Vizier pays {{ customer.lost }}. {when=lost}\n1. The Grand Vizier pays {{ customer.lost }}.\n"
WORDS = f"{HEAD}## Balanced\n\n{WRONG}"
GUIDANCE = f"{HEAD}## Guidance\n\nOurs.\n"


@pytest.mark.parametrize(("upper", "expected"), [(WORDS, 1), (GUIDANCE, 0)])
def test_the_file_of_the_words_is_named(build_files: Build, upper: str, expected: int) -> None:
    own = [build_files({CAP: text}) for text in (WORDS, upper)]
    library, _ = open_library()
    file, _ = open_deal(MINIMAL)
    assert library is not None and file is not None
    library = replace(library, folders=(*library.folders, *own))
    wishes = Wishes(only=("outsourcing-agreement",), position="balanced")
    assembly = assemble(file, library, datetime.date(2026, 11, 23), wishes)
    found = [*assembly.findings, *check_documents(assembly.made, file, library)]
    for code in ("LB06", "LB11", "DT01"):
        files = {finding.place.file for finding in found if finding.code == code and finding.place.file.endswith(CAP)}
        assert files == {f"{own[expected].name}/{CAP}"}, code
        lines = [finding.place.line for finding in found if finding.place.file in files and finding.code == code]
        assert set(lines) <= {7, 8}

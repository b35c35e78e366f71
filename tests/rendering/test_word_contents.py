"""The page numbers of the contents, against the pages that LibreOffice makes of the examples."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from word_lint import parts_of

from backsource_docs.api import build

EXAMPLES = Path(__file__).parents[2] / "examples"
DOCUMENTS = ("outsourcing-agreement", "exit-plan")


@pytest.mark.pages
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftohtml")), reason="LibreOffice is missing")
@pytest.mark.parametrize("deal", sorted(EXAMPLES.glob("*/deal.yaml")), ids=lambda deal: deal.parent.name)
def test_the_contents_name_the_pages_that_libreoffice_makes(deal: Path, tmp_path: Path) -> None:
    build(deal, tmp_path, only=DOCUMENTS)
    files = [tmp_path / f"{name}.docx" for name in DOCUMENTS]
    _convert(files, tmp_path)
    differences = [difference for file in files for difference in _differences(file)]
    assert max(map(abs, differences)) <= 1
    # A line at the foot of one page moves every annex behind it, so the documents of a deal are judged together.
    assert differences.count(0) >= 0.85 * len(differences)


def _convert(files: list[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(["soffice", profile, *options, *map(str, files)], capture_output=True, timeout=300, check=False)


def _differences(file: Path) -> list[int]:
    """By how many pages each entry of the contents misses its heading."""
    outline = _outline(file.with_suffix(".pdf"))
    differences = []
    for title, page in _contents(file):
        while not outline[0][0].endswith(title):
            outline.pop(0)
        differences.append(page - outline.pop(0)[1])
    return differences


def _contents(file: Path) -> list[tuple[str, int]]:
    shown = parts_of(file.read_bytes())["word/document.xml"].decode()
    links = re.findall(r"<w:hyperlink .*?</w:hyperlink>", shown)
    texts = [re.findall(r"<w:t [^>]*>([^<]*)</w:t>", link) for link in links]
    return [(_bare("".join(title)), int(page)) for _, *title, page in texts]


def _outline(pdf: Path) -> list[tuple[str, int]]:
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(pdf)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    items = re.findall(r'<item page="(\d+)">(.*?)</item>', shown, re.DOTALL)
    return [(_bare(re.sub("<[^>]*>", "", title)), int(page)) for page, title in items]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", html.unescape(text))

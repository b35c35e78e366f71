"""The output folder: whole or not at all, never over somebody else's work."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.api import build
from backsource_docs.outputs import MAXIMUM_NAME_BYTES, safe_name, write_folder

DEAL = Path(__file__).parents[2] / "examples" / "minimal" / "deal.yaml"
ONLY = ["supplier-questionnaire"]  # it is made fastest


def codes(result: object) -> list[str]:
    return [finding.code for finding in result.findings if finding.code.startswith("OU")]  # type: ignore[attr-defined]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    result = build(DEAL, tmp_path, only=ONLY)
    assert codes(result) == ["OU01"] and result.documents == ()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("kind", ["file", "link", "broken link", "below a file"])
def test_a_path_that_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out"
    if kind == "file":
        target.write_text("x")
    elif kind == "below a file":
        target.write_text("x")
        target = target / "inner"
    else:
        if kind == "link":
            (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    result = build(DEAL, target, only=ONLY)
    assert codes(result) == ["OU01"] and result.documents == ()


def test_a_document_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = build(DEAL, out, only=ONLY).documents[0]
    made.file.write_bytes(b"edited in Word")
    result = build(DEAL, out, only=ONLY, position="supplier")
    assert codes(result) == ["OU02"] and made.file.read_bytes() == b"edited in Word"


def test_a_file_of_somebody_else_under_the_name_of_a_document_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(DEAL, out, only=ONLY)
    (out / "drafting-notes.docx").write_bytes(b"mine")
    (out / "table.csv").write_bytes(b"mine too")
    result = build(DEAL, out, only=["drafting-notes"], exports={"table.csv": b"ours"})
    assert codes(result) == ["OU02", "OU02"] and result.documents == ()
    assert (out / "drafting-notes.docx").read_bytes() == b"mine" and (out / "table.csv").read_bytes() == b"mine too"


def test_files_that_are_not_ours_stay_in_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(DEAL, out, only=ONLY)
    (out / "notes").mkdir()
    (out / "notes" / "call.txt").write_text("mine")
    assert codes(build(DEAL, out, only=ONLY)) == []
    assert (out / "notes" / "call.txt").read_text() == "mine"


def test_documents_that_are_no_longer_asked_for_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(DEAL, out)
    fewer = tmp_path / "deal.yaml"
    fewer.write_text(DEAL.read_text("utf-8") + "documents: [exit-plan]\n", encoding="utf-8")
    build(fewer, out)
    assert sorted(path.name for path in out.iterdir()) == ["exit-plan.docx", "manifest.json"]


def test_a_write_that_fails_leaves_the_former_output_untouched(tmp_path: Path) -> None:
    """The operating system refuses large files, as a full disk would."""
    out = tmp_path / "out"
    build(DEAL, out, only=ONLY)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
        "sys.argv = ['bsdocs', 'build', sys.argv[1], '-o', sys.argv[2], '--position', 'supplier'];"
        "from backsource_docs.cli.main import main; main()"
    )
    run = subprocess.run([sys.executable, "-c", script, DEAL, out], capture_output=True, text=True, check=False)
    assert run.returncode == 2 and "could not run" in run.stderr and "Traceback" not in run.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="outside"):
        write_folder(tmp_path / "out", {"../escaped.docx": b"x"})
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_names_every_file_with_its_hash(tmp_path: Path) -> None:
    import hashlib

    build(DEAL, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    for entry in manifest["documents"]:
        content = (tmp_path / "out" / entry["file"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()


@given(st.text(max_size=300))
def test_a_safe_name_is_one_path_step_on_every_system(text: str) -> None:
    name = safe_name(text)
    assert name and len(name.encode()) <= MAXIMUM_NAME_BYTES + 1
    assert all(character.isalnum() or character == "-" for character in name)
    assert name.lower() not in ("con", "nul", "aux", "prn", "com1", "lpt1")


def test_outgoing_and_internal_copies_never_share_a_folder(tmp_path: Path) -> None:
    out, only = tmp_path / "out", ["outsourcing-agreement"]
    build(DEAL, out, only=only)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    result = build(DEAL, out, only=only, outgoing=True)
    assert codes(result) == ["OU05"] and result.documents == ()
    assert any("holds internal copies" in finding.message for finding in result.findings)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    build(DEAL, tmp_path / "theirs", only=only, outgoing=True)
    assert codes(build(DEAL, tmp_path / "theirs", only=only)) == ["OU05"]


def test_without_a_folder_outgoing_copies_get_one_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside = build(DEAL, only=["outsourcing-agreement"])
    outside = build(DEAL, only=["outsourcing-agreement"], outgoing=True)
    assert outside.documents and outside.folder == inside.folder.with_name(f"{inside.folder.name}-outgoing")


DAMAGED = [
    "",
    "{",
    '{"tool": {"name": "backsource-docs"}}',
    '{"tool": {"name": "backsource-docs"}, "documents": {}}',
    '{"tool": {"name": "backsource-docs"}, "documents": ["x"]}',
    '{"tool": {"name": "backsource-docs"}, "documents": [{"file": "x.docx"}]}',
    '{"tool": {"name": "backsource-docs"}, "documents": [{"file": "../x.docx", "sha256": "0"}]}',
    '{"tool": {"name": "backsource-docs"}, "documents": [{"id": ["x"], "file": "x.docx", "sha256": "0"}]}',
]


@pytest.mark.parametrize(("text", "only"), [*((text, ONLY) for text in DAMAGED), (DAMAGED[1], ()), (DAMAGED[-1], ())])
def test_a_damaged_manifest_is_said_and_nothing_is_written(tmp_path: Path, text: str, only: list[str]) -> None:
    (tmp_path / "manifest.json").write_text(text)
    result = build(DEAL, tmp_path, only=only)
    assert codes(result) == ["OU01"] and result.documents == ()
    (said,) = [finding for finding in result.findings if finding.code == "OU01"]
    assert "manifest.json is damaged" in said.message and "Restore it" in said.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_the_manifest_of_another_program_makes_the_folder_foreign(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "a web application"}')
    (said,) = [finding for finding in build(DEAL, tmp_path, only=ONLY).findings if finding.code == "OU01"]
    assert "was not made by bsdocs" in said.message

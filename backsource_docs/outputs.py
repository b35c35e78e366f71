"""The output folder: written whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from backsource_docs.findings import Finding, Place, Severity

__all__ = [
    "MANIFEST",
    "changed_since",
    "former_manifest",
    "manifest_at",
    "obstacles",
    "safe_name",
    "sha256",
    "write_folder",
]

MANIFEST = "manifest.json"
TOOL = "backsource-docs"
MAXIMUM_NAME_BYTES = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def sha256(content: bytes) -> str:
    """The SHA-256 of the content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def safe_name(text: str) -> str:
    """A name from a deal as a file name for every system: letters and digits of any script, joined by hyphens."""
    normal = unicodedata.normalize("NFKC", text)
    words = "".join(character if character.isalnum() else " " for character in normal).split()
    name = "-".join(words) or "unnamed"
    while len(name.encode()) > MAXIMUM_NAME_BYTES:
        name = name[:-1]
    return f"{name}-" if name.lower() in _RESERVED else name


def former_manifest(folder: Path) -> Mapping[str, Any] | None:
    """The manifest of a former build in the folder, or None where there is no readable one of ours."""
    return manifest_at(folder / MANIFEST)


def manifest_at(path: Path) -> Mapping[str, Any] | None:
    """The manifest in a file of any name, or None where there is no readable one of ours."""
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return manifest if _is_ours(manifest) and all(map(_is_entry, manifest["documents"])) else None


def _is_ours(manifest: Any) -> bool:
    """Whether it bears our name and a list of documents."""
    tool = manifest.get("tool") if isinstance(manifest, dict) else None
    return isinstance(tool, dict) and tool.get("name") == TOOL and isinstance(manifest.get("documents"), list)


def _is_entry(entry: object) -> bool:
    """Whether an entry names a document, its file of the folder itself, and its hash."""
    if not isinstance(entry, dict):
        return False
    file = entry.get("file")
    named = all(isinstance(entry.get(key), str) for key in ("id", "file", "sha256"))
    return named and Path(str(file)).name == file != ""


def obstacles(folder: Path, files: Mapping[str, bytes], *, outgoing: bool = False) -> tuple[Finding, ...]:
    """Why the folder must not be written: it is not ours, is for the other kind of copies, or was worked in since."""
    if not folder.exists() and not folder.is_symlink():
        return _blocked_parent(folder)
    if folder.is_symlink() or not folder.is_dir():
        return (_refusal(f"{folder} exists and is not a folder of documents.", folder),)
    manifest = former_manifest(folder)
    if manifest is None:
        return tuple(_foreign_folder(folder))
    if any(entry.get("outgoing", False) is not outgoing for entry in manifest["documents"]):
        return (_mixed(folder, outgoing=outgoing),)
    return tuple(_edited(folder, manifest, files))


def _foreign_folder(folder: Path) -> Iterator[Finding]:
    """A folder with files that we did not make, or of which we cannot tell any more."""
    path = folder / MANIFEST
    if _is_damaged(path):
        message = f"{path} is damaged, so that nobody can tell which files in {folder} were made by bsdocs."
        remedy = "Restore it from a backup, or choose another folder with -o."
        yield Finding("OU01", Severity.ERROR, message, Place(str(path)), remedy)
    elif any(folder.iterdir()):
        yield _refusal(f"{folder} exists and was not made by bsdocs.", folder)


def _is_damaged(path: Path) -> bool:
    """Whether a manifest is there that is no JSON, or is ours and incomplete."""
    if not path.is_file():
        return False
    text = path.read_text("utf-8", "replace")
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return True
    return f'"{TOOL}"' in text


def _mixed(folder: Path, *, outgoing: bool) -> Finding:
    held, made = ("internal", "outgoing") if outgoing else ("outgoing", "internal")
    message = f"{folder} holds {held} copies, and this build makes {made} ones: one would be sent for the other."
    return Finding("OU05", Severity.ERROR, message, Place(str(folder)), "Choose another folder with -o.")


def _blocked_parent(folder: Path) -> tuple[Finding, ...]:
    parent = next(parent for parent in folder.absolute().parents if parent.exists())
    if parent.is_dir() and os.access(parent, os.W_OK):
        return ()
    return (_refusal(f"{folder} cannot be made, because {parent} is not a folder that may be written to.", folder),)


def _edited(folder: Path, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Files that the build would replace and that are no longer as they were built, or were never built."""
    hashes = _hashes(manifest)
    for name, content in files.items():
        path = folder / name
        if name == MANIFEST or not path.is_file() or sha256(path.read_bytes()) in (hashes.get(name), sha256(content)):
            continue
        done = "was changed after it was built" if name in hashes else "was not made by bsdocs"
        message = f"{path} {done}, and building now would lose what is in it."
        remedy = "Move or rename that file, or build into another folder with -o."
        yield Finding("OU02", Severity.ERROR, message, Place(str(path)), remedy)


def changed_since(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """The names of the files of a build that lie in the folder and are no longer as they were built."""
    for name, built in _hashes(manifest).items():
        path = folder / name
        if path.is_file() and sha256(path.read_bytes()) != built:
            yield name


def _hashes(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {entry["file"]: entry["sha256"] for entry in manifest["documents"]}


def _refusal(message: str, folder: Path) -> Finding:
    return Finding("OU01", Severity.ERROR, message, Place(str(folder)), "Choose another folder with -o.")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes the folder hold these files, whole or not at all; OSError leaves the former content untouched.

    Files that no build of ours made stay where they are. The caller has asked `obstacles` first.
    """
    folder = folder.absolute()
    staging = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    former = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        _fill(staging, folder, files)
        _swap(staging, folder, former)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def _fill(staging: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    staging.mkdir()
    for name, content in files.items():
        path = staging / name
        if not path.resolve().is_relative_to(staging.resolve()):
            raise OSError(f"{name} would lie outside the output folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for path in _foreign(folder):
        kept = staging / path.relative_to(folder)
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, kept)


def _foreign(folder: Path) -> Iterator[Path]:
    """The files in the folder that the former build did not make."""
    manifest = former_manifest(folder) if folder.is_dir() else None
    ours = {MANIFEST, *(_hashes(manifest) if manifest else ())}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.relative_to(folder).as_posix() not in ours:
            yield path


def _swap(staging: Path, folder: Path, former: Path) -> None:
    if folder.exists():
        folder.rename(former)
    try:
        staging.rename(folder)
    except BaseException:
        if former.exists():
            former.rename(folder)
        raise

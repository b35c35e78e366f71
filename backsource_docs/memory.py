"""What earlier runs worked out, kept between runs; without it everything is only slower."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["Memory", "fingerprint", "fingerprinting", "memory_file", "version_file"]

Value = bytes | memoryview
_MOST = 4  # so many times what one run needs may be kept; then what this run did not need is forgotten


def fingerprint(*contents: bytes) -> str:
    """A key made of all that a result depends on."""
    return fingerprinting(*contents[:-1])(*contents[-1:])


def fingerprinting(*contents: bytes) -> Callable[..., str]:
    """Makes the fingerprints of these contents with others after them."""
    begun = hashlib.sha256()
    _add(begun, contents)

    def finished(*others: bytes) -> str:
        whole = begun.copy()
        _add(whole, others)
        return whole.hexdigest()

    return finished


def _add(found: hashlib._Hash, contents: Iterable[bytes]) -> None:
    for content in contents:
        found.update(len(content).to_bytes(8, "big"))
        found.update(content)


def memory_file() -> Path | None:
    """Where the memory of this user stands: in the cache folder of the system; None where the user has no home."""
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = Path(given) if given else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "backsource-docs" / "memory.txt"


@cache
def version_file(package: str) -> bytes:
    """What an installed package says of its version in its version.py, found without importing the package."""
    found = find_spec(package)
    return Path(found.origin).with_name("version.py").read_bytes() if found and found.origin else b""


class Memory:
    """JSON values by key, in one file; a key is the fingerprint of everything that its value depends on.

    So nothing stale can be found, and a file that is missing, damaged or not ours is as good as none. Without a file
    nothing outlasts the run. The file has a line for each key, so that only what is asked for is taken apart.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._kept = _read(file) if file else {}
        self._used: dict[bytes, Value] = {}

    @property
    def lasts(self) -> bool:
        """Whether anything outlasts the run."""
        return self._file is not None

    def get(self, key: str) -> Any:
        """The value of a key, None where there is none."""
        name = key.encode()
        text = self._used.get(name) or self._kept.get(name)
        if text is None:
            return None
        try:
            value = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return None
        self._used[name] = text
        return value

    def put(self, key: str, value: Any) -> None:
        """Remembers a value that JSON can hold."""
        self._used[key.encode()] = msgspec.json.encode(value)

    def keep(self) -> None:
        """Writes the file if this run added anything; a folder that cannot be written is no harm."""
        if self._file is None or self._used.keys() <= self._kept.keys():
            return
        everything = {**self._kept, **self._used}
        small = len(everything) <= _MOST * len(self._used)
        with contextlib.suppress(OSError):
            _write(self._file, everything if small else self._used)


def _read(file: Path) -> dict[bytes, Value]:
    """The values by key, none of them copied out of the file's bytes."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    kept: dict[bytes, Value] = {}
    whole, start = memoryview(content), 0
    while (space := content.find(b" ", start)) >= 0 and (end := content.find(b"\n", space)) >= 0:
        kept[content[start:space]] = whole[space + 1 : end]
        start = end + 1
    return kept


def _write(file: Path, kept: Mapping[bytes, Value]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    whole = file.with_name(f"{file.name}.{os.getpid()}")
    whole.write_bytes(b"".join(part for key, value in kept.items() for part in (key, b" ", value, b"\n")))
    whole.replace(file)

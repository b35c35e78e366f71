"""Documents as Word files: a shell that people lay out in Word, a body that is written here."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backsource_docs.rendering.word.filling import ShellError
    from backsource_docs.rendering.word.leaks import find_leaks
    from backsource_docs.rendering.word.shell import Shell, open_shell, render_shell
    from backsource_docs.rendering.word.writing import write_word

__all__ = ["Shell", "ShellError", "find_leaks", "open_shell", "render_shell", "write_word"]

_MODULES = {
    "Shell": "shell",
    "ShellError": "filling",
    "find_leaks": "leaks",
    "open_shell": "shell",
    "render_shell": "shell",
    "write_word": "writing",
}


def __getattr__(name: str) -> Any:
    """Loads what is asked for only then, for bulk letters need the zip of a Word file and no writer."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)

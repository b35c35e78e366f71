"""Documents as Word files: a shell that people lay out in Word, a body that is written here."""

from __future__ import annotations

from backsource_docs.rendering.word.filling import ShellError
from backsource_docs.rendering.word.leaks import find_leaks
from backsource_docs.rendering.word.shell import Shell, render_shell
from backsource_docs.rendering.word.writing import write_word

__all__ = ["Shell", "ShellError", "find_leaks", "render_shell", "write_word"]

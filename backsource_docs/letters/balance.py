"""Whether the conditions and loops of a story can leave an element open, whatever the values are."""

from __future__ import annotations

import re

__all__ = ["is_balanced"]

_TOKEN = re.compile(r"\{%-?\s*(\w+).*?%\}|\{\{.*?\}\}|\{#.*?#\}|<(/?)([\w:]+)[^>]*?(/?)>", re.DOTALL)
_OPENING = frozenset({"if", "for", "macro", "call", "filter", "with", "autoescape"})
_BETWEEN = frozenset({"else", "elif"})


def is_balanced(source: str) -> bool:
    """Whether each condition and loop begins, turns and ends within one element, and closes what it opens."""
    elements: list[int] = []  # a number for each element that is open, different for each one
    blocks: list[tuple[int, ...]] = []
    for number, token in enumerate(_TOKEN.finditer(source)):
        word, closing, element, empty = token[1], token[2], token[3], token[4]
        if element:
            if closing:
                elements = elements[:-1]
            elif not empty:
                elements.append(number)
        elif word in _OPENING:
            blocks.append(tuple(elements))
        elif word and (word in _BETWEEN or word.startswith("end")) and blocks:
            if blocks[-1] != tuple(elements):
                return False
            if word.startswith("end"):
                blocks.pop()
    return True

"""Numbers for a draft: computed as Word counts, kept beside the tree by key."""

from __future__ import annotations

from functools import cache

from backsource_docs.tree import Block, Clause, Definition, Document, Draft, Limb, Number, Part, plain

__all__ = ["numbered"]

_COUNTED = ("clauses", "sections")


def numbered(draft: Draft, clause_word: str) -> Document:
    """The draft with a number for each clause, limb and schedule; `clause_word` is how the law calls a clause."""
    numbers: dict[str, Number] = {}
    body = schedules = annexes = 0
    for part in draft.parts:
        if part.numbering == "schedule":
            schedules += 1
            label = f"Schedule {schedules}"
            numbers[part.key] = Number(str(schedules), label, 0, "Schedule", part.title, key=part.key)
            _count_clauses(part, "paragraph", 0, numbers)
        elif part.numbering == "annex":
            annexes = _count_annexes(part, annexes, numbers)
        elif part.numbering in _COUNTED:
            word = "section" if part.numbering == "sections" else clause_word
            body = _count_clauses(part, word, body, numbers)
        elif part.numbering in ("parties", "recitals"):
            _count_front(part, numbers)
        elif part.numbering == "paragraphs":
            _count_list(part, numbers)
    return Document(draft, numbers)


def _count_clauses(part: Part, word: str, count: int, numbers: dict[str, Number]) -> int:
    within = part.key if part.numbering == "schedule" else ""
    for block in part.blocks:
        if isinstance(block, Clause):
            count += 1
            own = str(count) if part.numbering == "sections" else f"{count}."
            numbers[block.key] = Number(str(count), own, 1, word, block.title, within, block.key)
            _count_inside(block, str(count), word, within, numbers)
    return count


def _count_annexes(part: Part, count: int, numbers: dict[str, Number]) -> int:
    """Each clause is an annex: Annex A, Annex B."""
    for block in part.blocks:
        if isinstance(block, Clause):
            count += 1
            label = _letters(count).upper()
            numbers[block.key] = Number(label, f"Annex {label}", 1, "Annex", block.title, key=block.key)
            _count_inside(block, label, "section", "", numbers)
    return count


def _count_inside(clause: Clause, label: str, word: str, within: str, numbers: dict[str, Number]) -> None:
    """Sub-clauses 1.1, and in plans sub-sections; a lone sub-clause takes the number of its clause."""
    limbs = [block for block in clause.blocks if isinstance(block, Limb)]
    lone = len(limbs) == 1
    count = 0
    for block in clause.blocks:
        if isinstance(block, Limb):
            count += 1
            inner = label if lone else f"{label}.{count}"
            number = Number(inner, "" if lone else inner, 2, word, clause.title, within, block.key)
            _note(block, number, clause.key, numbers)
            _count_limbs(block.children, 3, number, clause, numbers)
        elif isinstance(block, Definition):
            _count_limbs(block.children, 3, numbers[clause.key], clause, numbers)
        elif isinstance(block, Clause):
            count += 1
            inner = f"{label}.{count}"
            numbers[block.key] = Number(inner, inner, 2, word, block.title, within, block.key)
            _count_limbs(block.blocks, 3, numbers[block.key], block, numbers)
            for text in block.blocks:
                if isinstance(text, Clause):
                    _count_list(text, numbers)


def _count_limbs(
    blocks: tuple[Block, ...], level: int, above: Number, clause: Clause | Part, numbers: dict[str, Number]
) -> None:
    limbs = [block for block in blocks if isinstance(block, Limb)]
    for count, limb in enumerate(limbs, 1):
        own = _figure(level, count)
        number = Number(above.label + own, own, level, above.word, clause.title, above.within, limb.key)
        _note(limb, number, clause.key, numbers)
        _count_limbs(limb.children, level + 1, number, clause, numbers)


def _count_front(part: Part, numbers: dict[str, Number]) -> None:
    limbs = [block for block in part.blocks if isinstance(block, Limb)]
    for count, limb in enumerate(limbs, 1):
        own = f"({count})" if part.numbering == "parties" else f"({_letters(count).upper()})"
        word = "party" if part.numbering == "parties" else "recital"
        _note(limb, Number(own, own, 1, word, plain(limb.content)[:40], key=limb.key), part.key, numbers)


def _count_list(part: Part | Clause, numbers: dict[str, Number]) -> None:
    """The numbered paragraphs of a formal letter, or of a text quoted under an unnumbered heading: 1., then (a)."""
    limbs = [block for block in part.blocks if isinstance(block, Limb)]
    for count, limb in enumerate(limbs, 1):
        number = Number(str(count), f"{count}.", 1, "paragraph", key=limb.key)
        _note(limb, number, part.key, numbers)
        _count_limbs(limb.children, 3, number, part, numbers)


def _note(limb: Limb, number: Number, clause: str, numbers: dict[str, Number]) -> None:
    numbers[limb.key] = number
    for anchor in limb.anchor.split() if limb.anchor else ():
        numbers[f"{clause}#{anchor}"] = number


@cache
def _figure(level: int, count: int) -> str:
    """(a), (b) … at level 3, (i), (ii) … at level 4, (A), (B) … at level 5."""
    figure = _roman(count) if level == 4 else _letters(count)
    return f"({figure.upper() if level == 5 else figure})"


def _letters(count: int) -> str:
    """a to z, then aa, bb as Word goes on."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    digits = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, letters in digits:
        text += letters * (count // value)
        count %= value
    return text

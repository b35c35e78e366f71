"""Conditional limbs stay or go, and the lists they leave behind stay grammatical."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, takewhile

from msgspec.structs import replace

from backsource_docs.tree import Block, Bullet, Content, Limb, Paragraph, Text

__all__ = ["conditions_of", "trimmed"]

_CONDITIONAL = (Limb, Paragraph, Bullet)

_ENDING = re.compile(r"[;,.]?(?:\s+(?:and|or))?\s*$")


def trimmed(blocks: Iterable[Block], holds: Mapping[str, bool]) -> tuple[Block, ...]:
    """The blocks whose conditions hold.

    Where limbs fell out of a list, the connective moves to the last but one and the full stop to the last; a list
    that keeps one limb is joined to its lead-in; a lead-in that keeps none falls with its list.
    """
    before = tuple(blocks)
    pairs = [(block, _inside(block, holds) if _stays(block, holds) else None) for block in before]
    kept = tuple(block for _, block in pairs if block is not None)
    return _led_in(pairs, _repaired(before, kept)) if len(kept) < len(before) else kept


def conditions_of(block: Block) -> tuple[str, ...]:
    """The facts that a block asks for."""
    if isinstance(block, _CONDITIONAL) and (block.when or block.unless):
        return tuple(filter(None, (block.when, block.unless)))
    return ()


def _stays(block: Block, holds: Mapping[str, bool]) -> bool:
    if not isinstance(block, _CONDITIONAL):
        return True
    return (not block.when or holds.get(block.when, False)) and not (block.unless and holds.get(block.unless))


def _inside(block: Block, holds: Mapping[str, bool]) -> Block | None:
    """The block without its own condition and with its inner lists trimmed; None for a lead-in left without a list."""
    if not isinstance(block, Limb):
        if isinstance(block, _CONDITIONAL) and (block.when or block.unless):
            return replace(block, when="", unless="")
        return block
    if not block.children:
        return _unconditional(block, ())
    children = trimmed(block.children, holds)
    limbs = [child for child in children if isinstance(child, Limb)]
    had_limbs = any(isinstance(child, Limb) for child in block.children)
    if had_limbs and not limbs and _leads_in(block):
        return None
    whole = _unconditional(block, children)
    shrunk = len(limbs) < sum(isinstance(child, Limb) for child in block.children)
    if not (shrunk and len(limbs) == 1 and children[0] is limbs[0] and _leads_in(whole)):
        return whole
    only = limbs[0]
    anchors = " ".join(filter(None, [whole.anchor, only.anchor]))
    content = _joined(whole.content, only.content)
    return replace(whole, content=content, anchor=anchors, children=(*only.children, *children[1:]))


def _unconditional(limb: Limb, children: tuple[Block, ...]) -> Limb:
    if children == limb.children and not (limb.when or limb.unless):
        return limb
    return Limb(limb.content, children, limb.key, limb.anchor, line=limb.line)


def _leads_in(block: Limb | Paragraph) -> bool:
    last = block.content[-1] if block.content else None
    return isinstance(last, Text) and last.text.rstrip().endswith(":")


def _joined(lead: Content, only: Content) -> Content:
    """The words of a lead-in and of its only limb as one sentence."""
    last = lead[-1]
    assert isinstance(last, Text)
    opening = replace(last, text=last.text.rstrip().removesuffix(":") + " ")
    return (*lead[:-1], opening, *only)


def _led_in(pairs: Sequence[tuple[Block, Block | None]], kept: tuple[Block, ...]) -> tuple[Block, ...]:
    """The kept blocks; a paragraph that led in a list joins its only limb, and falls with a list that fell."""
    rest = iter(kept)
    made = [next(rest) if staying is not None else None for _, staying in pairs]
    final: list[tuple[Block, ...]] = [(block,) if block is not None else () for block in made]
    for index, (_, lead) in enumerate(pairs):
        if isinstance(lead, Paragraph) and _leads_in(lead):
            run = list(takewhile(lambda place: isinstance(pairs[place][0], Limb), range(index + 1, len(pairs))))
            left = [(place, limb) for place in run if isinstance(limb := made[place], Limb)]
            if run and not left:
                final[index] = ()
            elif len(run) > len(left) == 1:
                place, only = left[0]
                final[index] = (replace(lead, content=_joined(lead.content, only.content)),)
                final[place] = only.children
    return tuple(chain.from_iterable(final))


def _repaired(before: tuple[Block, ...], kept: tuple[Block, ...]) -> tuple[Block, ...]:
    """The kept limbs with the punctuation that the whole list had at its last and last but one place."""
    limbs_before = [block for block in before if isinstance(block, Limb)]
    places = [index for index, block in enumerate(kept) if isinstance(block, Limb)]
    if len(limbs_before) < 2 or not places or _ending(limbs_before[-2])[:1] != ";":
        return kept
    repaired = list(kept)
    wanted = {places[-1]: _ending(limbs_before[-1])}
    if len(places) > 1:
        wanted[places[-2]] = _ending(limbs_before[-2])
    for index, ending in wanted.items():
        limb = repaired[index]
        assert isinstance(limb, Limb)
        repaired[index] = _with_ending(limb, ending)
    return tuple(repaired)


def _ending(limb: Limb) -> str:
    """The punctuation and connective at the very end of a limb, its own last limb included."""
    inner = [child for child in limb.children if isinstance(child, Limb)]
    if inner:
        return _ending(inner[-1])
    last = limb.content[-1] if limb.content else None
    match = _ENDING.search(last.text) if isinstance(last, Text) else None
    return match[0].rstrip() if match else ""


def _with_ending(limb: Limb, ending: str) -> Limb:
    inner = [index for index, child in enumerate(limb.children) if isinstance(child, Limb)]
    if inner:
        children = list(limb.children)
        last_limb = children[inner[-1]]
        assert isinstance(last_limb, Limb)
        children[inner[-1]] = _with_ending(last_limb, ending)
        return replace(limb, children=tuple(children))
    last = limb.content[-1] if limb.content else Text("")
    if not isinstance(last, Text) or last.path:
        return replace(limb, content=(*limb.content, Text(ending)))
    changed = replace(last, text=_ENDING.sub("", last.text, count=1) + ending)
    return replace(limb, content=(*limb.content[:-1], changed))

"""The tags of a Word template, which Word scatters over runs and paragraphs, made whole for jinja.

The plain tags of docxtpl mean what they mean there: {{ x }} and {% x %} within words, {{p x }} and {%p x %} in place of
their paragraph, tr of their table row, tc of their cell. Its rarer ones are left to docxtpl itself.
"""

from __future__ import annotations

import html
import re
from itertools import accumulate

__all__ = ["listed", "prepared"]

_RARE = re.compile(r"\{[{%]\s*(?:-|r\s)|-\s*%\}|\{%\s*(?:colspan|cellbg|vm|hm)\b|\{#(?:p|tr|tc) ")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_IN_PLACE = {
    element: re.compile(
        rf"<w:{element}(?: [^>]*)?>(?:(?!<w:{element}[ >]).)*?"
        rf"\{{([{{%]){element}\s((?:(?!%\}}|\}}\}}).)*)([%}}])\}}.*?</w:{element}>",
        re.DOTALL,
    )
    for element in ("tr", "tc", "p")
}
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_RUN = re.compile(r"<w:r(?: [^>]*)?>(?:(?!</w:r>).)*[\n\t](?:(?!</w:r>).)*</w:r>", re.DOTALL)
_LOOK = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_ENDING = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*[\a\f].*?</w:p>", re.DOTALL)
_LAST_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_SHAPE = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
_PRESERVED = '<w:t xml:space="preserve">'


def prepared(story: str) -> str:
    """A part of a template as the source of a jinja template."""
    if "{" not in story:
        return story
    whole = _PARAGRAPH.sub(lambda found: _with_whole_tags(found[0]), story)
    if _RARE.search(whole):
        return _by_docxtpl(story)
    for pattern in _IN_PLACE.values():
        whole = pattern.sub(r"{\1 \2\3}", whole)
    return whole


def listed(story: str) -> str:
    """The filled part with the tabs and ends of lines, paragraphs (bell) and pages (form feed) as Word has them."""
    if "\a" in story or "\f" in story:
        story = _ENDING.sub(_with_ends, story)
    return _RUN.sub(_with_breaks, story)


def _with_ends(paragraph: re.Match[str]) -> str:
    shape = _SHAPE.search(paragraph[0])
    return _LAST_RUN.sub(lambda run: _with_ends_in_run(run[0], shape[0] if shape else ""), paragraph[0])


def _with_ends_in_run(run: str, shape: str) -> str:
    look = _LOOK.search(run)
    begin = f"<w:p>{shape}<w:r>{look[0] if look else ''}{_PRESERVED}"
    end = "</w:t></w:r></w:p>"
    ends = {"\a": f"{end}{begin}", "\f": f'{end}<w:p><w:r><w:br w:type="page"/></w:r></w:p>{begin}'}
    return _WORDS.sub(lambda words: re.sub("[\a\f]", lambda mark: ends[mark[0]], words[0]), run)


def _by_docxtpl(story: str) -> str:
    from docxtpl import DocxTemplate  # imported late: python-docx behind it costs as much as a whole document

    return str(DocxTemplate("").patch_xml(story))


def _with_whole_tags(paragraph: str) -> str:
    """The paragraph with each tag in one piece: in the run in which it begins."""
    nodes = list(_WORDS.finditer(paragraph))
    texts = [node[1] for node in nodes]
    joined = "".join(texts)
    tags = list(_TAG.finditer(joined))
    if not tags:
        return paragraph
    starts = [0, *accumulate(map(len, texts))]
    pieces: list[str] = []
    done = 0
    for node, text, start in zip(nodes, texts, starts, strict=False):
        pieces += [paragraph[done : node.start()], _PRESERVED, _words(text, start, tags), "</w:t>"]
        done = node.end()
    return "".join([*pieces, paragraph[done:]])


def _words(text: str, start: int, tags: list[re.Match[str]]) -> str:
    """What remains of a node's text: its own letters, and the whole of the tags that begin in it."""
    kept, place, end = "", start, start + len(text)
    for tag in tags:
        if tag.end() > place and tag.start() < end:
            kept += text[place - start : max(tag.start() - start, place - start)]
            kept += _straight(tag[0]) if tag.start() >= start else ""
            place = min(tag.end(), end)
    return kept + text[place - start :]


def _straight(tag: str) -> str:
    return html.unescape(tag).translate(_QUOTES)


def _with_breaks(run: re.Match[str]) -> str:
    look = _LOOK.search(run[0])
    shown = look[0] if look else ""
    tab = f"</w:t></w:r><w:r>{shown}<w:tab/></w:r><w:r>{shown}{_PRESERVED}"
    breaks = {"\n": f"</w:t><w:br/>{_PRESERVED}", "\t": tab}
    return _WORDS.sub(lambda words: re.sub("[\n\t]", lambda mark: breaks[mark[0]], words[0]), run[0])

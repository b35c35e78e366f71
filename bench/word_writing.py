"""How long it takes to write a contract as a Word file: ours, python-docx and docxtpl, side by side.

150 clauses, about 25,000 words, 200 references, all three on the same Word template. Ours writes the references as
live REF fields with bookmarks and native numbering; the peers get the same words in the same styles with the references
as plain text, which is less work for them. The table of contents with its page numbers, which no peer can write, is
measured apart. Rounds are interleaved and medians compared. Run from the top of the repository:
python bench/word_writing.py [rounds]
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import docxtpl

from backsource_docs.rendering.referring import NumberPiece, spelled
from backsource_docs.rendering.word import Shell, render_shell, write_word
from backsource_docs.tree import Clause, Content, Contents, Document, Draft, Limb, Number, Part, Reference, Text

TEMPLATE = (Path(__file__).parents[1] / "templates" / "styles" / "contract.docx").read_bytes()
CLAUSES, SUBCLAUSES, LIMBS, REFERENCES = 150, 4, 3, 200
VOCABULARY = """
    the of and to in a or by shall any for that is it which with not be as this on party Supplier Customer Agreement
    Services notice under from at each time within Exit Plan provide all such reasonable other its cost data assets
    staff transfer period charges before after written where including information without request performance
    obligations terminate date business days records systems function replacement assist continue agreed prior
    consent law regulator confidential liability licence intellectual property schedule invoice payment dispute
"""
COVER = {
    "title": "Outsourcing Agreement",
    "short_title": "Outsourcing Agreement",
    "reference": "BENCH/1",
    "version": "1",
    "date": "14 May 2026",
    "date_iso": "2026-05-14",
    "status_line": "Draft",
    "parties": [{"name": "Acme Retail plc", "role": "Customer"}, {"name": "Borealis GmbH", "role": "Supplier"}],
}
LOOP = (
    "{%p for line in lines %}",
    "{%p if line.level == 1 %}",
    "heading 1",
    "{%p elif line.level == 2 %}",
    "Clause Level 2",
    "{%p else %}",
    "Clause Level 3",
    "{%p endif %}",
    "{%p endfor %}",
)


def sample(*, contents: bool) -> Document:
    """The contract: each clause with four sub-clauses, each of these with a lead-in and limbs."""
    numbers: dict[str, Number] = {}
    clauses = tuple(_clause(place, numbers) for place in range(1, CLAUSES + 1))
    parts = (Part("terms", "", "clauses", clauses, new_page=True),)
    if contents:
        parts = (Part("contents", "Contents", "none", (Contents(),)), *parts)
    return Document(Draft("bench", "Outsourcing Agreement", "contract", "contract", "en_GB", parts, {}, COVER), numbers)


def prose(seed: int) -> str:
    """A sentence of some twenty words, different for each seed, so that it is as hard to compress as a contract."""
    vocabulary = VOCABULARY.split()
    state, words = seed * 2_654_435_761 + 12_345, []
    for _ in range(15 + seed % 13):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        words.append(vocabulary[(state >> 12) % len(vocabulary)])
    return " ".join(words).capitalize()


def _clause(place: int, numbers: dict[str, Number]) -> Clause:
    key, title = f"clause-{place}", f"Exit duty number {place}"
    numbers[key] = Number(str(place), f"{place}.", 1, "clause", title, key=key)
    limbs = tuple(_subclause(key, place, index, title, numbers) for index in range(1, SUBCLAUSES + 1))
    return Clause(key, title, limbs)


def _subclause(key: str, place: int, index: int, title: str, numbers: dict[str, Number]) -> Limb:
    own = f"{key}/{index}"
    numbers[own] = Number(f"{place}.{index}", f"{place}.{index}", 2, "clause", title, key=own)
    limbs = []
    for count in range(1, (LIMBS if index == 1 else 0) + 1):
        letter = f"({chr(96 + count)})"
        numbers[f"{own}/{count}"] = Number(f"{place}.{index}{letter}", letter, 3, "clause", title, key=f"{own}/{count}")
        limbs.append(Limb((Text(f"{prose(place * 31 + index * 7 + count)};"),), key=f"{own}/{count}"))
    ordinal = (place - 1) * SUBCLAUSES + index
    refers = ordinal * REFERENCES // (CLAUSES * SUBCLAUSES) > (ordinal - 1) * REFERENCES // (CLAUSES * SUBCLAUSES)
    target = Reference(f"clause-{(place * 7) % CLAUSES + 1}/{index % SUBCLAUSES + 1}")
    words = prose(place * 1009 + index)
    content: Content = (Text(words), Text(", subject to "), target, Text(".")) if refers else (Text(f"{words}."),)
    return Limb(content, tuple(limbs), key=own)


def lines(document: Document) -> list[tuple[int, str]]:
    """The same words for the peers: the level and the text of each paragraph."""
    found: list[tuple[int, str]] = []
    for part in document.draft.parts:
        for block in part.blocks:
            if isinstance(block, Clause):
                found.append((1, block.title))
                found += _limb_lines(block.blocks, 2, document, block.key)
    return found


def _limb_lines(limbs: tuple[object, ...], level: int, document: Document, key: str) -> Iterator[tuple[int, str]]:
    for limb in limbs:
        if isinstance(limb, Limb):
            pieces = spelled(limb.content, document, key, "")
            yield level, "".join(map(_word, pieces))
            yield from _limb_lines(limb.children, level + 1, document, key)


def _word(piece: object) -> str:
    match piece:
        case str(text) | Text(text=text) | NumberPiece(label=text):
            return text
    raise ValueError(f"The sample has no {piece!r}.")


def with_python_docx(paragraphs: list[tuple[int, str]], template: bytes) -> bytes:
    opened = docx.Document(io.BytesIO(template))
    styles = {1: opened.styles["heading 1"], 2: opened.styles["Clause Level 2"], 3: opened.styles["Clause Level 3"]}
    for level, text in paragraphs:
        opened.add_paragraph(text, styles[level])
    return _saved(opened)


def with_docxtpl(paragraphs: list[dict[str, object]], template: bytes) -> bytes:
    opened = docxtpl.DocxTemplate(io.BytesIO(template))
    opened.render({"lines": paragraphs}, autoescape=True)
    return _saved(opened)


def _saved(opened: object) -> bytes:
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def plain_template(body: tuple[str, ...]) -> bytes:
    """The contract's template with this body, or none, and without tags on its cover, header and footer."""
    opened = docx.Document(io.BytesIO(TEMPLATE))
    for element in list(opened.element.body)[:-1]:
        opened.element.body.remove(element)
    for text in body:
        tagged = not text.startswith("{")
        opened.add_paragraph("{{ line.text }}" if tagged else text, opened.styles[text] if tagged else None)
    for section in opened.sections:
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = True
    return _saved(opened)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that the work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def main(rounds: int) -> None:
    document, with_contents = sample(contents=False), sample(contents=True)
    shell = render_shell(TEMPLATE, document.draft, {})
    paragraphs = lines(document)
    named = [{"level": level, "text": text} for level, text in paragraphs]
    bare, loop = plain_template(()), plain_template(LOOP)
    works: dict[str, Callable[[], object]] = {
        "write_word": lambda: write_word(document, shell, outgoing=True),
        "(with contents)": lambda: write_word(with_contents, shell, outgoing=True),
        "python-docx": lambda: with_python_docx(paragraphs, bare),
        "docxtpl": lambda: with_docxtpl(named, loop),
        "(the shell alone)": lambda: render_shell(TEMPLATE, document.draft, {}),
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(timed(work))
    _report(document, shell, paragraphs, taken)


def _report(document: Document, shell: Shell, paragraphs: list[tuple[int, str]], taken: dict[str, list[float]]) -> None:
    written = zipfile.ZipFile(io.BytesIO(write_word(document, shell, outgoing=True))).read("word/document.xml")
    count = sum(len(text.split()) for _, text in paragraphs)
    fields = written.count(b" REF bs_")
    say(f"{CLAUSES} clauses, {len(paragraphs):,} paragraphs, {count:,} words, {fields} references")
    ours = statistics.median(taken["write_word"])
    for name, times in taken.items():
        middle = statistics.median(times)
        say(f"{name:18} {middle:8.1f} ms   {middle / ours:6.1f} times ours   (fastest {min(times):.1f} ms)")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)

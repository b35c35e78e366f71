"""How many letters a second one process makes: ours, docxtpl, other tools where they are installed, and the floor.

A one-page letter in our own house style with twelve fields, a condition, a table that repeats a row, and a picture that
is not compressed further. Each is written to a file of a new name and hashed. The floor does what seems not to be left
out with the standard library: it joins ready pieces, deflates each part that changes, sums, writes and hashes; ours can
be below it, for it deflates long stretches without a tag once and hashes on from what all letters begin with.
docx-mailmerge knows neither conditions nor tables, so its letter is shorter. easy-template-x is measured where node
finds it: npm install --prefix FOLDER easy-template-x, then NODE_PATH=FOLDER/node_modules before this command.

Rounds are interleaved and medians compared. Times are those of the processor (user and system), so that other work on
the machine counts less; on a quiet one they are the clock's. No file is deleted before the end: beside many files just
deleted ext4 is twenty times slower.
Run from the top of the repository: python bench/letters.py [letters] [rounds]
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import docxtpl
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from backsource_docs.letters import squeezing
from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.spreading import lay_apart
from backsource_docs.mailing import letter_template
from backsource_docs.rendering.word.package import end_record, headers, pack

ROOT = Path(__file__).parents[1]
DEAL = ROOT / "examples" / "homecoming" / "deal.yaml"
FIELDS = [f"field_{number}" for number in range(12)]
BODY = "word/document.xml"
SCRIPT = Path(__file__).with_name("easy_template.cjs")
INSTALLED = squeezing.QUICKEST
Values = Mapping[str, object]


class Way(NamedTuple):
    """How a tool makes a letter and how its hash is reckoned, what deflates, and the share of letters of a round."""

    make: Callable[[Values], bytes]
    hash: Callable[[bytes], str]
    squeezer: Any = zlib
    share: float = 1


def hashed(letter: bytes) -> str:
    return hashlib.sha256(letter).hexdigest()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def merge_field(name: str) -> str:
    return f'<w:p><w:fldSimple w:instr=" MERGEFIELD {name} "><w:r><w:t>{name}</w:t></w:r></w:fldSimple></w:p>'


def with_body(template: bytes, more: str, plain: bool = False) -> bytes:
    """The template with more paragraphs at its end and a picture among its parts; `plain`: its own tags left out."""
    out = io.BytesIO()
    noise = random.Random(1).randbytes(30_000)
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            part = source.read(name)
            if name == BODY:
                text = part.decode()
                text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "x", text) if plain else text
                part = text.replace("<w:sectPr>", f"{more}<w:sectPr>", 1).encode()
            if name == "[Content_Types].xml":
                part = part.replace(b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>')
            made.writestr(name, part)
        made.writestr("word/media/picture.png", noise)
    return out.getvalue()


def letter_body() -> str:
    """Twelve fields, a condition and a table of three rows, with docxtpl's tags."""
    fields = "".join(paragraph(f"What we know of it is {{{{ {name} }}}}, and we will write again.") for name in FIELDS)
    condition = paragraph("{%p if field_0 %}") + paragraph("You asked for {{ field_0 }}.") + paragraph("{%p endif %}")
    rows = [
        ("{%tr for row in rows %}", ""),
        ("{{ row.item }}", "{{ row.sum }}"),
        ("{%tr endfor %}", ""),
    ]
    return with_table(fields + condition, rows)


def easy_body() -> str:
    """The same with the tags of easy-template-x."""
    fields = "".join(paragraph(f"What we know of it is {{{name}}}, and we will write again.") for name in FIELDS)
    condition = paragraph("{#asked}") + paragraph("You asked for {field_0}.") + paragraph("{/asked}")
    return with_table(fields + condition, [("{#rows}{item}", "{sum}{/rows}")])


def with_table(words: str, rows: Iterable[tuple[str, str]]) -> str:
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    made = "".join(f"<w:tr>{''.join(cell(paragraph(text)) for text in row)}</w:tr>" for row in rows)
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return f"{words}<w:tbl><w:tblPr/>{grid}{made}</w:tbl>"


def readers(count: int) -> list[Values]:
    return [
        {
            "name": f"Ann Bell {number}",
            "salutation": f"Dear Ann Bell {number}",
            "address_lines": [f"{number} Quay", "Bath BA1 4XX"],
            "asked": True,
            "rows": [{"item": f"Item {row} & more", "sum": str(row * number)} for row in range(3)],
            **{name: f"value {number} of {name}" for name in FIELDS},
        }
        for number in range(count)
    ]


def by_docxtpl(template: bytes) -> Callable[[Values], bytes]:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)

    def make(values: Values) -> bytes:
        opened = docxtpl.DocxTemplate(io.BytesIO(template))
        opened.render(dict(values), environment, autoescape=True)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()

    return make


def by_mailmerge(template: bytes) -> Callable[[Values], bytes]:
    from mailmerge import MailMerge

    def make(values: Values) -> bytes:
        out = io.BytesIO()
        with MailMerge(io.BytesIO(template)) as opened:
            opened.merge(**{name: str(values[name]) for name in FIELDS})
            opened.write(out)
        return out.getvalue()

    return make


def floor(letter: bytes, level: int) -> Callable[[Values], bytes]:
    """The letter with its twelve fields put between ready pieces of its body; all other parts are ready bytes."""
    with zipfile.ZipFile(io.BytesIO(letter)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    pieces = re.split("|".join(f"value 0 of {name}(?![0-9])" for name in FIELDS), parts.pop(BODY).decode())
    start, entries = b"", b""
    for name, part in parts.items():
        packed = pack(part, 6)
        local, central = headers(name.encode(), packed, len(start))
        start, entries = start + local + packed.deflated, entries + central
    names = [*FIELDS, FIELDS[0]][: len(pieces) - 1]

    def make(values: Values) -> bytes:
        given = [*(str(values[name]) for name in names), ""]
        words = [text for pair in zip(pieces, given, strict=True) for text in pair]
        packed = pack("".join(words).encode(), level)
        local, central = headers(BODY.encode(), packed, len(start))
        size = len(start) + len(local) + len(packed.deflated)
        end = end_record(len(parts) + 1, len(entries) + len(central), size)
        return b"".join([start, local, packed.deflated, entries, central, end])

    return make


def timed(way: Way, people: Sequence[Values], folder: Path | None) -> float:
    """Seconds of the processor for each letter, made, hashed and, with a folder, written to a new file."""
    squeezing.QUICKEST = way.squeezer
    began = time.process_time()
    for number, values in enumerate(people):
        content = way.make(values)
        if folder:
            place = os.open(f"{folder}/{number}.docx", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            os.write(place, content)
            os.close(place)
        way.hash(content)
    return (time.process_time() - began) / len(people)


def timed_in_node(template: Path, people: Sequence[Values], folder: Path | None) -> float:
    """The same for easy-template-x, as its own process tells it."""
    command = ["node", str(SCRIPT), str(template), *([str(folder)] if folder else [])]
    done = subprocess.run(command, input=json.dumps(people), capture_output=True, text=True, check=True)
    return float(done.stdout)


def has_easy_template() -> bool:
    """Whether node is here and finds easy-template-x."""
    if shutil.which("node") is None:
        return False
    tried = subprocess.run(["node", "-e", "require('easy-template-x')"], capture_output=True, check=False)
    return tried.returncode == 0


def ways_of(base: bytes) -> dict[str, Way]:
    """Each way in one process of ours, with the share of the letters that it makes in a round: the slow ones fewer."""
    template = with_body(base, letter_body())
    compiled, found = compile_template(template, "bench")
    assert compiled, found
    made = {"docxtpl": Way(by_docxtpl(template), hashed, share=0.02)}
    if importlib.util.find_spec("mailmerge"):
        plain = with_body(base, "".join(map(merge_field, FIELDS)), plain=True)
        made["docx-mailmerge"] = Way(by_mailmerge(plain), hashed, share=0.05)
    for level in (6, 1):
        merger = Merger(compiled, level)
        made[f"ours, level {level}"] = Way(merger.letter, lambda letter, merger=merger: merger.sums(letter)[0])
        made[f"floor, level {level}"] = Way(floor(merger.letter(readers(1)[0]), level), hashed)
    if INSTALLED is not zlib:
        merger = Merger(compiled, 1)
        made["ours, isal"] = Way(merger.letter, lambda letter: merger.sums(letter)[0], INSTALLED)
    return made


def measured(room: Path, people: Sequence[Values], rounds: int) -> dict[tuple[str, bool], float]:
    """The median seconds a letter of each way, for letters written to files and for letters kept in memory."""
    base, findings = letter_template(DEAL, "letter-customers")
    assert base, findings
    ways = ways_of(base)
    braced = room / "easy-template-x.docx"
    braced.write_bytes(with_body(base, easy_body(), plain=True))
    node = has_easy_template()
    times: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for turn, written in product(range(rounds), (True, False)):
        for name in [*ways, *(["easy-template-x"] if node else [])]:
            folder = room / f"{name}-{turn}" if written else None
            if folder:
                folder.mkdir()
            way = ways.get(name)
            some = people[: max(int(len(people) * (way.share if way else 0.2)), 5)]
            times[name, written].append(timed(way, some, folder) if way else timed_in_node(braced, some, folder))
    return {key: statistics.median(found) for key, found in times.items()}


def main(count: int, rounds: int) -> None:
    """Prints the medians and the ratios that the project set itself, for files and for letters kept in memory."""
    with tempfile.TemporaryDirectory() as room:
        lay_apart(Path(room))
        medians = measured(Path(room), readers(count), rounds)
    for written in (True, False):
        print("written to files:" if written else "kept in memory:")
        report({name: median for (name, on_disk), median in medians.items() if on_disk is written})
    for tool, names in (("docx-mailmerge", "pip"), ("easy-template-x", "npm"), ("ours, isal", "pip")):
        if (tool, True) not in medians:
            print(f"{tool} is left out: it is not installed ({names}).")


def report(medians: Mapping[str, float]) -> None:
    """Prints each way beside docxtpl, and how far the goals are met."""
    slow = medians["docxtpl"]
    for name, median in medians.items():
        print(f"  {name:16} {median * 1e6:8.0f} µs a letter {1 / median:8.0f}/s {slow / median:7.1f} times docxtpl")
    for way, goal in (("level 6", 60), ("level 1", 80), ("isal", 110)):
        if f"ours, {way}" in medians:
            print(f"  {way}: {slow / medians[f'ours, {way}']:.0f} times docxtpl (goal: at least {goal})")
    for level in (6, 1):
        ratio = medians[f"ours, level {level}"] / medians[f"floor, level {level}"]
        print(f"  level {level}: {ratio:.2f} times the floor (goal: at most 1.5)")
    if "easy-template-x" in medians:
        ratio = medians["easy-template-x"] / medians["ours, level 1"]
        print(f"  level 1: {ratio:.0f} times easy-template-x (goal: at least 20)")


if __name__ == "__main__":
    asked = [int(given) for given in sys.argv[1:3]]
    main(*asked, *(1000, 5)[len(asked) :])

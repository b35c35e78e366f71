"""How many letters a second one process makes: ours, docxtpl, docx-mailmerge if it is installed, and the floor.

A one-page letter in our own house style with twelve fields, a condition, a table that repeats a row, and a picture that
is not compressed further. Each is written to a file of a new name and hashed. The floor does only what cannot be left
out with the standard library: it joins ready pieces, deflates, sums, writes and hashes. docx-mailmerge knows neither
conditions nor tables, so its letter is shorter. Rounds are interleaved and medians compared. Times are those of the
processor (user and system), so that other work on the machine counts less; on a quiet one they are the clock's.
Run from the top of the repository: python bench/letters.py [letters] [rounds]
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import random
import re
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docxtpl
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.merging import Merger
from backsource_docs.mailing import letter_template
from backsource_docs.rendering.word.package import end_record, headers, pack

ROOT = Path(__file__).parents[1]
DEAL = ROOT / "examples" / "homecoming" / "deal.yaml"
FIELDS = [f"field_{number}" for number in range(12)]
BODY = "word/document.xml"
Values = Mapping[str, object]


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
    """Twelve fields, a condition and a table of three rows."""
    fields = "".join(paragraph(f"What we know of it is {{{{ {name} }}}}, and we will write again.") for name in FIELDS)
    condition = paragraph("{%p if field_0 %}") + paragraph("You asked for {{ field_0 }}.") + paragraph("{%p endif %}")
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    rows = [
        ("{%tr for row in rows %}", ""),
        ("{{ row.item }}", "{{ row.sum }}"),
        ("{%tr endfor %}", ""),
    ]
    made = "".join(f"<w:tr>{''.join(cell(paragraph(text)) for text in row)}</w:tr>" for row in rows)
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return f"{fields}{condition}<w:tbl><w:tblPr/>{grid}{made}</w:tbl>"


def readers(count: int) -> list[Values]:
    return [
        {
            "name": f"Ann Bell {number}",
            "salutation": f"Dear Ann Bell {number}",
            "address_lines": [f"{number} Quay", "Bath BA1 4XX"],
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


def timed(make: Callable[[Values], bytes], people: list[Values], folder: Path | None) -> float:
    """Seconds of the processor for each letter, made, hashed and, with a folder, written to a new file."""
    began = time.process_time()
    for number, values in enumerate(people):
        content = make(values)
        if folder:
            place = os.open(f"{folder}/{number}.docx", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            os.write(place, content)
            os.close(place)
        hashlib.sha256(content).hexdigest()
    return (time.process_time() - began) / len(people)


def makers() -> dict[str, tuple[Callable[[Values], bytes], float]]:
    """Each way with the share of the letters that it makes in a round: the slow ones fewer."""
    base, findings = letter_template(DEAL, "letter-customers")
    assert base, findings
    template = with_body(base, letter_body())
    compiled, found = compile_template(template, "bench")
    assert compiled, found
    people = readers(1)
    made: dict[str, tuple[Callable[[Values], bytes], float]] = {"docxtpl": (by_docxtpl(template), 0.02)}
    if importlib.util.find_spec("mailmerge"):
        plain = with_body(base, "".join(map(merge_field, FIELDS)), plain=True)
        made["docx-mailmerge"] = (by_mailmerge(plain), 0.05)
    for level in (6, 1):
        merger = Merger(compiled, level)
        made[f"ours, level {level}"] = (merger.letter, 1)
        made[f"floor, level {level}"] = (floor(merger.letter(people[0]), level), 1)
    return made


def main(count: int, rounds: int) -> None:
    """Prints the medians and the ratios that the project set itself, for files and for letters kept in memory."""
    people, ways = readers(count), makers()
    times: dict[tuple[str, bool], list[float]] = {(name, written): [] for written in (True, False) for name in ways}
    for _ in range(rounds):
        for name, written in times:
            make, share = ways[name]
            with tempfile.TemporaryDirectory() as folder:
                some = people[: max(int(count * share), 5)]
                times[name, written].append(timed(make, some, Path(folder) if written else None))
    medians = {key: statistics.median(found) for key, found in times.items()}
    for written in (True, False):
        print("written to files:" if written else "kept in memory:")
        report({name: median for (name, on_disk), median in medians.items() if on_disk is written})


def report(medians: Mapping[str, float]) -> None:
    slow = medians["docxtpl"]
    for name, median in medians.items():
        print(f"  {name:16} {median * 1e6:8.0f} µs a letter {1 / median:8.0f}/s {slow / median:7.1f} times docxtpl")
    for level, goal in ((6, 60), (1, 80)):
        ours, least = medians[f"ours, level {level}"], medians[f"floor, level {level}"]
        print(
            f"  level {level}: {slow / ours:.0f} times docxtpl (goal: at least {goal}), "
            f"{ours / least:.2f} times the floor (goal: at most 1.5)"
        )


if __name__ == "__main__":
    asked = [int(given) for given in sys.argv[1:3]]
    main(*asked, *(1000, 5)[len(asked) :])

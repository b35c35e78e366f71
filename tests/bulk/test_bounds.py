"""No template works without end, and none makes a text without end of the little that a recipient has."""

from __future__ import annotations

import resource
import time

import pytest
from word_templates import paragraph, parts_of, with_parts, word_file, words_in

from backsource_docs.letters import trials
from backsource_docs.letters.bounds import LONGEST_PART
from backsource_docs.letters.compiling import compile_template, shared_sandbox
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.merging import Merger

VALUES = {"name": "Ann Bell" * 100, "rows": [{"item": "a"}, {"item": "b"}], "number": 7}


def letter(body: str) -> bytes:
    compiled, findings = compile_template(word_file(paragraph(body)), "x")
    assert compiled, findings
    return Merger(compiled).letter(VALUES)


def doubled(times: int, of: str, into: str) -> str:
    """A text or list doubled again and again: a0, a1 of a0 twice, a2 of a1 twice."""
    steps = (into.replace("NEW", f"a{one + 1}").replace("OLD", f"a{one}") for one in range(times))
    return f"{{% set a0 = {of} %}}" + "".join(steps)


@pytest.mark.parametrize(
    "hostile",
    [
        doubled(40, "name", "{% set NEW = OLD ~ OLD %}"),
        doubled(40, "name", "{% set NEW = OLD + OLD %}"),
        doubled(40, "name", "{% set NEW %}{{ OLD }}{{ OLD }}{% endset %}"),
        doubled(40, "name", "{% set NEW = '%s%s'|format(OLD, OLD) %}"),
        doubled(40, "name", "{% set NEW = '%s%s' % (OLD, OLD) %}"),
        doubled(40, "name", "{% set NEW = '{0}{0}'.format(OLD) %}"),
        doubled(40, "name", "{% set NEW = [OLD, OLD]|join %}"),
        doubled(40, "name", "{% set NEW = OLD|replace('A', 'AA') %}"),
        doubled(40, "name", "{% set NEW = OLD.replace('A', OLD) %}"),
        doubled(40, "name", "{% set NEW = OLD.join([OLD, OLD, OLD]) %}"),
        doubled(40, "name", "{% set NEW %}{% filter replace('A', 'AAA') %}{{ OLD }}{% endfilter %}{% endset %}"),
        doubled(40, "[name]", "{% set NEW = [OLD, OLD] %}") + "{{ a40 }}",
        doubled(40, "[name]", "{% set NEW = {1: OLD, 2: OLD} %}") + "{{ a40|tojson }}",
        doubled(3, "name", "{% set NEW = OLD|replace('A', OLD) %}") + "{{ a3|replace('A', a3) }}",
        "{% set big = name|replace('A', name) %}{{ big|map('replace', 'A', big)|join }}",
        "{% for each in range(1000) %}{{ name|replace('A', name) }}{% endfor %}",
        "{% set all %}{% for each in range(1000) %}{{ name|replace('A', name) }}{% endfor %}{% endset %}",
        "{% for each in range(1000) %}{% for other in range(1000) %}{% endfor %}{% endfor %}",
        "{% block a0 %}x{% endblock %}"
        + "".join(f"{{% block a{one + 1} %}}{f'{{{{ self.a{one}() }}}}' * 2}{{% endblock %}}" for one in range(25)),
        "{{ rows|batch(100000000, 'x')|list }}",
        "{{ rows|slice(100000000)|list }}",
        "{{ rows|tojson(indent=100000000) }}",
        "{{ name|wordwrap(1, wrapstring=name) }}{{ name|replace('A', name)|wordwrap(1, wrapstring=name) }}",
        "{{ number.to_bytes(1000000000, 'big') }}",
        "{{ name.translate({65: name}) }}",
        "{{ name * 1000 }}",
        "{{ 'x'.ljust(100000000) }}",
    ],
)  # fmt: skip
def test_what_doubles_a_text_again_and_again_is_stopped_at_once(hostile: str) -> None:
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(Unmergeable, match=r"larger than|longer than|prints more|run more than|at most|numbers|unsafe"):
        letter(hostile)
    assert time.process_time() - began < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kB


@pytest.mark.parametrize(
    ("harmless", "words"),
    [
        ("{% set both = rows[0].item ~ ', ' ~ rows[1].item %}{{ both }}", "a, b"),
        ("{{ rows|map(attribute='item')|join(' and ') }}", "a and b"),
        ("{% for pair in rows|batch(2) %}{% for one in pair %}{{ one.item }}{% endfor %}{% endfor %}", "ab"),
        ("{% for part in rows|slice(2) %}{{ part|length }}{% endfor %}", "11"),
        ("{% macro said(word) %}({{ word }}){% endmacro %}{{ said('x') }}{{ said(number) }}", "(x)(7)"),
        ("{% set twice %}{{ number }}{{ number }}{% endset %}{{ twice }}", "77"),
        ("{% filter upper %}so {{ rows[0].item }}{% endfilter %}", "SO A"),
        ("{% macro around() %}({{ caller() }}){% endmacro %}{% call around() %}{{ number }}{% endcall %}", "(7)"),
        ("{{ '%.2f'|format(number) }} {{ 'a-b'.replace('-', '+') }} {{ '{:>3}'.format(number) }}", "7.00 a+b   7"),
        ("{% for key, value in {'a': 1}.items() %}{{ key }}{{ value }}{% endfor %}", "a1"),
        ("{% for one in rows if one.item != 'a' %}{{ loop.index }}{{ one.item }}{% else %}none{% endfor %}", "1b"),
        ("{% block end %}{{ number + 1 }}{% endblock %}", "8"),
        ("{{ rows|tojson }}", '[{"item": "a"}, {"item": "b"}]'),
    ],
)
def test_ordinary_letters_that_reckon_print_as_jinja_prints_them(harmless: str, words: str) -> None:
    made = parts_of(letter(harmless))["word/document.xml"]
    assert "".join(words_in(made)) == words
    compiled, _ = compile_template(word_file(paragraph(harmless)), "x")
    assert compiled
    plain = shared_sandbox().from_string(compiled.stories[0].source).render(VALUES)
    assert made.decode() == plain


def test_a_loop_over_a_long_text_is_stopped_where_the_letter_grows_too_long() -> None:
    body = "{% for sign in name %}" + "word " * 6_000 + "{% endfor %}"
    with pytest.raises(Unmergeable, match=f"longer than {LONGEST_PART:,} letters, in the body"):
        letter(body)


def test_a_template_that_only_docxtpl_can_fill_must_not_multiply() -> None:
    word = word_file(paragraph("{% set a = name ~ name %}{{ a }}"))
    text = parts_of(word)["word/document.xml"].decode().replace("UTF-8", "UTF-16")
    compiled, findings = compile_template(with_parts(word, {"word/document.xml": text.encode("utf-16")}), "x.docx")
    assert compiled is None
    assert "bounded in UTF-8 parts only" in findings[0].message


def in_loops(over: str, depth: int, inside: str) -> str:
    return "{% for each in OVER %}".replace("OVER", over) * depth + inside + "{% endfor %}" * depth


@pytest.mark.parametrize(
    "hostile",
    [
        in_loops("range(1000)", 3, ""),
        in_loops("name", 4, "x"),
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% for a in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    ],
)
def test_a_template_that_multiplies_its_work_is_stopped(hostile: str) -> None:
    compiled, findings = compile_template(word_file(paragraph(hostile)), "x")
    assert compiled, findings
    assert not trials.cannot_fail(compiled)
    with pytest.raises(ValueError, match=r"run more than|call each other"):
        Merger(compiled).letter({"name": "x" * 100})


def test_loops_of_an_ordinary_letter_are_not_stopped() -> None:
    body = "{% for row in rows %}{% for item in row %}{{ item }}{% endfor %}{% endfor %}"
    compiled, _ = compile_template(word_file(paragraph(body)), "x")
    assert compiled
    rows = [["a"] * 50] * 50
    for _ in range(3):
        content = Merger(compiled).letter({"rows": rows})
        assert next(words_in(parts_of(content)["word/document.xml"])) == "a" * 2_500

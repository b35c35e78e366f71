"""Stretches deflated beforehand join with what is deflated for a letter to what they would be if deflated in one go."""

from __future__ import annotations

import hashlib
import importlib.util
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some
from word_templates import paragraph, parts_of, word_file

from backsource_docs.letters import squeezing
from backsource_docs.letters.compiling import compile_template, shared_sandbox
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.squeezing import squeezed_part, squeezer_name
from backsource_docs.letters.stretches import joined_pieces, ready_stretches
from backsource_docs.rendering.word.package import Packed

LONG, OTHER = "<w:p>Dear all</w:p>" * 40, "“quoted” <w:p/>" * 90
READY = ready_stretches(shared_sandbox().parse(f"{LONG}{{{{ a }}}}{OTHER}{{{{ b }}}}short"))
SQUEEZERS = [zlib, *([squeezing.QUICKEST] if squeezing.QUICKEST is not zlib else [])]


def inflated(packed: Packed) -> bytes:
    inflating = zlib.decompressobj(-15)
    text = inflating.decompress(packed.deflated) + inflating.flush()
    assert inflating.eof and not inflating.unused_data
    return text


@pytest.fixture(params=SQUEEZERS)
def squeezer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(squeezing, "QUICKEST", request.param)
    return request.param


def test_only_long_stretches_between_tags_are_ready() -> None:
    assert set(READY) == {LONG, OTHER}


printable = some.characters(exclude_categories=["Cs", "Cc"])


@given(
    some.lists(some.sampled_from([LONG, OTHER]) | some.text(printable, max_size=90), max_size=12), some.integers(1, 9)
)
def test_pieces_in_any_order_inflate_to_what_they_say(pieces: Sequence[str], level: int) -> None:
    packed = joined_pieces(pieces, READY, level)
    plain = "".join(pieces).encode()
    assert packed is not None
    assert inflated(packed) == plain
    assert (packed.size, packed.crc) == (len(plain), zlib.crc32(plain))


@pytest.mark.parametrize("mark", ["\n", "\t", "\a", "\x00"])
def test_what_needs_a_slow_step_is_left_to_it(mark: str) -> None:
    assert joined_pieces([LONG, f"a{mark}b"], READY, 1) is None
    assert joined_pieces([LONG, "a b"], READY, 1) is not None


@pytest.mark.parametrize("level", [1, 6])
def test_a_letter_is_the_same_whatever_was_made_before_it(squeezer: object, level: int) -> None:
    compiled, _ = compile_template(word_file(paragraph("x" * 600 + "{{ name }}" + "y" * 900 + "{{ name }}")), "x")
    assert compiled
    used = Merger(compiled, level)
    for name in ("A", "B" * 300, "C & D"):
        made = used.letter({"name": name})
        assert made == Merger(compiled, level).letter({"name": name})
        assert b"C &amp; D" in parts_of(made)["word/document.xml"] or name != "C & D"


def test_the_sums_of_a_letter_are_those_of_its_bytes() -> None:
    compiled, _ = compile_template(word_file(paragraph("Dear {{ name }}")), "x")
    assert compiled
    merger = Merger(compiled)
    for content in (merger.letter({"name": "Ann"}), b"another file", b""):
        assert merger.sums(content) == (hashlib.sha256(content).hexdigest(), zlib.crc32(content))


def test_level_one_is_the_quickest_that_is_installed_and_all_others_are_zlib(squeezer: object) -> None:
    assert squeezer_name(1) == ("zlib" if squeezer is zlib else "isal")
    assert squeezer_name(2) == squeezer_name(9) == "zlib"
    part = LONG.encode() * 5
    assert inflated(squeezed_part(part, 1)) == inflated(squeezed_part(part, 9)) == part


@pytest.mark.extra
@pytest.mark.skipif(not importlib.util.find_spec("isal"), reason="needs isal")
def test_isal_deflates_level_one_where_it_is_installed() -> None:
    assert squeezer_name(1) == "isal"

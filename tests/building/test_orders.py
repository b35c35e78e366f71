"""What a document is written from comes whole to whoever writes it: the same bytes, wherever it is written."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from backsource_docs.building import assemble
from backsource_docs.deal.reading import read_deal
from backsource_docs.opening import open_library
from backsource_docs.packing import Order, order_for
from backsource_docs.parcel import Writer, parcel_of
from backsource_docs.wanting import Wishes

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("deal", ["homecoming", "harbour", "nordlicht", "civic", "rescue", "minimal"])
@pytest.mark.parametrize("outgoing", [False, True])
def test_an_order_is_the_same_after_its_journey(deal: str, outgoing: bool) -> None:
    path = EXAMPLES / deal / "deal.yaml"
    file, _ = read_deal(path.read_bytes(), str(path))
    library, _ = open_library()
    assert file and library and file.deal.as_of
    for made in assemble(file, library, file.deal.as_of, Wishes(outgoing=outgoing)).made:
        order = order_for(made, library, b"<manifest/>", outgoing=outgoing)
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(order), type=Order) == order


def test_documents_have_the_same_bytes_written_beside_and_here() -> None:
    path = EXAMPLES / "minimal" / "deal.yaml"
    file, _ = read_deal(path.read_bytes(), str(path))
    library, _ = open_library()
    assert file and library and file.deal.as_of
    with Writer("1", outgoing=False) as writer:
        assembly = assemble(file, library, file.deal.as_of, Wishes(), writer.take)
        beside = writer.parcel()
    here = parcel_of(assembly, "1", outgoing=False)
    assert beside.contents == here.contents and beside.blanks == here.blanks

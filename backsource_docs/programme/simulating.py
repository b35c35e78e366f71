"""Many runs of a timetable, each with lengths of its own between the shortest and the longest."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

import numpy
from msgspec import Struct

from backsource_docs.planning.critical import Linked, linked, place
from backsource_docs.planning.placing import Placing
from backsource_docs.planning.scheduling import Network
from backsource_docs.programme.many_days import Days, ManyDays

__all__ = ["Simulation", "ThreePoints", "simulated"]

_MARGIN = 800
ThreePoints = tuple[int, int, int]


class Simulation(Struct, frozen=True):
    """All runs: the days of each activity by its id, and the lengths of those that differ from run to run."""

    net: Linked
    plan: Placing[Days]
    lengths: Mapping[str, Days]

    def last(self, names: Iterable[str]) -> Days:
        """The last day of those activities in each run."""
        ends = numpy.broadcast_arrays(*(self.plan.finishes[name] for name in names))
        return numpy.asarray(numpy.maximum.reduce(ends))

    def critical_to(self, names: Iterable[str]) -> Mapping[str, float]:
        """For each activity the share of the runs in which it lies on the chain that sets the last day of those."""
        wanted = list(names)
        end = self.last(wanted)
        found: dict[str, Days] = {name: self.plan.finishes[name] == end for name in wanted}
        for name in reversed(self.net.order):
            if name in found:
                self._trace(name, found)
        return {name: float(numpy.mean(runs)) for name, runs in found.items()}

    def _trace(self, name: str, found: dict[str, Days]) -> None:
        """Marks what sets the start of the activity, or the end with which it ends, in the runs in which it counts."""
        activity = self.net.network[name]
        for link in activity.links:
            binding = found[name] & (self.plan.bound_of(activity, link) >= self.plan.starts[name])
            found[link.predecessor] = found.get(link.predecessor, numpy.asarray(False)) | binding
        for other in activity.along:
            binding = found[name] & (self.plan.finishes[other] == self.plan.finishes[name])
            found[other] = found.get(other, numpy.asarray(False)) | binding


def simulated(network: Network, points: Mapping[str, ThreePoints], runs: int, seed: int) -> Simulation:
    """So many runs; `points` are the shortest, likely and longest lengths in business days, by the id of the activity.

    Each activity draws from a triangle over its three points, by a stream of its own that hangs on the seed and its id
    alone: a task more or less leaves the draws of all others as they were.
    """
    net = linked(network.activities)
    lengths = {name: _drawn(name, three, runs, seed) for name, three in points.items() if name in net.network}
    soonest, latest = _bounds(network, net, points)
    days = {name: ManyDays(tables, soonest, latest) for name, tables in network.days.items()}
    plan = Placing[Days](days, network.first.toordinal(), lengths)
    place(plan, net)
    return Simulation(net, plan, lengths)


def _drawn(name: str, points: ThreePoints, runs: int, seed: int) -> Days:
    """Whole business days by the inverse of the triangle's distribution, the same wherever they are drawn."""
    shortest, likely, longest = sorted(points)
    spread = longest - shortest
    if not spread:
        return numpy.full(runs, likely)
    stream = numpy.random.PCG64(numpy.random.SeedSequence([seed, zlib.crc32(name.encode())]))
    chance = numpy.random.Generator(stream).random(runs)
    rising = numpy.sqrt(chance * spread * (likely - shortest))
    falling = numpy.sqrt((1 - chance) * spread * (longest - likely))
    drawn = numpy.where(chance * spread < likely - shortest, shortest + rising, longest - falling)
    return numpy.rint(drawn).astype(numpy.int64)


def _bounds(network: Network, net: Linked, points: Mapping[str, ThreePoints]) -> tuple[int, int]:
    """Days before and after all that any run can reach."""
    days = []
    for amounts in ({name: min(three) for name, three in points.items()}, {n: max(p) for n, p in points.items()}):
        plan = Placing[int](network.days, network.first.toordinal(), amounts)
        place(plan, net)
        days += [*plan.starts.values(), *plan.finishes.values()]
    return min(days) - _MARGIN, max(days) + _MARGIN

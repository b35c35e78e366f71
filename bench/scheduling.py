"""How long it takes to schedule: ours beside networkx, and many runs at once beside the same runs one after the other.

networkx finds the longest path alone, in plain numbers; ours gives early and late dates on business days, total and
free slack, and what drives each task. Rounds are interleaved and medians compared:
`python bench/scheduling.py [ROUNDS]`.
"""

from __future__ import annotations

import datetime
import random
import statistics
import sys
import time
from collections.abc import Callable

import networkx

from backsource_docs.planning.calendar import calendar_of
from backsource_docs.planning.critical import computed
from backsource_docs.planning.network import Activity, Link
from backsource_docs.planning.scheduling import Network
from backsource_docs.planning.workdays import workdays_of
from backsource_docs.programme.simulating import simulated
from backsource_docs.values import Period

TASKS, RUN_TASKS, RUNS = 5_000, 100, 10_000
FLOOR = datetime.date(2028, 1, 17)
CALENDAR = calendar_of("england-and-wales")


def network(size: int) -> list[Activity]:
    """Tasks that each wait for two of the 400 before them."""
    chance = random.Random(1)
    tasks = []
    for number in range(size):
        before = {chance.randrange(max(0, number - 400), number) for _ in range(2)} if number else set()
        length = Period(chance.randint(1, 20), "business day")
        tasks.append(Activity(f"t{number}", length, tuple(Link(f"t{other}") for other in sorted(before))))
    return tasks


def main(rounds: int) -> None:
    """Prints the medians, the goals and the ratios."""
    tasks, few = network(TASKS), network(RUN_TASKS)
    days = {"": workdays_of(CALENDAR)}
    plan = Network(tuple(few), {}, {"": CALENDAR}, FLOOR)
    points = {one.id: (max(1, one.length.amount // 2), one.length.amount, 2 * one.length.amount) for one in few}
    medians = measured(
        {
            "ours": lambda: computed(tasks, days, FLOOR.toordinal()),
            "networkx": lambda: longest_path(tasks),
            "runs": lambda: simulated(plan, points, RUNS, 1),
            "one run": lambda: computed(few, days, FLOOR.toordinal()),
        },
        rounds,
    )
    ours, peer, runs, single = medians.values()
    print(f"{TASKS:,} tasks with dates, slack and drivers {ours:8.3f} s (goal: at most 0.2 s)")
    print(f"{TASKS:,} tasks, networkx longest path alone  {peer:8.3f} s ({ours / peer:.1f} times as long: ours)")
    print(f"{RUNS:,} runs of {RUN_TASKS} tasks               {runs:8.3f} s (goal: at most 1 s)")
    print(
        f"the same runs one by one would take       {single * RUNS:8.1f} s ({single * RUNS / runs:,.0f} times as long)"
    )


def longest_path(tasks: list[Activity]) -> int:
    """The length of the plan in business days, as networkx finds it."""
    graph = networkx.DiGraph()
    for one in tasks:
        graph.add_edge("start", one.id, weight=0)
        graph.add_edge(one.id, "end", weight=one.length.amount)
    lengths = {one.id: one.length.amount for one in tasks}
    for one in tasks:
        for link in one.links:
            graph.add_edge(link.predecessor, one.id, weight=lengths[link.predecessor])
    return int(networkx.dag_longest_path_length(graph))


def measured(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            began = time.perf_counter()
            job()
            if number:
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(values) for name, values in times.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)

"""Throughput and latency by how many calls are in flight: what `plot.py` draws."""
import statistics

from rows import timed
from sessions import get_order

WINDOWS = [1, 2, 4, 8, 16, 32, 64, 128, 256]
FIGURES = ("perSecond", "p50", "p90", "p99", "processorTime")


def measure(bench, options):
    """Each point is the median of all rounds, each in a fresh process."""
    points = {server.name: {window: [] for window in WINDOWS} for server in bench.servers}
    for turn in range(options.rounds):
        for place, window in enumerate(WINDOWS):
            for server in bench.in_turn(turn + place):
                points[server.name][window].append(point(bench, server, window))
    return {"window": {
        name: [median(window, rounds) for window, rounds in windows.items()] for name, windows in points.items()}}


def point(bench, server, window):
    with bench.session(server) as session:
        session.shake_hands()
        return timed(session, get_order(), window)


def median(window, rounds):
    return {"window": window, **{figure: statistics.median(one[figure] for one in rounds) for figure in FIGURES}}

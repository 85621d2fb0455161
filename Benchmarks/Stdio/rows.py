"""What is measured of a server. Each measurement runs in a fresh process and yields the figures of one or more rows."""
import statistics
import time
from dataclasses import dataclass
from typing import Callable

from programs import stripped_size
from sessions import META, PING, create_order, get_order

STARTS = 5
IDLE_SECONDS = 2
BURST = 1000
MEBIBYTE = 1024  # in KiB


@dataclass
class Row:
    figure: str
    title: str
    unit: str
    # Calls a second are compared the other way round, so that a ratio above 1 is always worse than the floor.
    more_is_better: bool = False
    is_compared: bool = True


@dataclass
class Measurement:
    measure: Callable
    rows: list[Row]


def timed(session, call, window, count=20000, seconds=1.5):
    """A measured run behind a short one that opens connections and warms caches."""
    session.run(call, max(300, 2 * window), window, seconds)
    return session.run(call, count, window, seconds)


def after_handshake(call, window=1):
    def measure(bench, server):
        with bench.session(server) as session:
            session.shake_hands()
            return timed(session, call, window)
    return measure


def stateless(bench, server):
    with bench.session(server) as session:
        return timed(session, get_order(_meta=META), 1)


def start(bench, server):
    times = []
    for _ in range(STARTS):
        with bench.session(server) as session:
            times.append(session.shake_hands()["sinceStart"])
    return {"start": statistics.median(times) * 1000}


def memory(bench, server):
    with bench.session(server) as session:
        session.shake_hands()
        measured = session.run(get_order(), 1)
        return {name: measured[name] / MEBIBYTE for name in ("peak", "private")}


def idle(bench, server):
    """What runs between two calls although nothing is asked for."""
    with bench.session(server) as session:
        session.shake_hands()
        before = session.run(get_order(), 1)["processorTimeSinceStart"]
        time.sleep(IDLE_SECONDS)
        after = session.run(PING, 1)
        between = after["processorTimeSinceStart"] - after["processorTime"] - before
        return {"idle": between / 1000 / IDLE_SECONDS}


def burst(bench, server):
    with bench.session(server) as session:
        session.shake_hands()
        figures = {}
        for name in ("cold", "warm"):
            bench.api.control("reset")
            measured = session.run(get_order("wait50"), BURST, BURST)
            figures |= {f"{name}Seconds": measured["seconds"], f"{name}Held": bench.api.control("load")["peak"]}
        return figures | {"burstPeak": measured["peak"] / MEBIBYTE}


def size(bench, server):
    if server.program is None:
        return {}
    return {"size": stripped_size(server.program) / 1e6}


def dense(mebibytes):
    """A reply of the smallest objects is the most that a parser can be given to do; to refuse it is an answer too."""
    def measure(bench, server):
        with bench.session(server) as session:
            session.shake_hands()
            before = session.run(get_order(), 1)["resident"]
            measured = session.run(get_order(f"dense{mebibytes}"), 1, verb="probe")
            above = (measured["peak"] - before) / MEBIBYTE
            return {"time": measured["p50"] / 1000, "multiple": above / mebibytes, "refused": measured["errors"] > 0}
    return measure


def dense_rows(mebibytes):
    return [
        Row("time", f"a reply of {mebibytes} MiB in the smallest objects", "ms"),
        Row("multiple", "memory for it, in multiples of the reply", "×"),
        Row("refused", "whether it is refused", "", is_compared=False)]


MEASUREMENTS = {
    "cpu": Measurement(after_handshake(get_order(), 16), [
        Row("processorTime", "processor time of a call, 16 in flight", "µs")]),
    "call": Measurement(after_handshake(get_order()), [Row("p50", "tools/call one at a time, p50", "µs")]),
    "stateless": Measurement(stateless, [Row("p50", "the same, stateless, p50", "µs")]),
    "create": Measurement(after_handshake(create_order()), [Row("p50", "create_order one at a time, p50", "µs")]),
    "throughput": Measurement(after_handshake(get_order(), 64), [
        Row("perSecond", "calls a second, 64 in flight", "/s", more_is_better=True)]),
    "ping": Measurement(after_handshake(PING), [Row("p50", "ping, p50", "µs")]),
    "start": Measurement(start, [Row("start", "start until initialize is answered", "ms")]),
    "burst": Measurement(burst, [
        Row("coldSeconds", "1,000 calls of 50 ms at once, no connection open", "s"),
        Row("coldHeld", "of them at the API at once", "", is_compared=False),
        Row("warmSeconds", "1,000 calls of 50 ms at once, connections open", "s"),
        Row("warmHeld", "of them at the API at once", "", is_compared=False),
        Row("burstPeak", "peak memory with 1,000 in flight", "MiB")]),
    "memory": Measurement(memory, [
        Row("peak", "peak memory after the first call", "MiB"),
        Row("private", "of it private and written", "MiB")]),
    "idle": Measurement(idle, [Row("idle", "processor time of an idle second", "ms", is_compared=False)]),
    "size": Measurement(size, [Row("size", "binary, stripped", "MB", is_compared=False)]),
    "dense": Measurement(dense(4), dense_rows(4)),
    "hostile": Measurement(dense(16), dense_rows(16)),
}

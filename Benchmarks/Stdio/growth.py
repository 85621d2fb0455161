"""How cost grows: with the calls that were made, with the calls in flight, and with the rows of a reply."""
from sessions import get_order, list_orders

STEP = 10_000
IN_FLIGHT = [1, 10, 100, 1000]
ROWS = [1, 10, 100, 1000, 10_000]


def measure(bench, options):
    kinds = {
        "Calls made in one process, 16 in flight": with_calls,
        "Calls of 50 ms in flight": with_calls_in_flight,
        "Rows of a list": with_rows,
    }
    # A million calls would take the peer most of an hour.
    servers = [server for server in bench.servers if server.name != "peer"]
    return {"growth": {
        title: {server.name: list(kind(bench, server, options.calls)) for server in servers}
        for title, kind in kinds.items()}}


def with_calls(bench, server, limit):
    """A point for each power of ten below 10,000, and then for every 10,000 calls."""
    with bench.session(server) as session:
        session.shake_hands()
        made = 0
        for total in [1, 10, 100, 1000, *range(STEP, limit + 1, STEP)]:
            measured = session.run(get_order(), total - made, 16)
            made = total
            yield {"calls": total, **pick(measured, "processorTime", "resident", "private", "descriptors", "threads")}


def with_calls_in_flight(bench, server, _):
    for window in IN_FLIGHT:
        with bench.session(server) as session:
            session.shake_hands()
            session.run(get_order("wait50"), window, window)
            bench.api.control("reset")
            measured = session.run(get_order("wait50"), max(4 * window, 40), window)
            yield {"in flight": window, "at the API": bench.api.control("load")["peak"],
                   **pick(measured, "p50", "p99", "processorTime", "peak", "descriptors")}


def with_rows(bench, server, _):
    for rows in ROWS:
        with bench.session(server) as session:
            session.shake_hands()
            before = session.run(list_orders(1), 100)["resident"]
            measured = session.run(list_orders(rows), max(5, 1000 // rows))
            yield {"rows": rows, "above": measured["peak"] - before, **pick(measured, "p50", "processorTime")}


def pick(measured, *names):
    return {name: measured[name] for name in names}

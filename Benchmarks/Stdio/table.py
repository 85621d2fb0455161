"""Prints results as tables in Markdown."""
import statistics

from rows import MEASUREMENTS

TITLES = {
    "processorTime": "processor time of a call, µs", "resident": "resident, KiB", "private": "private, KiB",
    "peak": "peak, KiB", "above": "memory for it, KiB", "p50": "p50, µs", "p99": "p99, µs",
}


def number(value):
    """With three digits that mean something; a count as it is."""
    if isinstance(value, int) or value == 0:
        return f"{int(value):,}"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}"


def render(results):
    kind = next(name for name in ("rows", "growth", "window") if name in results)
    texts = {"rows": rows, "growth": growth, "window": window}[kind](results[kind])
    rounds = "" if kind == "growth" else f", {results['rounds']} rounds"
    return "\n\n".join([results["machine"] + rounds, *texts])


def lines(header, body):
    aligned = ["---"] + ["--:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [header, aligned, *body])


def rows(results):
    names = list(next(iter(results.values())))
    others = [name for name in names if name != "floor"]
    header = ["", "floor"] + [cell for name in others for cell in (name, "times the floor")]
    body = [line(row, servers, others) for name, servers in results.items() for row in MEASUREMENTS[name].rows]
    return [lines(header, body)]


def line(row, servers, others):
    floor = figures(row, servers["floor"])
    cells = [row.title, median(row, floor)]
    for name in others:
        own = figures(row, servers[name])
        cells += [median(row, own), spread(row, own, floor)]
    return cells


def figures(row, rounds):
    return [measured[row.figure] for measured in rounds if row.figure in measured]


def median(row, values):
    if not values:
        return "–"
    if isinstance(values[0], bool):
        return "yes" if all(values) else "no"
    middle = sorted(values)[len(values) // 2] if row.unit == "" else statistics.median(values)
    return f"{number(middle)} {row.unit}".strip().replace(" /", "/")


def spread(row, own, floor):
    """Ratios of the same round: the median, and from the smallest to the largest."""
    if not row.is_compared or not own or not floor:
        return "–"
    ratios = sorted(b / a if row.more_is_better else a / b for a, b in zip(own, floor))
    return f"{number(statistics.median(ratios))} ({number(ratios[0])} to {number(ratios[-1])})"


def growth(results):
    return [f"{title}:\n\n" + "\n\n".join(of_server(name, points) for name, points in servers.items())
            for title, servers in results.items()]


def of_server(name, points):
    """Of the many points of a million calls, those with a round number."""
    first = next(iter(points[0]))
    shown = [point for point in points if str(point[first]).rstrip("0") in ("1", "5") or point is points[-1]]
    header = [f"{name}: {first}"] + [TITLES.get(figure, figure) for figure in points[0] if figure != first]
    return lines(header, [[number(value) for value in point.values()] for point in shown])


def window(results):
    names = list(results)
    figures = {"perSecond": "calls/s", "p50": "p50 µs", "p99": "p99 µs"}
    header = ["in flight"] + [f"{name}: {title}" for name in names for title in figures.values()]
    body = [[str(points[0]["window"])] + [number(point[figure]) for point in points for figure in figures]
            for points in zip(*results.values())]
    return [lines(header, body)]

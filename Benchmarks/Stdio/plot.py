"""Draws docs/performance.svg from what `bench.py BINARY --window --peer --json FILE` has measured.

    python3 Benchmarks/Stdio/plot.py FILE [SVG]
"""
import json
import math
import os
import sys
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT = 800, 400
TOP, BOTTOM = 84, 338
INK, QUIET, GRID, PAPER = "#1f2328", "#59636e", "#e4e7eb", "#ffffff"
# In the order of drawing: what matters most lies on top.
SERVERS = {
    "peer": ("Python SDK", "#b35900"),
    "floor": ("floor", "#59636e"),
    "payin-mcp": ("payin-mcp", "#0860ca"),
}
LABEL_DISTANCE = 17
# How much room is left below the smallest value and above the largest.
MARGIN = 1.6


class Scale:
    """Places values on a logarithmic axis."""

    def __init__(self, low, high, start, end):
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value):
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 1)


def powers_of_ten(low, high):
    return [10.0 ** exponent for exponent in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)]


def text(x, y, content, size=13, color=INK, anchor="start", weight=400):
    return (f'<text x="{x}" y="{y}" font-size="{size}" fill="{color}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{escape(content)}</text>')


def line(x1, y1, x2, y2, color=GRID):
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{color}"/>'


def polyline(points, color, width, dashes=""):
    places = " ".join(f"{x},{y}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (f'<polyline points="{places}" fill="none" stroke="{color}" stroke-width="{width}" '
            f'stroke-linejoin="round"{dashed}/>')


def dots(points, color):
    return [f'<circle cx="{x}" cy="{y}" r="3" fill="{color}" stroke="{PAPER}"/>' for x, y in points]


def spread(labels):
    """Moves labels of the same margin apart, from the top down."""
    placed, lowest = [], -math.inf
    for y, content, color in sorted(labels):
        lowest = max(y, lowest + LABEL_DISTANCE)
        placed.append((lowest, content, color))
    return placed


class Panel:
    def __init__(self, left, right, windows, values, unit):
        self.left, self.right, self.windows = left, right, windows
        low, high = min(values) / MARGIN, max(values) * MARGIN
        self.ticks, self.unit = powers_of_ten(low, high), unit
        self.x = Scale(windows[0], windows[-1], left, right)
        self.y = Scale(low, high, BOTTOM, TOP)

    def frame(self, title, subtitle):
        edge = self.left - 48
        parts = [text(edge, 40, title, 17, weight=600), text(edge, 62, subtitle, 13, QUIET)]
        parts.append(line(self.left, BOTTOM, self.right, BOTTOM, QUIET))
        for tick in self.ticks:
            y = self.y(tick)
            parts += [line(self.left, y, self.right, y), text(self.left - 8, y + 4, self.unit(tick), 12, QUIET, "end")]
        for window in self.windows[::2]:
            x = self.x(window)
            parts += [line(x, BOTTOM, x, BOTTOM + 5, QUIET), text(x, BOTTOM + 20, str(window), 12, QUIET, "middle")]
        return parts + [text((self.left + self.right) / 2, BOTTOM + 42, "calls in flight", 13, QUIET, "middle")]

    def places(self, points, figure):
        return [(self.x(point["window"]), self.y(point[figure])) for point in points]

    def labels(self, labels):
        return [text(self.right + 10, y + 4, content, 13, color, weight=600) for y, content, color in spread(labels)]


def throughput(results, windows):
    values = [point["perSecond"] for points in results.values() for point in points]
    panel = Panel(72, 300, windows, values, lambda tick: f"{tick:,.0f}")
    parts, labels = panel.frame("Calls a second", "more is better"), []
    for name, (title, color) in SERVERS.items():
        if name in results:
            places = panel.places(results[name], "perSecond")
            parts += [polyline(places, color, 2.5), *dots(places, color)]
            labels.append((places[-1][1], title, color))
    return parts + panel.labels(labels)


def band(median, slow, color):
    places = " ".join(f"{x},{y}" for x, y in median + slow[::-1])
    return f'<polygon points="{places}" fill="{color}" fill-opacity="0.1"/>'


def duration(tick):
    """A number of microseconds in the unit that keeps it short."""
    return f"{tick:.0f} µs" if tick < 1e3 else f"{tick / 1e3:.0f} ms" if tick < 1e6 else f"{tick / 1e6:.0f} s"


def latency(results, windows):
    values = [point[figure] for points in results.values() for point in points for figure in ("p50", "p99")]
    panel = Panel(478, 684, windows, values, duration)
    parts, labels = panel.frame("Latency of a call", "median, and dashed the 99th percentile; less is better"), []
    for name, (title, color) in SERVERS.items():
        if name in results:
            median, slow = panel.places(results[name], "p50"), panel.places(results[name], "p99")
            parts += [band(median, slow, color), polyline(slow, color, 1.2, "4 3")]
            parts += [polyline(median, color, 2.5), *dots(median, color)]
            labels.append((median[-1][1], title, color))
    return parts + panel.labels(labels)


def draw(results):
    windows = [point["window"] for point in next(iter(results.values()))]
    title = "payin-mcp, the floor and a Python server: calls a second and latency by calls in flight"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="system-ui, -apple-system, \'Segoe UI\', \'DejaVu Sans\', sans-serif">',
        f"<title>{title}</title>",
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="8" fill="{PAPER}" stroke="{GRID}"/>',
        *throughput(results, windows), *latency(results, windows), "</svg>", ""])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: plot.py FILE [SVG]   (FILE is written by bench.py BINARY --window --peer --json FILE)")
    try:
        with open(sys.argv[1]) as file:
            results = json.load(file)["window"]
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"plot: {sys.argv[1]} is no file of bench.py --window --json: {error!r}")
    picture = sys.argv[2] if len(sys.argv) == 3 else os.path.join(HERE, "..", "..", "docs", "performance.svg")
    with open(picture, "w") as file:
        file.write(draw(results))


main()

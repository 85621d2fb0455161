"""Reads PNG files, each a line of hexadecimal, by the specification alone, and says what is in them.

For each: width, height, bit depth and colour type; the modules in a row if every one is a square of whole pixels; and
"quiet" if at least four modules on each side are white.
"""
import struct
import sys
import zlib


def chunks(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "signature"
    place = 8
    while place < len(data):
        length, name = struct.unpack(">I4s", data[place:place + 8])
        content = data[place + 8:place + 8 + length]
        (checksum,) = struct.unpack(">I", data[place + 8 + length:place + 12 + length])
        assert checksum == zlib.crc32(name + content), name
        yield name.decode(), content
        place += 12 + length


def unfiltered(raw, width, height):
    """Rows of bits; only the filters none and up."""
    size = (width + 7) // 8
    above = bytes(size)
    for row in range(height):
        kind, line = raw[row * (size + 1)], raw[row * (size + 1) + 1:(row + 1) * (size + 1)]
        assert kind in (0, 2) and len(line) == size, (kind, len(line))
        above = bytes((a + b) % 256 for a, b in zip(line, above)) if kind == 2 else line
        yield [above[x // 8] >> (7 - x % 8) & 1 for x in range(width)]


def describe(data):
    parts = list(chunks(data))
    assert [name for name, _ in parts] == ["IHDR", "IDAT", "IEND"], parts
    width, height, depth, colour, *methods = struct.unpack(">IIBBBBB", parts[0][1])
    assert methods == [0, 0, 0], methods
    raw = zlib.decompress(parts[1][1])
    assert len(raw) == (width // 8 + 1) * height, len(raw)
    rows = list(unfiltered(raw, width, height))
    dark = [(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit == 0]
    left, top = min(x for x, _ in dark), min(y for _, y in dark)
    right, bottom = max(x for x, _ in dark) + 1, max(y for _, y in dark) + 1
    # The first row of a finder pattern has seven dark modules.
    scale = next(n for n in range(width) if rows[top][left + n] == 1) // 7
    assert right - left == bottom - top and (right - left) % scale == 0, (left, top, right, bottom)
    for y in range(top, bottom):
        for x in range(left, right):
            corner = rows[y - (y - top) % scale][x - (x - left) % scale]
            assert rows[y][x] == corner, (x, y)
    quiet = min(left, top, width - right, height - bottom) >= 4 * scale
    return f"{width} {height} {depth} {colour}, {(right - left) // scale} modules, {'quiet' if quiet else 'loud'}"


for line in sys.stdin.read().split():
    print(describe(bytes.fromhex(line)))

"""Second opinion on JSON: Python's own parser, held to RFC 8259 and to our limit of 128 levels.

Reads lines of two fields in hexadecimal: a text, and what we wrote after reading it (nothing if we refused it).
Writes a letter for each: `x` the text is not JSON, `v` it is, `=` it is and both have the same tokens, `!` they differ.
"""
import json
import sys


def refuse(constant):
    raise ValueError(constant)


def check(value, depth=0):
    """Refuses what Python reads and we do not: half surrogate pairs, which cannot be encoded, and deep nesting."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, list):
        depth += 1
    if depth > 128:
        raise ValueError("too deep")
    if isinstance(value, (list, tuple)):
        for element in value:
            check(element, depth)


def number(literal):
    return ("number", literal)


def members(pairs):
    return ("object", pairs)


def read(data):
    """A value in which number literals, order and duplicate names count; None if there is none."""
    try:
        value = json.loads(
            data.decode(), parse_float=number, parse_int=number, parse_constant=refuse, object_pairs_hook=members
        )
        check(value)
        return ("value", value)
    except (ValueError, RecursionError):
        return None


def answer(line):
    text, written = (bytes.fromhex(field) for field in line.split(" "))
    value = read(text)
    if value is None:
        return "x"
    if not written:
        return "v"
    return "=" if read(written) == value else "!"


sys.stdout.write("".join(map(answer, sys.stdin.read().splitlines())))

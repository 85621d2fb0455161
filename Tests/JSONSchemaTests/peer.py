"""Second opinion on validity: the jsonschema package, with exact decimals and patterns as in ECMA-262.

Reads one JSON line {"schemas": [...]}, then lines {"schema": index, "value": ...}; writes 1 (valid) or 0 for each.
"""
import json
import re
import sys
from decimal import Decimal

from jsonschema import ValidationError, validators


def is_integer(_checker, value):
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or isinstance(value, Decimal) and value == value.to_integral_value()


def pattern(_validator, pattern, text, _schema):
    # Python's $ also matches before a final line feed, and its classes are not ASCII.
    if isinstance(text, str) and not re.search(pattern.replace("$", r"\Z"), text, re.ASCII):
        yield ValidationError("no match")


def read(line):
    return json.loads(line, parse_float=Decimal)


draft = validators.Draft202012Validator
peer = validators.extend(
    draft, {"pattern": pattern}, type_checker=draft.TYPE_CHECKER.redefine("integer", is_integer)
)
lines = sys.stdin.read().split("\n")
schemas = [peer(schema) for schema in read(lines[0])["schemas"]]
answers = ["1" if schemas[case["schema"]].is_valid(case["value"]) else "0" for case in map(read, filter(None, lines[1:]))]
sys.stdout.write("".join(answers))

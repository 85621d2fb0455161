"""Validates replies against the API's description, with the jsonschema package.

Reads lines {"method", "path": template, "status", "body"}; writes a line for each: nothing if the body is valid, else
what is wrong.
"""
import json
import pathlib
import sys

from jsonschema import Draft202012Validator

root = pathlib.Path(__file__).parents[3]
document = json.loads((root / "schemas/payin.openapi.json").read_text())


def schema(method, path, status):
    responses = document["paths"].get(path, {}).get(method, {}).get("responses", {})
    response = responses.get(str(status)) or responses.get(f"{str(status)[0]}XX")
    if response is None:
        return None
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    return {**response["content"]["application/json"]["schema"], "components": document["components"]}


def answer(reply):
    found = schema(reply["method"], reply["path"], reply["status"])
    if found is None:
        return f"status {reply['status']} is not described"
    validator = Draft202012Validator(found, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return "; ".join(f"{error.json_path}: {error.message}" for error in validator.iter_errors(reply["body"]))


for line in sys.stdin.read().splitlines():
    print(answer(json.loads(line)).replace("\n", " "))

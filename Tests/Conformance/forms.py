"""The official suite's scenarios of forms, in the revisions with a session. Registers them with the others.

Revisions before 2025-06-18 have no forms, and the modern one asks in rounds.
"""
import json

from connection import LEGACY
from scenarios import check, of_type, scenario


def ask(server, tool, content, arguments=None):
    """Calls the tool, answers its form with the content, and returns the form's fields and the result."""
    asked = []
    server.answers["elicitation/create"] = lambda params: asked.append(params) or {
        "action": "accept",
        "content": content,
    }
    result = server.call(tool, arguments)
    check(len(asked) == 1, f"{len(asked)} forms")
    check(asked[0]["requestedSchema"]["type"] == "object" and asked[0]["message"], asked)
    text = of_type(result, "text")["text"]
    check(not result.get("isError") and text.startswith("action=accept"), result)
    check(json.loads(text.partition("content=")[2]) == content, text)
    return asked[0]["requestedSchema"]["properties"], asked[0]["message"]


@scenario("tools-call-elicitation", since="2025-06-18", until=LEGACY[-1])
def elicitation(server, opened):
    content = {"username": "testuser", "email": "test@example.com"}
    fields, message = ask(server, "test_elicitation", content, {"message": "Who are you?"})
    check(set(fields) == {"username", "email"} and message == "Who are you?", fields)


@scenario("elicitation-sep1034-defaults", since="2025-11-25", until=LEGACY[-1])
def elicitation_defaults(server, opened):
    content = {"name": "Jane", "age": 25, "score": 88.0, "status": "inactive", "verified": False}
    fields, _ = ask(server, "test_elicitation_sep1034_defaults", content)
    kinds = {name: (field["type"], field["default"]) for name, field in fields.items()}
    check(
        kinds
        == {
            "name": ("string", "John Doe"),
            "age": ("integer", 30),
            "score": ("number", 95.5),
            "status": ("string", "active"),
            "verified": ("boolean", True),
        },
        kinds,
    )
    check(fields["status"]["default"] in fields["status"]["enum"], fields["status"])


@scenario("elicitation-sep1330-enums", since="2025-11-25", until=LEGACY[-1])
def elicitation_enums(server, opened):
    content = {
        "untitledSingle": "option1",
        "titledSingle": "value1",
        "legacyEnum": "opt1",
        "untitledMulti": ["option1", "option2"],
        "titledMulti": ["value1", "value2"],
    }
    fields, _ = ask(server, "test_elicitation_sep1330_enums", content)
    titled = {"const", "title"}
    check(fields["untitledSingle"]["enum"] and "oneOf" not in fields["untitledSingle"], fields)
    check(all(set(row) == titled for row in fields["titledSingle"]["oneOf"]), fields)
    check("enum" not in fields["titledSingle"], fields)
    check(len(fields["legacyEnum"]["enum"]) == len(fields["legacyEnum"]["enumNames"]), fields)
    for name in "untitledMulti", "titledMulti":
        check(fields[name]["type"] == "array", fields)
    check(fields["untitledMulti"]["items"]["enum"], fields)
    check(all(set(row) == titled for row in fields["titledMulti"]["items"]["anyOf"]), fields)

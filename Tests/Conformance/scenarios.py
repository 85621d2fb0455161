"""The scenarios of the official suite (modelcontextprotocol/conformance 0.2.0-alpha.11) for servers, over stdio.

Each has the suite's name and checks what the suite checks; the suite itself speaks only HTTP. The suite asks two
revisions; here every revision that has the feature is asked.
"""
import base64
import json

from connection import LEGACY, MODERN

ALL = {}
# The suite's scenarios that say nothing about this server, and why.
LEFT_OUT = {
    "logging-set-level": "no logging capability, deprecated by 2026-07-28 (rule 131)",
    "tools-call-with-logging": "no logging capability (rule 131)",
    "tools-call-sampling": "no sampling, deprecated by 2026-07-28 (docs/protocol.md, choices)",
    "input-required-result-basic-sampling": "no sampling",
    "input-required-result-basic-list-roots": "no roots, deprecated as well",
    "input-required-result-multiple-input-requests": "no sampling and no roots",
    "input-required-result-multi-round": "a call asks one question; the next step is a call of its own",
    "input-required-result-non-tool-request": "prompts and resources ask nothing (rule 132 allows, not demands it)",
    "json-schema-2020-12": "a tool whose schema not every model takes is not started with (rule 85)",
    "sep-2575-server-rejects-undeclared-capability": "a model can read a result, not an error (rule 134)",
    "sep-2575-server-sends-tools-list-changed-on-subscription": "lists never change (docs/protocol.md, choices)",
    "sep-2575-server-sends-prompts-list-changed-on-subscription": "lists never change",
    "server-session-lifecycle": "HTTP only",
    "server-sse-polling": "HTTP only",
    "server-sse-multiple-streams": "HTTP only",
    "dns-rebinding-protection": "HTTP only",
    "http-header-validation": "HTTP only",
    "http-custom-header-server-validation": "HTTP only",
    "tasks-*": "tasks are an extension with tests of their own",
}


def scenario(name, since=LEGACY[0], until=MODERN, anywhere=False):
    """Registers a scenario for a range of revisions. `anywhere`: any server passes it, whatever its tools are."""

    def register(function):
        ALL[name] = (function, since, until, anywhere)
        return function

    return register


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def of_type(result, kind):
    blocks = [block for block in result["content"] if block["type"] == kind]
    check(blocks, f"no content of type {kind}: {result['content']}")
    return blocks[0]


def binary(text, start):
    data = base64.b64decode(text, validate=True)
    check(data.startswith(start), f"not what its type says: {data[:8]}")


# Opening and utilities


@scenario("server-initialize", until=LEGACY[-1], anywhere=True)
def initialize(server, opened):
    check(opened["protocolVersion"] == server.revision, opened)
    check(opened["serverInfo"]["name"] and opened["serverInfo"]["version"], opened)
    check(isinstance(opened["capabilities"], dict), opened)


@scenario("ping", until=LEGACY[-1], anywhere=True)
def ping(server, opened):
    check(server.request("ping") == {}, "the answer to ping is not empty")


@scenario("completion-complete")
def completion(server, opened):
    check("completions" in opened["capabilities"] or server.revision < "2025-03-26", "completions are not declared")
    for value, expected in ("test", []), ("par", ["paris", "park", "party"]):
        reference = {"type": "ref/prompt", "name": "test_prompt_with_arguments"}
        argument = {"name": "arg1", "value": value}
        result = server.request("completion/complete", {"ref": reference, "argument": argument})
        check(result["completion"]["values"] == expected, result)


# Tools


@scenario("tools-list", anywhere=True)
def tools_list(server, opened):
    tools = server.request("tools/list")["tools"]
    check(tools, "there are no tools")
    for tool in tools:
        check(tool["name"] and tool["description"], f"no name or description: {tool}")
        check(tool["inputSchema"]["type"] == "object", f"no schema: {tool}")
    check(len({tool["name"] for tool in tools}) == len(tools), "a name occurs twice")


@scenario("tools-call-simple-text")
def simple_text(server, opened):
    check(of_type(server.call("test_simple_text"), "text")["text"], "the text is empty")


@scenario("tools-call-image")
def image(server, opened):
    block = of_type(server.call("test_image_content"), "image")
    check(block["mimeType"] == "image/png", block)
    binary(block["data"], b"\x89PNG")


@scenario("tools-call-audio", since="2025-03-26")
def audio(server, opened):
    block = of_type(server.call("test_audio_content"), "audio")
    check(block["mimeType"] == "audio/wav", block)
    binary(block["data"], b"RIFF")


@scenario("tools-call-embedded-resource")
def embedded_resource(server, opened):
    resource = of_type(server.call("test_embedded_resource"), "resource")["resource"]
    check(resource["uri"] and resource["mimeType"] and resource["text"], resource)


@scenario("tools-call-mixed-content")
def mixed_content(server, opened):
    result = server.call("test_multiple_content_types")
    check([block["type"] for block in result["content"]] == ["text", "image", "resource"], result)


@scenario("tools-call-error")
def error(server, opened):
    result = server.call("test_error_handling")
    check(result["isError"] is True and of_type(result, "text")["text"], result)


@scenario("tools-call-with-progress")
def progress(server, opened):
    server.call("test_tool_with_progress", meta={"progressToken": "progress-1"})
    reports = [n["params"] for n in server.notifications if n["method"] == "notifications/progress"]
    check(len(reports) >= 3, f"{len(reports)} reports")
    check(all(report["progressToken"] == "progress-1" for report in reports), reports)
    values = [report["progress"] for report in reports]
    check(values == sorted(set(values)), f"not increasing: {values}")


# Resources


@scenario("resources-list", anywhere=True)
def resources_list(server, opened):
    for resource in server.request("resources/list")["resources"]:
        check(resource["uri"] and resource["name"], resource)


def read(server, uri):
    contents = server.request("resources/read", {"uri": uri})["contents"]
    check(len(contents) == 1 and contents[0]["uri"] == uri and contents[0]["mimeType"], contents)
    return contents[0]


@scenario("resources-read-text")
def read_text(server, opened):
    check(read(server, "test://static-text")["text"], "the text is empty")


@scenario("resources-read-binary")
def read_binary(server, opened):
    binary(read(server, "test://static-binary")["blob"], b"\x89PNG")


@scenario("resources-templates-read")
def read_template(server, opened):
    templates = server.request("resources/templates/list")["resourceTemplates"]
    check([row["uriTemplate"] for row in templates] == ["test://template/{id}/data"], templates)
    check(json.loads(read(server, "test://template/123/data")["text"])["id"] == "123", "the id is not in it")


@scenario("resources-subscribe", until=LEGACY[-1])
def subscribe(server, opened):
    uri = {"uri": "test://watched-resource"}
    check(server.request("resources/subscribe", uri) == {}, "the answer is not empty")
    server.call("test_trigger_resource_change")
    check(server.notification("notifications/resources/updated")["uri"] == uri["uri"], "another resource")


@scenario("resources-unsubscribe", until=LEGACY[-1])
def unsubscribe(server, opened):
    for method in "resources/subscribe", "resources/unsubscribe":
        check(server.request(method, {"uri": "test://watched-resource"}) == {}, "the answer is not empty")
    server.call("test_trigger_resource_change")
    server.request("ping")
    check(not server.notifications, server.notifications)


@scenario("sep-2164-resource-not-found", anywhere=True)
def not_found(server, opened):
    # The modern revision has no error of its own for it (rules 106 and 107).
    uri = "test://nonexistent-resource-for-conformance-testing"
    error = server.error("resources/read", {"uri": uri})
    check(error.code == (-32602 if server.is_modern else -32002), f"{error}")
    check(error.data == {"uri": uri}, error.data)


# Prompts


@scenario("prompts-list", anywhere=True)
def prompts_list(server, opened):
    for prompt in server.request("prompts/list")["prompts"]:
        check(prompt["name"] and prompt["description"], prompt)


def messages(server, name, **arguments):
    result = server.request("prompts/get", {"name": name, "arguments": arguments})["messages"]
    check(result and all(message["role"] in ("user", "assistant") for message in result), result)
    return [message["content"] for message in result]


@scenario("prompts-get-simple")
def prompt_simple(server, opened):
    check(messages(server, "test_simple_prompt")[0]["text"], "the text is empty")


@scenario("prompts-get-with-args")
def prompt_with_arguments(server, opened):
    text = messages(server, "test_prompt_with_arguments", arg1="testValue1", arg2="testValue2")[0]["text"]
    check("testValue1" in text and "testValue2" in text, text)
    error = server.error("prompts/get", {"name": "test_prompt_with_arguments", "arguments": {"arg1": "x"}})
    check(error.code == -32602, f"{error}")


@scenario("prompts-get-embedded-resource")
def prompt_with_resource(server, opened):
    blocks = messages(server, "test_prompt_with_embedded_resource", resourceUri="test://example-resource")
    check(blocks[0]["resource"]["uri"] == "test://example-resource", blocks)


@scenario("prompts-get-with-image")
def prompt_with_image(server, opened):
    block = messages(server, "test_prompt_with_image")[0]
    check(block["type"] == "image" and block["mimeType"] == "image/png", block)
    binary(block["data"], b"\x89PNG")

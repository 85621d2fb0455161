"""The official suite's scenarios that only 2026-07-28 has. Registers them with the others."""
from connection import META, MODERN
from scenarios import check, of_type, scenario

SUBSCRIPTION = META + "subscriptionId"
REMOVED = ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"]


@scenario("caching", since=MODERN, anywhere=True)
def caching(server, opened):
    results = [server.request(f"{kind}/list") for kind in ("tools", "prompts", "resources", "resources/templates")]
    first = next(row["uri"] for row in results[2]["resources"])
    results.append(server.request("resources/read", {"uri": first}))
    for result in results:
        check(type(result["ttlMs"]) is int and result["ttlMs"] >= 0, result["ttlMs"])
        check(result["cacheScope"] in ("public", "private"), result["cacheScope"])


# Of the scenario server-stateless the checks that do not concern HTTP, by their names


@scenario("sep-2575-request-meta-invalid", since=MODERN, anywhere=True)
def request_metadata(server, opened):
    whole = server.meta()
    for left in "protocolVersion", "clientCapabilities", "clientInfo", "nothing":
        meta = {name: value for name, value in whole.items() if name != META + left}
        answer = server.answer(server.post("server/discover", {"_meta": meta}))
        # Who the client is should be told, and need not be.
        is_refused = left.startswith(("protocol", "clientC"))
        check(answer.get("error", {}).get("code") == (-32602 if is_refused else None), f"without {left}: {answer}")
    for params in {}, {"_meta": {}}:
        answer = server.answer(server.post("server/discover", params))
        check(answer.get("error", {}).get("code") == -32602, f"{params}: {answer}")


@scenario("sep-2575-server-implements-discover", since=MODERN, anywhere=True)
def discover(server, opened):
    check(opened["supportedVersions"] == [MODERN], opened)
    info = opened["_meta"][META + "serverInfo"]
    check(info["name"] and info["version"], info)
    for capability in "tools", "prompts", "resources":
        check(capability in opened["capabilities"], opened["capabilities"])
        check(capability in server.request(f"{capability}/list"), capability)


@scenario("sep-2575-server-unsupported-version-error", since=MODERN, anywhere=True)
def unsupported_version(server, opened):
    error = server.error("server/discover", meta={META + "protocolVersion": "v999.0.0"})
    check(error.code == -32022 and error.data["requested"] == "v999.0.0", f"{error}")
    check(set(error.data["supported"]) <= set(opened["supportedVersions"]), error.data)


@scenario("sep-2575-http-server-method-not-found", since=MODERN, anywhere=True)
def removed_methods(server, opened):
    for method in REMOVED + ["unknown/method"]:
        check(server.error(method).code == -32601, method)


@scenario("sep-2575-http-server-no-independent-requests-on-stream", since=MODERN)
def no_requests(server, opened):
    check(server.call("test_streaming_elicitation")["resultType"] == "input_required", "the tool asked nothing")
    check(not server.requests, server.requests)


@scenario("sep-2575-server-no-log-without-loglevel", since=MODERN)
def no_logs(server, opened):
    server.call("test_logging_tool")
    check(not [n for n in server.notifications if n["method"] == "notifications/message"], server.notifications)


@scenario("sep-2575-server-sends-subscription-ack", since=MODERN)
def subscriptions(server, opened):
    uri = "test://watched-resource"
    listening = server.start("subscriptions/listen", {"notifications": {"resourceSubscriptions": [uri]}})
    narrow = server.start("subscriptions/listen", {"notifications": {"promptsListChanged": True}})
    for identifier in listening, narrow:
        server.read_one()
        acknowledged = server.notifications.pop()
        check(acknowledged["method"] == "notifications/subscriptions/acknowledged", acknowledged)
        check(acknowledged["params"]["_meta"][SUBSCRIPTION] == identifier, acknowledged)
    server.call("test_trigger_resource_change")
    updated = server.notification("notifications/resources/updated")
    check(updated["uri"] == uri and updated["_meta"][SUBSCRIPTION] == listening, updated)
    for identifier in listening, narrow:
        server.send({"method": "notifications/cancelled", "params": {"requestId": identifier}})
    server.call("test_trigger_resource_change")
    server.request("tools/list")
    check(not server.notifications and not server.results, "a message after the end")


# Multi round-trip requests

TOOL = "test_input_required_result_elicitation"


def accept(**content):
    return {"action": "accept", "content": content}


def asked(result, name):
    check(result["resultType"] == "input_required", result)
    check(result["inputRequests"][name]["method"] == "elicitation/create", result)
    check(isinstance(result["requestState"], str), result)
    return result["requestState"]


@scenario("input-required-result-basic-elicitation", since=MODERN)
def basic_elicitation(server, opened):
    state = asked(server.call(TOOL), "user_name")
    result = server.call(TOOL, inputResponses={"user_name": accept(name="Alice")}, requestState=state)
    check(result["resultType"] == "complete" and "Alice" in of_type(result, "text")["text"], result)


@scenario("input-required-result-request-state", since=MODERN)
def request_state(server, opened):
    tool = "test_input_required_result_request_state"
    state = asked(server.call(tool), "confirm")
    result = server.call(tool, inputResponses={"confirm": accept(ok=True)}, requestState=state)
    check(result["resultType"] == "complete", result)


@scenario("input-required-result-missing-input-response", since=MODERN)
def missing_response(server, opened):
    state = asked(server.call(TOOL), "user_name")
    for responses in {"wrong_key": accept(data="wrong")}, {}:
        result = server.call(TOOL, inputResponses=responses, requestState=state)
        state = asked(result, "user_name")


@scenario("input-required-result-result-type", since=MODERN)
def result_type(server, opened):
    check(server.call(TOOL)["resultType"] == "input_required", "no resultType")


@scenario("input-required-result-unsupported-methods", since=MODERN, anywhere=True)
def unsupported_methods(server, opened):
    for method in "tools/list", "prompts/list":
        check(server.request(method)["resultType"] == "complete", method)


@scenario("input-required-result-tampered-state", since=MODERN)
def tampered_state(server, opened):
    tool = "test_input_required_result_tampered_state"
    state = asked(server.call(tool), "confirm") + "-TAMPERED"
    params = {"name": tool, "arguments": {}, "inputResponses": {"confirm": accept(ok=True)}, "requestState": state}
    check(server.error("tools/call", params).code == -32602, "another error")


@scenario("input-required-result-capability-check", since=MODERN)
def capability_check(server, opened):
    # The suite wants sampling instead of the form. Without either, the call ends in a result that says why.
    result = server.call(TOOL, meta={META + "clientCapabilities": {"sampling": {}}})
    check(result["resultType"] == "complete" and result["isError"], result)


@scenario("input-required-result-ignore-extra-params", since=MODERN)
def extra_params(server, opened):
    extra = {"unknown_extra_key": accept(foo="bar"), "another_unexpected": accept(baz=123)}
    responses = {"user_name": accept(name="Alice"), **extra}
    # The suite sends no state, and only warns where that is not enough: here an answer counts only for the question
    # that it was given to (rules 135 and 136).
    state = asked(server.call(TOOL, inputResponses=responses), "user_name")
    check(server.call(TOOL, inputResponses=responses, requestState=state)["resultType"] == "complete", "not taken")


@scenario("input-required-result-validate-input", since=MODERN)
def validate_input(server, opened):
    for responses in {"user_name": 12345}, None, {"user_name": accept(name=5)}:
        state = asked(server.call(TOOL), "user_name")
        asked(server.call(TOOL, inputResponses=responses, requestState=state), "user_name")

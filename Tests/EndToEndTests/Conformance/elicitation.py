"""Judges questions to people: requests of the server after a handshake, results in the stateless revision."""
import re

MODERN = "2026-07-28"
CAPABILITIES = "io.modelcontextprotocol/clientCapabilities"
ASKING = {"tools/call", "prompts/get", "resources/read"}
# Row 141.
SECRETS = re.compile(r"key|password|passwort|secret|token|card|cvv|pin\b", re.IGNORECASE)


def has_forms(capabilities):
    modes = capabilities.get("elicitation") if isinstance(capabilities, dict) else None
    return isinstance(modes, dict) and (not modes or isinstance(modes.get("form"), dict))


def without_token(tool):
    """The tool without what the operator's rule has added."""
    schema = tool["inputSchema"]
    if "confirmationToken" not in schema.get("properties", {}):
        return tool
    properties = {name: value for name, value in schema["properties"].items() if name != "confirmationToken"}
    return {**tool, "inputSchema": {**schema, "properties": properties}}


class Elicitation:
    def __init__(self, conversation):
        self.conversation = conversation
        self.declared = set()
        self.is_ready = False
        self.asked = set()

    def note(self, message):
        params = message.get("params")
        if message["method"] == "notifications/initialized":
            self.is_ready = True
        if message["method"] == "initialize" and isinstance(params, dict) and has_forms(params.get("capabilities")):
            self.declared.add(self.conversation.negotiated)

    # Requests of the server

    def ask(self, message):
        blame = self.conversation.blame
        revision = "2025-11-25" if "mode" in message.get("params", {}) else "2025-06-18"
        if self.conversation.is_whole and (revision not in self.declared or not self.is_ready):
            blame("a question that the client has not declared", message)
        if not isinstance(message["id"], (str, int)) or message["id"] in self.asked:
            blame("the id of another question", message)
        self.asked.add(message["id"])
        if self.conversation.check(revision, "ElicitRequest", message):
            self.check_form(message["params"], message)

    def withdraw(self, message):
        if message.get("params", {}).get("requestId") not in self.asked:
            return self.conversation.blame("a cancellation of nothing", message)
        self.conversation.check("2025-06-18", "CancelledNotification", message)

    # Results of the stateless revision

    def check_round(self, result, question):
        blame = self.conversation.blame
        if not self.conversation.check(MODERN, "InputRequiredResult", result):
            return
        if question.method not in ASKING:
            blame("a question where there are none", result)
        if not has_forms(question.meta.get(CAPABILITIES)):
            blame("a question that the client has not declared", result)
        if not result.get("inputRequests") and "requestState" not in result:
            blame("neither questions nor a state", result)
        if unknown := set(result) - {"resultType", "inputRequests", "requestState", "_meta"}:
            blame(f"a question with {sorted(unknown)}", result)
        for request in result.get("inputRequests", {}).values():
            if self.conversation.check(MODERN, "ElicitRequest", request):
                self.check_form(request["params"], result)

    def check_form(self, params, about):
        schema = params.get("requestedSchema", {})
        fields = schema.get("properties", {})
        if not set(schema.get("required", [])) <= set(fields):
            self.conversation.blame("a form that requires what it does not have", about)
        for name, field in fields.items():
            if SECRETS.search(f"{name} {field.get('title', '')} {field.get('description', '')}"):
                self.conversation.blame("a form that asks for a secret", about)

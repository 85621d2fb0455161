"""Judges what an MCP server wrote: by the official schema of the revision spoken, and by rules schemas cannot state.

usage: conformance.py [FOLDER [TASKS]], the folders of the official schemas, <revision>.json each, and of schema.json of
the extension for tasks.
Reads transcripts, one JSON line each: {"sent": [line], "received": [line], "isWhole": bool}, and answers each with
{"problems": [text], "checked": {revision: messages}}. A transcript that is not whole may lack questions to its answers
and answers to its questions.
"""
import json
import pathlib
import sys

from jsonschema import validators
from jsonschema.exceptions import SchemaError, best_match

sys.dont_write_bytecode = True
import elicitation
import features
import subscriptions
import tasks

LEGACY = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
MODERN = "2026-07-28"
VERSION = "io.modelcontextprotocol/protocolVersion"
SERVER_INFO = "io.modelcontextprotocol/serverInfo"
TOOLS = pathlib.Path(__file__).resolve().parents[3] / "schemas" / "tools"

RESULTS = {
    "initialize": "InitializeResult",
    "ping": "EmptyResult",
    "server/discover": "DiscoverResult",
    "tools/list": "ListToolsResult",
    "tools/call": "CallToolResult",
    **features.RESULTS,
    **tasks.RESULTS,
}
NOTIFICATIONS = {"notifications/progress": "ProgressNotification", **subscriptions.SCHEMAS}
CACHEABLE = {"server/discover", "tools/list"} | features.CACHEABLE
CODES = {-32700, -32600, -32601, -32602, -32603}
# Row 4: ends of lines to some readers, and control characters. json.loads would refuse most of C0 anyway.
RAW = [chr(code) for code in list(range(0x20)) + [0x7F, 0x85, 0x2028, 0x2029]]


def since(revision, members):
    """Members by the revision they came with, as the set that `revision` knows."""
    return set().union(*(names for first, names in members.items() if first <= revision))


TOOL_MEMBERS = {
    "2024-11-05": {"name", "description", "inputSchema"},
    "2025-03-26": {"annotations"},
    "2025-06-18": {"title", "outputSchema", "_meta"},
    "2025-11-25": {"icons"},
}
SERVER_MEMBERS = {
    "2024-11-05": {"name", "version"},
    "2025-06-18": {"title"},
    "2025-11-25": {"description", "websiteUrl", "icons"},
}
# Tools whose text is no data.
DOCUMENTS = {"export_code"}
CALL_MEMBERS = {
    "2024-11-05": {"content", "isError", "_meta"},
    "2025-06-18": {"structuredContent"},
    "2026-07-28": {"resultType"},
}


def validator(schema, definition=None):
    if definition:
        schema = {**schema, "$ref": f"#/{'$defs' if '$defs' in schema else 'definitions'}/{definition}"}
    return validators.validator_for(schema, default=validators.Draft202012Validator)(schema)


class Schemas:
    def __init__(self, folder, extension=None):
        revisions = LEGACY + [MODERN] if folder else []
        self.documents = {revision: json.loads((folder / f"{revision}.json").read_text()) for revision in revisions}
        if extension:
            self.documents[tasks.DOCUMENT] = json.loads((extension / "schema.json").read_text())
        self.outputs = {path.stem: json.loads(path.read_text()) for path in TOOLS.glob("*.json")}
        texts = [json.loads(path.read_text()) for path in (TOOLS.parent / "locales").glob("*.json")]
        self.published = {
            name: [tool] + [in_other_words(tool, language[name]) for language in texts if name in language]
            for name, tool in self.outputs.items()
        }
        self.cache = {}

    def error(self, revision, definition, value):
        """What is wrong with the value, or None."""
        if revision not in self.documents:
            return None
        key = (revision, definition)
        if key not in self.cache:
            self.cache[key] = validator(self.documents[revision], definition)
        return self.describe(self.cache[key], value)

    def output_error(self, tool, value):
        if tool not in self.cache:
            self.cache[tool] = validator(self.outputs[tool]["outputSchema"])
        return self.describe(self.cache[tool], value)

    @staticmethod
    def describe(validator, value):
        error = best_match(validator.iter_errors(value))
        return error and f"{error.json_path}: {error.message[:200]}"


def in_other_words(tool, texts):
    """The tool with the texts of another language in place of its own."""
    return {
        name: value
        if name not in texts
        else in_other_words(value, texts[name])
        if isinstance(value, dict)
        else texts[name]
        for name, value in tool.items()
    }


class Question:
    def __init__(self, message, negotiated):
        params = message.get("params")
        self.params = params if isinstance(params, dict) else {}
        meta = self.params.get("_meta")
        self.meta = meta if isinstance(meta, dict) else {}
        self.method = message["method"]
        if self.method == "initialize":
            asked = self.params.get("protocolVersion")
            self.revision = asked if asked in LEGACY else LEGACY[-1]
        elif VERSION in self.meta:
            self.revision = MODERN
        else:
            self.revision = negotiated or LEGACY[-1]


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def unique(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"a name occurs twice: {names}")
    return dict(pairs)


def key(value):
    """Of an id or token; 1 and "1" and True differ, 1 and 1.0 do not."""
    return type(value) is str, type(value) is bool, value


class Conversation:
    def __init__(self, schemas, is_whole):
        self.schemas = schemas
        self.is_whole = is_whole
        self.negotiated = None
        self.pending = {}
        self.tokens = {}
        self.cancelled = set()
        self.problems = []
        self.checked = {}
        self.subscriptions = subscriptions.Subscriptions(self.blame, key)
        self.elicitation = elicitation.Elicitation(self)
        self.tasks = tasks.Tasks(self)

    def blame(self, text, about):
        self.problems.append(f"{text} in {json.dumps(about, ensure_ascii=False)[:600]}")

    # What the client wrote

    def sent(self, line):
        try:
            value = json.loads(line.removeprefix("\ufeff").strip())
        except (ValueError, RecursionError):
            return
        # Where there are no batches, an array is one mistake.
        if isinstance(value, list) and self.negotiated != "2025-03-26":
            return
        for message in value if isinstance(value, list) else [value]:
            if isinstance(message, dict) and isinstance(message.get("method"), str):
                self.note(message)

    def note(self, message):
        params = message.get("params")
        if message["method"] == "notifications/cancelled" and isinstance(params, dict):
            identifier = params.get("requestId")
            if isinstance(identifier, (str, int, float)):
                self.cancelled.add(key(identifier))
                self.subscriptions.note_cancel(identifier)
        identifier = message.get("id")
        if not isinstance(identifier, (str, int, float)):
            return self.elicitation.note(message)
        question = Question(message, self.negotiated)
        if question.method == "initialize" and isinstance(question.params.get("protocolVersion"), str):
            self.negotiated = question.revision
            self.elicitation.note(message)
        self.pending.setdefault(key(identifier), []).append(question)
        self.subscriptions.note(identifier, question)
        token = question.meta.get("progressToken")
        if isinstance(token, (str, int)):
            self.tokens[key(token)] = key(identifier)

    # What the server wrote

    def received(self, line):
        for character in RAW:
            if character in line:
                self.blame(f"the character U+{ord(character):04X} is not escaped", line)
        try:
            value = json.loads(line, parse_constant=refuse_constant, object_pairs_hook=unique)
        except ValueError as error:
            return self.blame(f"not JSON ({error})", line)
        if isinstance(value, list):
            self.receive_batch(value)
        else:
            self.receive(value)

    def receive_batch(self, messages):
        if self.is_whole and self.negotiated != "2025-03-26" or not messages:
            self.blame("an array where there are no batches", messages)
        identified = [message for message in messages if isinstance(message, dict) and "id" in message]
        if error := self.schemas.error("2025-03-26", "JSONRPCBatchResponse", identified):
            self.blame(error, messages)
        for message in messages:
            self.receive(message)

    def receive(self, message):
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            return self.blame("no JSON-RPC message", message)
        if "method" in message:
            self.receive_notification(message)
        elif ("result" in message) == ("error" in message):
            self.blame("not exactly one of result and error", message)
        elif "id" not in message:
            self.receive_error(message, self.guess(message))
        else:
            self.receive_answer(message)

    def receive_notification(self, message):
        if "id" in message and message["method"] == "elicitation/create":
            return self.elicitation.ask(message)
        if "id" in message:
            return self.blame("a request of the server", message)
        if message["method"] == "notifications/cancelled":
            return self.elicitation.withdraw(message)
        if message["method"] in subscriptions.SCHEMAS:
            if revision := self.subscriptions.notify(message) if self.is_whole else MODERN:
                self.check(revision, NOTIFICATIONS[message["method"]], message)
            if message["method"] == tasks.CHANGED:
                self.tasks.check_change(message)
            return
        owner = self.tokens.get(key(message.get("params", {}).get("progressToken")))
        questions = self.pending.get(owner)
        if message["method"] != "notifications/progress" or not questions:
            return self.blame("a notification that nobody asked for", message)
        self.check(questions[0].revision, NOTIFICATIONS[message["method"]], message)

    def receive_answer(self, message):
        if not isinstance(message["id"], (str, int)) or isinstance(message["id"], bool):
            return self.blame("an id that is no string and no integer", message)
        questions = self.pending.get(key(message["id"]))
        if not questions:
            if self.is_whole:
                return self.blame("an answer that nobody waits for", message)
            questions = [self.guess(message)]
        # Of two requests with one id, the later is the one that is refused.
        question = self.take(questions, message)
        if self.is_whole:
            self.subscriptions.answer(message, question)
        if "error" in message:
            self.receive_error(message, question)
        else:
            self.receive_result(message, question)

    @staticmethod
    def take(questions, message):
        """Of two requests with one id, the later is the one that is refused. A listener that was cancelled gets no answer,
        so its id may be in use again."""
        index = -1 if "error" in message else 0
        if index == 0 and len(questions) > 1 and questions[0].method == subscriptions.LISTEN:
            index = next((i for i, question in enumerate(questions) if not question.cancelled_at), 0)
        return questions.pop(index)

    @staticmethod
    def guess(message):
        """The question to an answer whose question could not be read."""
        result = message.get("result")
        is_modern = isinstance(result, dict) and "resultType" in result
        return Question({"method": "", "params": {"_meta": {VERSION: MODERN}} if is_modern else {}}, None)

    def receive_error(self, message, question):
        revision = question.revision
        # Older schemas want an id; a made-up one would be worse than none.
        if "id" not in message and revision < "2025-11-25":
            revision = "2025-11-25"
        self.check(revision, "JSONRPCErrorResponse" if revision >= "2025-11-25" else "JSONRPCError", message)
        code = message["error"].get("code")
        if code == -32022 and (revision == MODERN or not self.is_whole):
            self.check(MODERN, "UnsupportedProtocolVersionError", message)
        elif code == tasks.MISSING_CAPABILITY:
            self.tasks.check_refusal(message, question)
        elif code not in CODES and not features.is_known_code(message["error"], question, not question.method):
            self.blame("an unknown error code", message)

    def receive_result(self, message, question):
        revision, result = question.revision, message["result"]
        envelope = "JSONRPCResultResponse" if revision >= "2025-11-25" else "JSONRPCResponse"
        is_sound = self.check(revision, envelope, message)
        if revision == MODERN and isinstance(result, dict) and result.get("resultType") == "input_required":
            return self.elicitation.check_round(result, question)
        if isinstance(result, dict) and result.get("resultType") == "task":
            return self.tasks.check_created(result, question)
        if is_sound and question.method in RESULTS:
            self.check(revision, RESULTS[question.method], result)
        if not isinstance(result, dict) or not question.method:
            return
        self.check_era(result, question)
        if question.method == "tools/list":
            self.check_list(result, revision)
        elif question.method == "tools/call":
            self.check_call(result, question)
        elif question.method in tasks.RESULTS:
            self.tasks.check_result(result, question)
        else:
            features.check_result(self, result, question)

    def check(self, revision, definition, value):
        """Whether the value is valid; counted if so."""
        error = self.schemas.error(revision, definition, value)
        if error:
            self.blame(f"{revision} {definition}: {error}", value)
        elif revision in self.schemas.documents:
            self.checked[revision] = self.checked.get(revision, 0) + 1
        return not error

    # Rules that the schemas do not state

    def check_members(self, value, members, revision, about):
        if unknown := set(value) - since(revision, members):
            self.blame(f"{revision} knows no {sorted(unknown)}", about)

    def check_era(self, result, question):
        modern = {"resultType", "ttlMs", "cacheScope", "supportedVersions"}
        if question.revision != MODERN:
            if modern & set(result):
                self.blame("members of the modern era", result)
            info = result.get("serverInfo")
        else:
            if result.get("resultType") != "complete":
                self.blame("resultType is not complete", result)
            if (question.method in CACHEABLE) != ("ttlMs" in result and "cacheScope" in result):
                self.blame("caching hints are missing or out of place", result)
            info = result.get("_meta", {}).get(SERVER_INFO)
            if info is None:
                self.blame("serverInfo is missing", result)
        if info is not None:
            self.check_members(info, SERVER_MEMBERS, question.revision, result)

    def check_list(self, result, revision):
        for tool in result["tools"]:
            self.check_members(tool, TOOL_MEMBERS, revision, tool)
            self.check_schema(tool)
            tool = elicitation.without_token(tool)
            forms = self.schemas.published.get(tool["name"], [])
            if not any(all(form[name] == value for name, value in tool.items()) for form in forms):
                self.blame("not the tool as published", tool)

    def check_schema(self, tool):
        """In both drafts that clients read it by."""
        for draft in (validators.Draft7Validator, validators.Draft202012Validator):
            try:
                draft.check_schema(tool["inputSchema"])
            except SchemaError as error:
                self.blame(f"not a schema: {error.message[:200]}", tool)

    def check_call(self, result, question):
        self.check_members(result, CALL_MEMBERS, question.revision, result)
        if question.params["name"] in DOCUMENTS and not result.get("isError"):
            return self.check_document(result, question)
        text = result["content"][-1]["text"]
        # The rows of a list are a table, and the last line is the rest of the object.
        rest = json.loads(text.splitlines()[-1])
        data = result.get("structuredContent", rest)
        self.check_numbers(data, result)
        if result.get("isError"):
            if "structuredContent" in result:
                self.blame("a failure with structured content", result)
            return
        if error := self.schemas.output_error(question.params["name"], data):
            self.blame(f"not by the tool's output schema: {error}", result)
        differs = any(data.get(name) != value for name, value in rest.items()) or "\n" not in text and rest != data
        if question.revision >= "2025-06-18" and ("structuredContent" not in result or differs):
            self.blame("structured content and text differ", result)

    def check_document(self, result, question):
        """The text is a program, which the structured content only describes."""
        described = result.get("structuredContent")
        if (question.revision >= "2025-06-18") != (described is not None) or not result["content"][-1]["text"].strip():
            self.blame("no document, or nothing that describes it", result)
        elif described and (error := self.schemas.output_error(question.params["name"], described)):
            self.blame(f"not by the tool's output schema: {error}", result)

    def check_numbers(self, value, about):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for element in value:
                self.check_numbers(element, about)
        elif isinstance(value, float) or isinstance(value, int) and abs(value) > 2**53:
            self.blame("a number that not every client reads exactly", about)

    def end(self):
        if not self.is_whole:
            return
        for identifier, questions in self.pending.items():
            for question in questions:
                if identifier not in self.cancelled:
                    self.blame("never answered", {"id": identifier[2], "method": question.method})


def judge(schemas, transcript):
    conversation = Conversation(schemas, transcript["isWhole"])
    for line in transcript["sent"]:
        conversation.sent(line)
    for line in transcript["received"]:
        conversation.received(line)
    conversation.end()
    return {"problems": conversation.problems[:20], "checked": conversation.checked}


def main():
    schemas = Schemas(*[pathlib.Path(path) for path in sys.argv[1:3]] or [None])
    for line in sys.stdin:
        print(json.dumps(judge(schemas, json.loads(line))), flush=True)


main()

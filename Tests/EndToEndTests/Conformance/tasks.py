"""What may be said about tasks (extension io.modelcontextprotocol/tasks): rows 155 to 167 of the protocol table."""

NAME = "io.modelcontextprotocol/tasks"
DOCUMENT = "tasks"
CHANGED = "notifications/tasks"
MISSING_CAPABILITY = -32021
RESULTS = {"tasks/get": "Result", "tasks/update": "Result", "tasks/cancel": "Result"}
OWN_RESULTS = {"tasks/get": "GetTaskResult", "tasks/update": "UpdateTaskResult", "tasks/cancel": "CancelTaskResult"}
MODERN = "2026-07-28"
CAPABILITIES = "io.modelcontextprotocol/clientCapabilities"
PAYLOAD = {"working": None, "completed": "result", "failed": "error", "cancelled": None}


def is_declared(question):
    capabilities = question.meta.get(CAPABILITIES)
    extensions = capabilities.get("extensions") if isinstance(capabilities, dict) else None
    return isinstance(extensions, dict) and isinstance(extensions.get(NAME), dict)


class Tasks:
    def __init__(self, judge):
        self.judge = judge
        self.ended = {}

    def check_created(self, result, question):
        self.judge.check(DOCUMENT, "CreateTaskResult", result)
        if question.method and (question.method != "tools/call" or not is_declared(question)):
            self.judge.blame("resultType is not complete: a task that nobody can have asked for", result)
        if result.get("status") != "working" or "result" in result:
            self.judge.blame("a new task that does not work", result)
        if len(result.get("taskId", "")) < 22:
            self.judge.blame("an id that can be guessed", result)

    def check_result(self, result, question):
        self.judge.check(DOCUMENT, OWN_RESULTS[question.method], result)
        if question.method == "tasks/get":
            self.check_task(result)
            if result.get("taskId") != question.params.get("taskId"):
                self.judge.blame("another task", result)
        elif set(result) != {"resultType", "_meta"}:
            self.judge.blame("more than an acknowledgement", result)
        if not is_declared(question):
            self.judge.blame("an answer about tasks to who has not declared them", result)

    def check_change(self, message):
        self.judge.check(DOCUMENT, "TaskStatusNotification", message)
        self.check_task(message["params"])

    def check_task(self, task):
        """Each status has its own payload, and an end is final."""
        expected = PAYLOAD.get(task.get("status"), "?")
        if {name for name in ("result", "error", "inputRequests") if name in task} != {expected} - {None}:
            self.judge.blame("the payload of another status", task)
        if "result" in task:
            self.judge.check(MODERN, "CallToolResult", task["result"])
        if (task.get("status") == "working") != ("pollIntervalMs" in task):
            self.judge.blame("a poll interval out of place", task)
        end = self.ended.get(task["taskId"])
        shown = {name: task.get(name) for name in ("status", "result", "error", "lastUpdatedAt")}
        if end is not None and end != shown:
            self.judge.blame("an end that was not final", task)
        if task.get("status") != "working":
            self.ended[task["taskId"]] = shown

    def check_refusal(self, message, question):
        self.judge.check(MODERN, "MissingRequiredClientCapabilityError", message)
        required = message["error"].get("data", {}).get("requiredCapabilities")
        if required != {"extensions": {NAME: {}}}:
            self.judge.blame("another capability than that of tasks", message)
        if question.method and (is_declared(question) or question.method not in [*RESULTS, "subscriptions/listen"]):
            self.judge.blame("a refusal of who may ask", message)

"""Rules for resources, prompts and completion that the official schemas do not state."""

RESULTS = {
    "resources/list": "ListResourcesResult",
    "resources/templates/list": "ListResourceTemplatesResult",
    "resources/read": "ReadResourceResult",
    "resources/subscribe": "EmptyResult",
    "resources/unsubscribe": "EmptyResult",
    "prompts/list": "ListPromptsResult",
    "prompts/get": "GetPromptResult",
    "completion/complete": "CompleteResult",
    "subscriptions/listen": "SubscriptionsListenResult",
}
CACHEABLE = {"resources/list", "resources/templates/list", "resources/read", "prompts/list"}
NOT_FOUND = -32002

CAPABILITIES = {
    "2024-11-05": {"tools", "resources", "prompts"},
    "2025-03-26": {"completions"},
    "2026-07-28": {"extensions"},
}
RESOURCE = {
    "2024-11-05": {"uri", "name", "description", "mimeType", "size", "annotations"},
    "2025-06-18": {"title", "_meta"},
    "2025-11-25": {"icons"},
}
TEMPLATE = {**RESOURCE, "2024-11-05": {"uriTemplate", "name", "description", "mimeType", "annotations"}}
PROMPT = {
    "2024-11-05": {"name", "description", "arguments"},
    "2025-06-18": {"title", "_meta"},
    "2025-11-25": {"icons"},
}
ARGUMENT = {"2024-11-05": {"name", "description", "required"}, "2025-06-18": {"title"}}
CONTENTS = {"2024-11-05": {"uri", "mimeType", "text", "blob"}, "2025-06-18": {"_meta"}}
ROWS = {
    "resources/list": ("resources", RESOURCE),
    "resources/templates/list": ("resourceTemplates", TEMPLATE),
    "prompts/list": ("prompts", PROMPT),
}


def check_result(judge, result, question):
    """`judge` is the conversation."""
    if question.method in ROWS:
        check_rows(judge, result, question)
    elif question.method == "resources/read":
        check_contents(judge, result, question)
    elif question.method == "completion/complete":
        check_completion(judge, result, question)
    elif question.method in ("initialize", "server/discover"):
        judge.check_members(result["capabilities"], CAPABILITIES, question.revision, result)


def check_rows(judge, result, question):
    member, known = ROWS[question.method]
    names = set()
    for row in result[member]:
        judge.check_members(row, known, question.revision, row)
        for argument in row.get("arguments", []):
            judge.check_members(argument, ARGUMENT, question.revision, row)
        names.add(row.get("uri") or row.get("uriTemplate") or row["name"])
    if len(names) < len(result[member]):
        judge.blame("a row that is listed twice", result)


def check_contents(judge, result, question):
    if not result["contents"]:
        judge.blame("a resource without contents", result)
    for contents in result["contents"]:
        judge.check_members(contents, CONTENTS, question.revision, contents)
        if contents["uri"] != question.params.get("uri"):
            judge.blame("the contents of another resource", result)


def check_completion(judge, result, question):
    completion = result["completion"]
    values, total = completion["values"], completion.get("total")
    if len(values) > 100:
        judge.blame("more than 100 values", result)
    if total is not None and completion.get("hasMore", False) != (total > len(values)):
        judge.blame("total and hasMore contradict the values", result)
    typed = question.params["argument"]["value"].lower()
    if not all(value.lower().startswith(typed) for value in values):
        judge.blame("a value that does not begin with what is typed", result)


def is_known_code(error, question, is_guessed):
    """Rows 70, 106: the code of its own is one of the older revisions, and names the resource."""
    if error.get("code") != NOT_FOUND or question.revision == "2026-07-28":
        return False
    uri = error.get("data", {}).get("uri") if isinstance(error.get("data"), dict) else None
    asked = question.params.get("uri")
    if is_guessed:
        return isinstance(uri, str)
    return question.method in ("resources/read", "resources/subscribe") and uri == asked[:2048]

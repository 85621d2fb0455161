"""The official schemas of the protocol, where they are on this machine."""
import json
import os
import pathlib

from jsonschema import validators
from jsonschema.exceptions import best_match

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULTS = {
    "initialize": "InitializeResult",
    "server/discover": "DiscoverResult",
    "ping": "EmptyResult",
    "tools/list": "ListToolsResult",
    "tools/call": "CallToolResult",
    "resources/list": "ListResourcesResult",
    "resources/templates/list": "ListResourceTemplatesResult",
    "resources/read": "ReadResourceResult",
    "prompts/list": "ListPromptsResult",
    "prompts/get": "GetPromptResult",
    "completion/complete": "CompleteResult",
}


class Schemas:
    def __init__(self):
        folder = pathlib.Path(os.environ.get("PAYIN_MCP_ORACLES", ROOT.parent / "shared")) / "mcp-schema"
        self.absent = f"SKIPPED: no official schemas at {folder}; set PAYIN_MCP_ORACLES to its parent folder"
        self.documents = {path.stem: json.loads(path.read_text()) for path in folder.glob("20*.json")}
        self.validators, self.count = {}, 0

    def check(self, revision, method, result):
        """Raises an error if the result is not valid by its revision's schema."""
        definition = RESULTS.get(method)
        if result.get("resultType") == "input_required":
            definition = "InputRequiredResult"
        if revision not in self.documents or not definition:
            return
        key = revision, definition
        if key not in self.validators:
            document = self.documents[revision]
            place = "$defs" if "$defs" in document else "definitions"
            schema = {**document, "$ref": f"#/{place}/{definition}"}
            self.validators[key] = validators.validator_for(schema, default=validators.Draft202012Validator)(schema)
        problem = best_match(self.validators[key].iter_errors(result))
        assert problem is None, f"not a {definition}: {problem.json_path}: {problem.message[:200]}"
        self.count += 1

"""server.json for the MCP registry (schema 2025-12-11): where the packages of this version are."""
import hashlib
import json

import project

SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
VARIABLES = [
    {
        "name": "PAYIN_API_KEY", "description": "Your PayIn key. Without it the sandbox inside the program serves.",
        "isSecret": True, "isRequired": False, "placeholder": "pk_…"},
    {
        "name": "PAYIN_ENVIRONMENT",
        "description": "The network; auto: it follows from the address. The main network needs PAYIN_BASE_URL too.",
        "choices": project.ENVIRONMENTS, "isRequired": False},
    {
        "name": "PAYIN_BASE_URL", "description": "The API; PayIn's test network if not set.",
        "placeholder": "https://app.payin.com/api/v1", "isRequired": False},
    {
        "name": "PAYIN_ALLOW_MAINNET_WRITES",
        "description": "1 allows writes on the main network, with PAYIN_ENVIRONMENT=mainnet; else it is read-only.",
        "choices": ["0", "1"], "isRequired": False},
    {
        "name": "PAYIN_LANG", "description": "The language of results and errors; else the system's.",
        "choices": ["en", "zh"], "isRequired": False},
]


def make(version, bundle_name, bundle):
    common = {"transport": {"type": "stdio"}, "environmentVariables": VARIABLES}
    address = f"{project.REPOSITORY}/releases/download/v{version}/{bundle_name}"
    document = {
        "$schema": SCHEMA, "name": project.REGISTRY_NAME, "title": project.TITLE, "description": project.SUMMARY,
        "version": version, "repository": {"url": project.REPOSITORY, "source": "github"},
        "websiteUrl": project.REPOSITORY,
        "packages": [
            {"registryType": "pypi", "identifier": project.NAME, "version": version, "runtimeHint": "uvx", **common},
            {
                "registryType": "mcpb", "identifier": address,
                "fileSha256": hashlib.sha256(bundle).hexdigest(), **common},
            {"registryType": "oci", "identifier": f"{project.IMAGE}:{version}", "runtimeHint": "docker", **common},
        ],
    }
    return "server.json", (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()

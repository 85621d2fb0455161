"""The bundle that desktop clients install with one click (MCPB, manifest 0.3): the program with its libraries."""
import json

import project
from archive import Tree, zipped

# What is left empty counts as not set; an empty key does so only beside the environment `auto`.
USER_CONFIG = {
    "api_key": {
        "type": "string", "title": "API key", "sensitive": True, "required": False, "default": "",
        "description": "Your PayIn key (pk_…). Not needed for the sandbox."},
    "environment": {
        "type": "string", "title": "Environment", "required": False, "default": "auto",
        "description": "auto: the API with a key, the sandbox inside this extension without one. Or sandbox, testnet, "
        "or mainnet with a base URL."},
    "base_url": {
        "type": "string", "title": "Base URL", "required": False, "default": "",
        "description": "Only for the main network: https://app.payin.com/api/v1"},
    "allow_mainnet_writes": {
        "type": "boolean", "title": "Allow writes on the main network", "required": False, "default": False,
        "description": "Real money. Without it the main network, which the environment must name too, is read-only."},
    "language": {
        "type": "string", "title": "Language", "required": False, "default": "",
        "description": "en or zh; empty follows the system."},
}
VARIABLES = {
    "PAYIN_API_KEY": "api_key", "PAYIN_ENVIRONMENT": "environment", "PAYIN_BASE_URL": "base_url",
    "PAYIN_ALLOW_MAINNET_WRITES": "allow_mainnet_writes", "PAYIN_LANG": "language"}


def tools(program, language):
    return [{"name": tool["name"], "description": tool["description"]} for tool in program.tools(language)]


def manifest(program):
    return {
        "manifest_version": "0.3", "name": project.NAME, "display_name": project.TITLE, "version": program.version,
        "description": project.SUMMARY, "long_description": project.DETAILS, "author": {"name": "payin-mcp"},
        "repository": {"type": "git", "url": project.REPOSITORY}, "homepage": project.REPOSITORY,
        "documentation": f"{project.REPOSITORY}/blob/v{program.version}/README.md",
        "support": f"{project.REPOSITORY}/issues", "license": project.LICENCE, "keywords": project.KEYWORDS,
        "localization": {"resources": "mcpb-resources/${locale}.json", "default_locale": "en-US"},
        "server": {
            "type": "binary", "entry_point": "server/payin-mcp",
            "mcp_config": {
                "command": "${__dirname}/server/payin-mcp", "args": [],
                "env": {variable: f"${{user_config.{key}}}" for variable, key in VARIABLES.items()}}},
        "tools": tools(program, "en"), "tools_generated": True,
        "compatibility": {"platforms": ["linux"]}, "user_config": USER_CONFIG,
    }


def chinese(program):
    return {
        "display_name": project.TITLE_ZH, "description": project.SUMMARY_ZH, "long_description": project.DETAILS_ZH,
        "tools": tools(program, "zh")}


def text(value):
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def make(program, carried, licences, bill):
    tree = carried.below("server")
    tree.add("manifest.json", text(manifest(program)))
    for locale in ("zh-CN", "zh-Hans"):
        tree.add(f"mcpb-resources/{locale}.json", text(chinese(program)))
    tree.add("LICENSE", program.text("LICENSE"))
    tree.add("THIRD-PARTY-LICENSES.txt", licences)
    tree.add("sbom.cdx.json", bill)
    return f"{project.NAME}-{program.version}-linux-{program.architecture}.mcpb", zipped(tree, program.epoch)

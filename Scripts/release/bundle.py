"""The bundle that desktop clients install with one click (MCPB, manifest 0.3): the program with its libraries."""
import json

import project
from archive import Tree, zipped

# An empty default counts as not set, so that what a person leaves out changes nothing.
USER_CONFIG = {
    "api_key": {
        "type": "string", "title": "API key", "sensitive": True, "required": False, "default": "",
        "description": "Your PayIn key (pk_…). Not needed for the sandbox."},
    "environment": {
        "type": "string", "title": "Environment", "required": False, "default": "sandbox",
        "description": "sandbox (inside this extension, no key), testnet, or mainnet with a base URL."},
    "base_url": {
        "type": "string", "title": "Base URL", "required": False, "default": "",
        "description": "Only for the main network: https://app.payin.com/api/v1"},
    "language": {
        "type": "string", "title": "Language", "required": False, "default": "",
        "description": "en or zh; empty follows the system."},
}
VARIABLES = {
    "PAYIN_API_KEY": "api_key", "PAYIN_ENVIRONMENT": "environment", "PAYIN_BASE_URL": "base_url",
    "PAYIN_LANG": "language"}


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

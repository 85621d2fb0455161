"""Writes a fold for each client that payin-mcp knows into the READMEs, between the marks that stand there.

What a fold says comes from the program itself (`payin-mcp config --json`). A page on the web may not link to a scheme such
as `cursor:`, so the links are the https addresses by which these clients lead to it. They start the program by uvx, since
a link cannot know where it is installed. Usage: client-folds.py BINARY [--check]
"""
import base64
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME, PROGRAM = "/home/you", "/home/you/.local/bin/payin-mcp"
FORMATS = {"JSON": "json", "JSON with comments": "json", "TOML": "toml", "YAML": "yaml"}

WORDS = {
    "README.md": {
        "add": "[Add to {title}]({link}), which starts it by `uvx`. ", "type": "Type `{command}`. ",
        "write": "`payin-mcp config --client {client} --write` puts it into `{file}`:"},
    "README.zh-CN.md": {
        "add": "[一键添加到 {title}]({link})（通过 `uvx` 启动）。", "type": "输入 `{command}`。",
        "write": "`payin-mcp config --client {client} --write` 会将它写入 `{file}`："},
}


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def links(version):
    """By the names of clients. With the version, or the tools may change from one day to the next."""
    server = {"command": "uvx", "args": [f"payin-mcp@{version}"]}
    code = urllib.parse.quote(base64.b64encode(compact(server).encode()), safe="")
    text = urllib.parse.quote(compact(server), safe="")
    stdio = urllib.parse.quote(compact({"type": "stdio", **server}), safe="")
    return {
        "cursor": f"https://cursor.com/en/install-mcp?name=payin&config={code}",
        "vscode": f"https://vscode.dev/redirect/mcp/install?name=payin&config={stdio}",
        "kiro": f"https://kiro.dev/launch/mcp/add?name=payin&config={text}",
        "lm-studio": f"https://lmstudio.ai/install-mcp?name=payin&config={code}",
    }


def asked(binary, *arguments, language="en"):
    environment = {"HOME": HOME, "PATH": os.environ["PATH"], "PAYIN_LANG": language}
    command = [binary, "config", "--json", *arguments]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def fold(words, client, guide, links):
    facts = {"client": client, "title": guide["title"], "command": guide["command"], "link": links.get(client),
             "file": guide["file"].replace(HOME, "~")}
    ways = "".join(words[way].format(**facts) for way, fact in (("add", "link"), ("type", "command")) if facts[fact])
    return "\n".join([
        "<details>", f"<summary>{guide['title']}</summary>", "", ways + words["write"].format(**facts), "",
        f"```{FORMATS[guide['format']]}", guide["snippet"].rstrip("\n"), "```", "", guide["note"], "", "</details>"])


def page(binary, name):
    path = ROOT / name
    language = "zh" if "zh" in name else "en"
    known = links(subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout.strip())
    folds = [
        fold(WORDS[name], client, asked(binary, "--client", client, "--command", PROGRAM, language=language), known)
        for client in (entry["name"] for entry in asked(binary)["clients"])]
    text = path.read_text()
    made = re.sub(r"(<!-- clients -->\n).*(<!-- /clients -->)",
                  lambda marks: f"{marks[1]}\n" + "\n\n".join(folds) + f"\n\n{marks[2]}", text, flags=re.S)
    return path, text, made


def main():
    binary, checks = sys.argv[1], "--check" in sys.argv
    for name in WORDS:
        path, text, made = page(binary, name)
        if checks:
            assert made == text, f"{name} differs from what {pathlib.Path(binary).name} says: run Scripts/client-folds.py"
            assert text.count("<details>") >= 15, name
        else:
            path.write_text(made)


if __name__ == "__main__":
    main()

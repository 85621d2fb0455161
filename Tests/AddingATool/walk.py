"""Follows the checklist of docs/adding-a-tool.md in a copy of the project, by the blocks and file names in it."""
import ast
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = "docs/adding-a-tool.md"
MOST_FILES = 8
# A heading with a file's name, and the first block after it. A block that is no diff is the whole new file.
STEP = re.compile(r"^### \d+\. `([^`\n]+)`.*\n(?:(?!###|```).*\n)*```(\w+)\n((?:(?!```).*\n)*)```$", re.MULTILINE)


def steps():
    """The file, the kind and the text of each block, in the order of the document."""
    text = (ROOT / DOCUMENT).read_text("utf-8")
    found = STEP.findall(text)
    assert len(found) == len(re.findall(r"^### \d+\.", text, re.MULTILINE)) > 0, "a step has no file or no block"
    return found


def patched(path, text, diff):
    """`text` after each hunk of `diff`, whose old lines must stand in it exactly once, one after the other."""
    for hunk in re.split(r"^@@.*\n", diff, flags=re.MULTILINE):
        lines = [" \n" if line == "\n" else line for line in hunk.splitlines(keepends=True)]
        if not lines:
            continue
        assert all(line[0] in " +-" for line in lines), f"{path}: no line of a diff in\n{hunk}"
        old = "".join(line[1:] for line in lines if line[0] != "+")
        new = "".join(line[1:] for line in lines if line[0] != "-")
        assert old != new and text.count(old) == 1, f"{path} has these lines {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    return text


def contents():
    """The bytes of every tracked file as it is on disk, with the document's changes made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    paths = [path for path in listed.decode().split("\0") if (ROOT / path).is_file()]
    files = {path: (ROOT / path).read_bytes() for path in paths}
    for path, kind, block in steps():
        if kind == "diff":
            files[path] = patched(path, files[path].decode(), block).encode()
        else:
            assert path not in files, f"{path} is not new"
            files[path] = block.encode()
    return files


def write(files, copy):
    """Makes the copy hold these files only. What has not changed keeps its time, so that it is not built again."""
    for old in [path for path in copy.rglob("*") if path.is_file()]:
        name = old.relative_to(copy)
        if name.parts[0] != ".build" and str(name) not in files:
            old.unlink()
    for path, data in files.items():
        file = copy / path
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def new_tools(files):
    paths = [path for path, kind, _ in steps() if path.startswith("schemas/tools/") and kind != "diff"]
    return [json.loads(files[path]) for path in paths]


def expect_documented_and_called(tool, files):
    """Where the tests that are built here do not look: the page of all tools, and the calls of real clients."""
    kind = "read" if tool["annotations"]["readOnlyHint"] else "write"
    row = rf"^\| `{tool['name']}` \| (?:on|off|sandbox) \| {kind} \| .+ \|$"
    rows = re.findall(row, files["docs/tools.md"].decode(), re.MULTILINE)
    assert len(rows) == 1, f"docs/tools.md describes {tool['name']} {len(rows)} times"
    story = ast.parse(files["Tests/Interop/story.py"])
    calls = [node for node in ast.walk(story) if isinstance(node, ast.Call)]
    named = [call.args[0] for call in calls if getattr(call.func, "attr", "") == "call" and call.args]
    names = {argument.value for argument in named if isinstance(argument, ast.Constant)}
    assert tool["name"] in names, f"Tests/Interop/story.py does not call {tool['name']}"


def touched(suffix=""):
    return [path for path in dict.fromkeys(path for path, _, _ in steps()) if path.endswith(suffix)]


def new_tests():
    blocks = "".join(block for _, _, block in steps())
    return re.findall(r"^\+ *@Test.* func (\w+)\(\)", blocks, re.MULTILINE)


def main(arguments):
    if arguments[0] == "--touched":
        print(*touched(arguments[1]), sep="\n")
    elif arguments[0] == "--tests":
        print(*new_tests(), sep="\n")
    else:
        files = contents()
        tools = new_tools(files)
        assert tools and new_tests(), "no step adds a file to schemas/tools, or none adds a test"
        for tool in tools:
            expect_documented_and_called(tool, files)
        write(files, ROOT / arguments[0])
        names = ", ".join(tool["name"] for tool in tools)
        print(f"Adding {names} touches {len(touched())} files:", *touched(), sep="\n  ")
        assert len(touched()) <= MOST_FILES, f"at most {MOST_FILES} files, by this project's own rule"


main(sys.argv[1:])

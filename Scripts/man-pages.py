"""Writes a manual page (mdoc(7)) for each command of payin-mcp into a folder.

Usage: man-pages.py BINARY FOLDER. The pages are made from what the binary says of its commands.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

STATUSES = {
    0: "All is well.", 1: "A tool failed, an expectation did not hold, or a check found a fault.",
    2: "The command line has a mistake.", 3: "A setting is wrong, or a port is taken.",
    4: "Standard output cannot be written, or what a server wrote was no protocol.",
    5: "The API or the receiver cannot be reached, or did not answer in time.",
}


def escape(text):
    """Text in which roff sees no request, no escape, no place for a hyphen, no minus sign and nothing but ASCII."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = re.sub(r"\b(?=\w*_)", r"\\%", text)  # no hyphen in the name of a variable
    text = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text)
    return "\\&" + text if text[:1] in (".", "'") else text


def quote(text):
    """One argument of a macro."""
    return '"' + escape(text).replace('"', '""') + '"'


def paragraphs(text, program):
    """Paragraphs of a discussion; a line that begins with the program, or sets a variable for it, is an example."""
    for block in text.split("\n\n"):
        lines = block.split("\n")
        if all(program in line.split() for line in lines):
            yield ".Bd -literal -offset indent"
            yield from (escape(line) for line in lines)
            yield ".Ed"
        else:
            yield ".Pp"
            yield from (escape(line) for line in lines)


def flags(argument):
    """The names of an option as macro arguments, short ones first: `Fl h , Fl \\-help`."""
    names = sorted(argument["names"], key=lambda name: len(name["name"]))
    return " , ".join(f"Fl {escape(name['name'] if name['kind'] == 'short' else '-' + name['name'])}" for name in names)


def synopsis(argument):
    value = f" Ar {escape(argument['valueName'])}"
    if argument["kind"] == "positional":
        form = value[1:]
    else:
        name = argument["preferredName"]["name"]
        form = f"Fl {escape('-' + name)}" + (value if argument["kind"] == "option" else "")
    return f".Op {form}" if argument["isOptional"] else f".{form}"


def option(argument):
    value = f" Ar {escape(argument['valueName'])}" if argument["kind"] != "flag" else ""
    yield f".It {value[1:] if argument['kind'] == 'positional' else flags(argument) + value}"
    yield escape(argument.get("abstract", ""))
    if "defaultValue" in argument:
        yield escape(f"The default is {argument['defaultValue']}.")


def page(command, path, pages, date):
    name = "-".join(path)
    yield f".Dd {date}"
    yield f".Dt {escape(name.upper())} 1"
    yield ".Os"
    yield ".Sh NAME"
    yield f".Nm {escape(name)}"
    yield f".Nd {quote(command['abstract'].rstrip('.'))}"
    yield ".Sh SYNOPSIS"
    yield f".Nm {escape(' '.join(path))}"
    shown = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
    yield from map(synopsis, shown)
    subcommands = [entry for entry in command.get("subcommands", []) if entry["commandName"] != "help"]
    if subcommands:
        yield ".Op Ar command"
    yield ".Sh DESCRIPTION"
    yield escape(command["abstract"])
    yield from paragraphs(command.get("discussion", ""), path[0])
    if shown:
        yield from [".Pp", "The options are:", ".Bl -tag -width Ds"]
        for argument in shown:
            yield from option(argument)
        yield ".El"
    if subcommands:
        yield from [".Pp", "The commands are:", ".Bl -tag -width Ds"]
        for entry in subcommands:
            yield from [f".It Cm {escape(entry['commandName'])}", escape(entry["abstract"])]
        yield ".El"
    yield from [".Sh EXIT STATUS", ".Bl -tag -width Ds"]
    for status, meaning in STATUSES.items():
        yield from [f".It {status}", escape(meaning)]
    yield ".El"
    yield ".Sh SEE ALSO"
    others = sorted(other for other in pages if other != name)
    yield from (f".Xr {escape(other)} 1{' ,' if other != others[-1] else ''}" for other in others)


def walk(command, path):
    yield command, path
    for entry in command.get("subcommands", []):
        if entry["commandName"] != "help" and entry["shouldDisplay"]:
            yield from walk(entry, path + [entry["commandName"]])


def main():
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    environment = {**os.environ, "PAYIN_LANG": "en"}
    dump = subprocess.run([binary, "--experimental-dump-help"], env=environment, capture_output=True, check=True)
    root = json.loads(dump.stdout)["command"]
    commands = list(walk(root, [root["commandName"]]))
    names = ["-".join(path) for _, path in commands]
    # Packages are made at a time that is named, so that their bytes do not depend on when.
    made = int(os.environ.get("SOURCE_DATE_EPOCH") or os.stat(binary).st_mtime)
    date = time.strftime("%B %-d, %Y", time.gmtime(made))
    folder.mkdir(parents=True, exist_ok=True)
    for command, path in commands:
        text = "\n".join(page(command, path, names, date)) + "\n"
        (folder / f"{'-'.join(path)}.1").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

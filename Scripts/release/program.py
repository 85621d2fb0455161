"""The files that every package has: the program, its manual, its completions and the licences."""
import json
import os
import pathlib
import re
import subprocess
import tempfile

import project
from archive import Tree, compressed
from elf import ELF, settled


class Program:
    """A release binary with what belongs to it."""

    def __init__(self, root, binary, epoch):
        self.root, self.path, self.epoch = root, binary, epoch
        self.elf = ELF(settled(binary.read_bytes()))
        self.architecture = self.elf.architecture
        self.glibc = self.elf.glibc()
        self.version = self.run("--version").strip()
        self.manual = self.made_manual()

    def run(self, *arguments, language="en", text=""):
        environment = {"PATH": os.environ["PATH"], "PAYIN_LANG": language}
        return subprocess.run(
            [self.path, *arguments], env=environment, input=text, capture_output=True, text=True, check=True).stdout

    def tools(self, language):
        """The definitions that the server lists without a key."""
        about = {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {},
            "io.modelcontextprotocol/clientInfo": {"name": "release", "version": "1"}}
        request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": about}}
        reply = self.run("--sandbox-db", ":memory:", language=language, text=json.dumps(request) + "\n")
        return json.loads(reply)["result"]["tools"]

    def made_manual(self):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(self.epoch)}
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([self.root / "Scripts/manual.sh", self.path, folder], env=environment, check=True)
            files = [path for path in pathlib.Path(folder).rglob("*") if path.is_file()]
            return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    def share(self, zsh="zsh/site-functions", fish="fish/vendor_completions.d"):
        """The manual and the completions, under the folders in which systems look for them."""
        tree = Tree()
        for path, content in self.manual.items():
            folder, name = path.split("/")
            if folder == "man1":
                tree.add(f"man/man1/{name}.gz", compressed(content))
            else:
                place = {"bash": "bash-completion/completions", "zsh": zsh, "fish": fish}[folder]
                # Shells read these files, and never run them.
                tree.add(f"{place}/{name}", content.removeprefix(b"#!/bin/bash\n"))
        return tree

    def page(self, path):
        """A page with its relative links made absolute, since packages carry it without what it links to."""
        base = f"{project.REPOSITORY}/blob/v{self.version}/"
        text = re.sub(r"(?<!!)(\[[^\]]*\]\()(?![a-z]+:|#)", rf"\g<1>{base}", self.text(path))
        return re.sub(r"(!\[[^\]]*\]\()(?![a-z]+:)", rf"\g<1>{base.replace('/blob/', '/raw/')}", text)

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

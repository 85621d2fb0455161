"""The wheel for PyPI (PEP 427, 600, 639, 770): the program with its libraries, and an entry point that becomes it."""
import base64
import hashlib

import project
from archive import Tree, zipped
from elf import ELF

ENTRY = '''"""payin-mcp as a package of Python, which only starts the program inside."""
import os
import signal
import sys


def main():
    # Python ignores these signals, and the program would inherit that.
    for name in ("SIGPIPE", "SIGXFSZ"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bin", "payin-mcp")
    # `payin-mcp config` writes the name that it was started by. That of a module cannot be started.
    script = os.path.abspath(sys.argv[0])
    os.execv(program, [script if os.access(script, os.X_OK) else program, *sys.argv[1:]])
'''
MODULE = '"""python -m payin_mcp"""\nfrom payin_mcp import main\n\nmain()\n'


def readme(program):
    """README.md, with the mark that the registry looks for."""
    return f"{program.page('README.md').rstrip()}\n\n<!-- mcp-name: {project.REGISTRY_NAME} -->\n"


def metadata(program):
    fields = [
        ("Metadata-Version", "2.4"), ("Name", project.NAME), ("Version", program.version),
        ("Summary", project.SUMMARY), ("License-Expression", project.LICENCE), ("License-File", "LICENSE"),
        ("License-File", "THIRD-PARTY-LICENSES.txt"), ("Keywords", ",".join(project.KEYWORDS)),
        ("Requires-Python", ">=3.8"), ("Project-URL", f"Source, {project.REPOSITORY}"),
        ("Project-URL", f"Changes, {project.REPOSITORY}/blob/v{program.version}/CHANGELOG.md"),
        ("Classifier", "Operating System :: POSIX :: Linux"), ("Classifier", "Environment :: Console"),
        ("Description-Content-Type", "text/markdown; charset=UTF-8")]
    return "".join(f"{name}: {value}\n" for name, value in fields) + "\n" + readme(program)


def record(tree, path):
    lines = []
    for name, (content, _) in sorted(tree.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join(lines) + f"{path},,\n"


def make(program, carried, licences, bill):
    major, minor = max(ELF(content).glibc() for content, _ in carried.values())
    tag = f"py3-none-manylinux_{major}_{minor}_{program.architecture}"
    stem = f"{project.MODULE}-{program.version}"
    tree = Tree()
    tree.add(f"{project.MODULE}/__init__.py", ENTRY)
    tree.add(f"{project.MODULE}/__main__.py", MODULE)
    tree.update(carried.below(f"{project.MODULE}/bin"))
    tree.update(program.share().below(f"{stem}.data/data/share"))
    about = Tree()
    about.add("METADATA", metadata(program))
    about.add("WHEEL", f"Wheel-Version: 1.0\nGenerator: payin-mcp\nRoot-Is-Purelib: false\nTag: {tag}\n")
    about.add("entry_points.txt", f"[console_scripts]\npayin-mcp = {project.MODULE}:main\n")
    about.add("licenses/LICENSE", program.text("LICENSE"))
    about.add("licenses/THIRD-PARTY-LICENSES.txt", licences)
    about.add("sboms/payin-mcp.cdx.json", bill)
    tree.update(about.below(f"{stem}.dist-info"))
    path = f"{stem}.dist-info/RECORD"
    tree.add(path, record(tree, path))
    return f"{stem}-{tag}.whl", zipped(tree, program.epoch, last=[path])

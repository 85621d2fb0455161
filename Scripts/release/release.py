"""Makes all packages of one version in a folder. Usage: see Scripts/release.sh, which calls it."""
import argparse
import hashlib
import pathlib

import bundle
import components
import deb
import libraries
import notices
import project
import registry
import tarball
import wheel
from archive import Tree
from program import Program

ROOT = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("version")
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--resolved", type=pathlib.Path, required=True)
    parser.add_argument("--libraries", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    return parser.parse_args()


def carried(program, shared):
    """The program and its libraries in one folder, in which the loader looks for them first."""
    tree = Tree()
    tree.add("payin-mcp", program.elf.beside(), executable=True)
    for name, path in shared.items():
        tree.add(name, path.read_bytes())
    return tree


def notes(program, linked, shared):
    """The licences and the bill of materials of a package with these shared libraries."""
    parts = {part["purl"]: part for part in shared}.values()
    texts = notices.licences([*linked, *parts])
    return texts, notices.bill(program.version, linked, parts, program.epoch)


def described(program, kind, licences, bill):
    """Licences and bill of materials as files of their own, named by the kind of package that they are of."""
    yield f"THIRD-PARTY-LICENSES{kind}.txt", licences.encode()
    yield f"{project.NAME}-{program.version}{kind}.cdx.json", bill.encode()


def clear(folder):
    """Removes what an earlier run has made, and refuses a folder with anything else: all in it would be published."""
    sums = folder / "SHA256SUMS"
    made = {line.split("  ", 1)[1] for line in sums.read_text().splitlines()} if sums.exists() else set()
    present = {path.name for path in folder.iterdir()}
    if others := sorted(present - made - {sums.name}):
        raise SystemExit(f"release: {folder} holds files that no release made: {', '.join(others)}")
    for name in present:
        (folder / name).unlink()


def packages(program, linked, folder):
    system = libraries.closure(program.path)
    direct = [libraries.component(name, system[name]) for name in program.elf.needed() if name in system]
    own = libraries.closure(program.path, folder)
    # The licences of the system's libraries come with the system.
    licences, bill = notices.licences(linked), notes(program, linked, direct)[1]
    yield tarball.make(program, licences, bill)
    yield deb.make(program, linked, licences, bill)
    yield from described(program, "", licences, bill)
    inside = notes(program, linked, [libraries.component(name, path) for name, path in own.items()])
    yield from described(program, "-with-libraries", *inside)
    files = carried(program, own)
    yield wheel.make(program, files, *inside)
    name, content = bundle.make(program, files, *inside)
    yield name, content
    yield registry.make(program.version, name, content)


def main():
    options = arguments()
    program = Program(ROOT, options.binary.resolve(), project.epoch(ROOT))
    if program.version != options.version:
        raise SystemExit(f"release: the binary says that it is {program.version}, not {options.version}")
    linked = components.linked(options.resolved, options.build / "checkouts")
    # Everything is packed before the folder is touched, so that a failure leaves it as it was.
    made = dict(packages(program, linked, options.libraries.resolve()))
    options.output.mkdir(parents=True, exist_ok=True)
    clear(options.output)
    for name, content in made.items():
        (options.output / name).write_bytes(content)
    sums = [f"{hashlib.sha256(made[name]).hexdigest()}  {name}\n" for name in sorted(made)]
    (options.output / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()

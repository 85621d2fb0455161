"""The shared libraries of a binary, and the packages of this system that they come from."""
import json
import os
import pathlib
import re
import subprocess

from components import debian_component

# Parts of glibc belong together with the loader, which no package can carry.
GLIBC = re.compile(r"(ld-linux.*|linux-vdso|lib(c|m|dl|rt|pthread|resolv|util|anl|nss_\w+))\.so\.\d+")

CURL = "libcurl.so.4"


def closure(binary, folder=None):
    """All libraries that the loader finds for a binary, by name, without glibc's; those in the folder come first."""
    environment = {**os.environ, **({"LD_LIBRARY_PATH": str(folder)} if folder else {})}
    text = subprocess.run(["ldd", str(binary)], env=environment, capture_output=True, text=True, check=True).stdout
    if missing := re.findall(r"(\S+) => not found", text):
        raise SystemExit(f"release: these libraries are missing here: {', '.join(missing)}")
    found = dict(re.findall(r"(\S+) => (/\S+)", text))
    # The system's libcurl, which the loader would take instead, brings 25 libraries along.
    if folder and pathlib.Path(found.get(CURL, "/")).parent.resolve() != folder:
        raise SystemExit(f"release: no {CURL} for this binary in {folder}")
    return {name: pathlib.Path(path) for name, path in sorted(found.items()) if not GLIBC.fullmatch(name)}


def component(name, path):
    """What a library is: by the file beside it that says so, or by the package it is installed from."""
    origin = path.with_name(path.name + ".origin.json")
    if origin.exists():
        stated = json.loads(origin.read_text())
        licence = origin.with_name(stated["licence"]).read_text(errors="replace")
        purl = f"pkg:deb/debian/{stated['name']}@{stated['version']}?arch=source"
        return {"name": stated["name"], "version": stated["version"], "purl": purl, "licence": licence}
    return debian_component(path)

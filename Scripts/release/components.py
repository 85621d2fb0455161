"""What is in a binary besides this project's own code: each part with its version, address and licence."""
import json
import pathlib
import re
import subprocess
import urllib.parse

# Linked in as archives or compiled from headers: a file of each, for clang's folders and pkg-config's.
ARCHIVES = ["libstdc++.a", "libyaml.a"]
HEADERS = ["/usr/include/toml++/toml.h"]


def output(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    return result.stdout.strip() if result.returncode == 0 else ""


def debian_component(path):
    """The Debian package that a file belongs to."""
    real = str(pathlib.Path(path).resolve())
    # The database has paths from before and after the merge of / and /usr.
    owners = next(filter(None, (output("dpkg-query", "-S", name) for name in (real, real.removeprefix("/usr")))), "")
    if not owners:
        raise SystemExit(f"release: no package owns {path}")
    package = owners.split(": ")[0].split(",")[0]
    form = "${Package}\n${Version}\n${Architecture}"
    name, version, architecture = output("dpkg-query", "-W", "-f", form, package).split("\n")
    licence = pathlib.Path(f"/usr/share/doc/{name}/copyright").read_text(errors="replace")
    purl = f"pkg:deb/debian/{urllib.parse.quote(name)}@{urllib.parse.quote(version)}?arch={architecture}"
    return {"name": name, "version": version, "purl": purl, "licence": licence}


def swift_packages(resolved, checkouts):
    for pin in json.loads(resolved.read_text())["pins"]:
        folder = checkouts / pin["identity"]
        texts = [folder / name for name in ("LICENSE.txt", "NOTICE.txt") if (folder / name).exists()]
        if not texts:
            raise SystemExit(f"release: {folder} has no licence; --build names the folder of the build")
        address = pin["location"].removeprefix("https://").removesuffix(".git")
        yield {
            "name": pin["identity"], "version": pin["state"]["version"],
            "purl": f"pkg:swift/{address}@{pin['state']['version']}",
            "licence": "\n".join(text.read_text() for text in texts),
        }


def swift_runtime():
    """The standard library and FoundationEssentials of the toolchain, which are linked in."""
    version = re.search(r"Swift version (\S+)", output("swift", "--version"))
    tool = output("sh", "-c", "command -v swift")
    licence = pathlib.Path(tool).resolve().parent.parent / "share/swift/LICENSE.txt"
    if not version or not licence.exists():
        raise SystemExit("release: the toolchain's version and licence cannot be found")
    return {
        "name": "swift", "version": version[1], "purl": f"pkg:github/swiftlang/swift@swift-{version[1]}-RELEASE",
        "licence": licence.read_text(),
    }


def linked(resolved, checkouts):
    """Everything that is inside the binary."""
    archives = [output("clang", f"-print-file-name={name}") for name in ARCHIVES] + HEADERS
    parts = [swift_runtime(), *swift_packages(resolved, checkouts), *map(debian_component, archives)]
    return sorted(parts, key=lambda part: part["name"])

"""What must hold of packages, read by the ordinary libraries. Usage: contents.py DIST VERSION"""
import configparser
import csv
import gzip
import hashlib
import io
import json
import pathlib
import re
import sys
import tarfile
import zipfile
from base64 import urlsafe_b64encode
from email import message_from_bytes

dist, version = pathlib.Path(sys.argv[1]), sys.argv[2]


def one(pattern):
    path, = dist.glob(pattern)
    return path


def linked(page):
    """Packages carry a page without what it links to: each link leads to the repository, or within the page."""
    targets = re.findall(r"\]\(([^)\s]+)\)", page)
    assert targets and not [target for target in targets if not re.match(r"https?://|mailto:|#", target)], targets


def deb(path):
    """A file of the Debian package's data."""
    content = one("*.deb").read_bytes()
    offset = 8
    while not content[offset:].startswith(b"data.tar.xz"):
        offset += 60 + int(content[offset + 48:offset + 58]) + int(content[offset + 48:offset + 58]) % 2
    size = int(content[offset + 48:offset + 58])
    with tarfile.open(fileobj=io.BytesIO(content[offset + 60:offset + 60 + size])) as archive:
        return archive.extractfile(f"./usr/share/doc/payin-mcp/{path}").read()


def documents(licences, bill, kind):
    """The published licences and bill of materials are the very ones of the packages of their kind."""
    assert one(f"THIRD-PARTY-LICENSES{kind}.txt").read_bytes() == licences
    assert one(f"payin-mcp-{version}{kind}.cdx.json").read_bytes() == bill


def wheel():
    archive = zipfile.ZipFile(one("*.whl"))
    about = f"payin_mcp-{version}.dist-info"
    rows = list(csv.reader(io.StringIO(archive.read(f"{about}/RECORD").decode())))
    assert {row[0] for row in rows} == set(archive.namelist())
    for name, digest, size in rows[:-1]:
        content = archive.read(name)
        wanted = urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert (digest, size) == (f"sha256={wanted}", str(len(content))), name
    metadata = message_from_bytes(archive.read(f"{about}/METADATA"))
    assert (metadata["Name"], metadata["Version"]) == ("payin-mcp", version)
    assert f"mcp-name: {json.loads(one('server.json').read_text())['name']} " in metadata.get_payload()
    linked(metadata.get_payload())
    documents(archive.read(f"{about}/licenses/THIRD-PARTY-LICENSES.txt"),
              archive.read(f"{about}/sboms/payin-mcp.cdx.json"), "-with-libraries")
    entries = configparser.ConfigParser()
    entries.read_string(archive.read(f"{about}/entry_points.txt").decode())
    assert entries["console_scripts"]["payin-mcp"] == "payin_mcp:main"
    modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    assert [name for name, mode in modes.items() if mode == 0o755] == ["payin_mcp/bin/payin-mcp"]


def bundle():
    archive = zipfile.ZipFile(one("*.mcpb"))
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["manifest_version"] == "0.3" and manifest["version"] == version
    settings, asked = manifest["server"]["mcp_config"], manifest["user_config"]
    assert settings["command"] == "${__dirname}/" + manifest["server"]["entry_point"]
    assert archive.getinfo(manifest["server"]["entry_point"]).external_attr >> 16 & 0o111
    # What no person fills in must not reach the program as `${…}`.
    assert set(settings["env"].values()) == {f"${{user_config.{name}}}" for name in asked}
    assert all("default" in row for row in asked.values())
    # A key that a person enters is used, and without one the sandbox serves.
    assert settings["env"]["PAYIN_ENVIRONMENT"] == "${user_config.environment}"
    assert (asked["environment"]["default"], asked["api_key"]["default"]) == ("auto", "")
    # The main network takes three settings.
    assert {"PAYIN_BASE_URL", "PAYIN_ALLOW_MAINNET_WRITES"} <= set(settings["env"])
    assert asked["allow_mainnet_writes"]["default"] is False
    documents(archive.read("THIRD-PARTY-LICENSES.txt"), archive.read("sbom.cdx.json"), "-with-libraries")
    assert asked["api_key"]["sensitive"] and not asked["api_key"]["required"]
    place = manifest["localization"]["resources"].replace("${locale}", "zh-CN")
    chinese = json.loads(archive.read(place))
    assert [tool["name"] for tool in chinese["tools"]] == [tool["name"] for tool in manifest["tools"]]
    for text in [chinese["description"], *(tool["description"] for tool in chinese["tools"])]:
        assert any("\u4e00" <= character <= "\u9fff" for character in text), text
    assert "沙盒" in chinese["description"] and "沙箱" not in json.dumps(chinese, ensure_ascii=False)


def registry():
    server = json.loads(one("server.json").read_text())
    assert server["$schema"].endswith("/2025-12-11/server.schema.json") and server["version"] == version
    assert len(server["description"]) <= 100 and server["name"].count("/") == 1
    packages = {package["registryType"]: package for package in server["packages"]}
    assert packages["pypi"]["version"] == version and "mcp" in packages["mcpb"]["identifier"]
    assert packages["mcpb"]["identifier"].endswith("/" + one("*.mcpb").name)
    assert packages["mcpb"]["fileSha256"] == hashlib.sha256(one("*.mcpb").read_bytes()).hexdigest()
    key = next(row for row in packages["mcpb"]["environmentVariables"] if row["name"] == "PAYIN_API_KEY")
    assert key["isSecret"]
    for package in server["packages"]:
        names = {row["name"] for row in package["environmentVariables"]}
        assert {"PAYIN_ENVIRONMENT", "PAYIN_BASE_URL", "PAYIN_ALLOW_MAINNET_WRITES"} <= names, "the main network needs all"


def archives():
    names = tarfile.open(one("*.tar.gz")).getnames()
    for path in ("bin/payin-mcp", "share/man/man1/payin-mcp.1.gz", "share/bash-completion/completions/payin-mcp",
                 "share/doc/payin-mcp/THIRD-PARTY-LICENSES.txt"):
        assert f"payin-mcp-{version}-linux-x86_64/{path}" in names or "x86_64" not in names[0], path
    with tarfile.open(one("*.tar.gz")) as archive:
        inside = {pathlib.Path(name).name: archive.extractfile(name).read() for name in names if "/doc/payin-mcp/" in name}
    linked(inside["README.md"].decode())
    linked(inside["CHANGELOG.md"].decode())
    linked(deb("README.md").decode())
    linked(gzip.decompress(deb("changelog.gz")).decode())
    documents(inside["THIRD-PARTY-LICENSES.txt"], inside["sbom.cdx.json"], "")
    documents(gzip.decompress(deb("third-party-notices.txt.gz")), gzip.decompress(deb("sbom.cdx.json.gz")), "")
    for kind, linkages in (("", ["static"]), ("-with-libraries", ["static", "shared"])):
        bill = json.loads(one(f"payin-mcp-{version}{kind}.cdx.json").read_text())
        assert {"swift-nio", "libyaml-dev", "swift"} <= {part["name"] for part in bill["components"]}
        texts = one(f"THIRD-PARTY-LICENSES{kind}.txt").read_text()
        for part in bill["components"]:
            carried = part["properties"][0]["value"] in linkages
            assert not carried or f"{part['name']} {part['version']}" in texts, part["name"]
    sums = dict(line.split("  ")[::-1] for line in one("SHA256SUMS").read_text().splitlines())
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in dist.iterdir()}
    files.pop("SHA256SUMS")
    assert sums == files


for check in (wheel, bundle, registry, archives):
    check()
print(f"packages: {len(list(dist.iterdir()))} files, the same bytes from two folders")

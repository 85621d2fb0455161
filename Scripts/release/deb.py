"""The package for Debian 12 and 13 and Ubuntu 24.04 (deb(5), deb-control(5))."""
import email.utils
import hashlib
import lzma
import textwrap
import time

import project
from archive import Tree, compressed, tar

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# The package of each library, in Debian 12 and as it is called since time_t has 64 bits. Other libraries are refused.
PACKAGES = {
    "libcurl.so.4": "libcurl4t64 (>= 7.87) | libcurl4 (>= 7.87)",
    "libcrypto.so.3": "libssl3t64 (>= 3.0.0) | libssl3 (>= 3.0.0)",
    "libgcc_s.so.1": "libgcc-s1 (>= 3.0)",
    "libqrencode.so.4": "libqrencode4 (>= 4.0.2)",
    "libsqlite3.so.0": "libsqlite3-0 (>= 3.40)",
}
GLIBC = ("libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1")


def depends(program):
    names = [name for name in program.elf.needed() if name not in GLIBC]
    if unknown := [name for name in names if name not in PACKAGES]:
        raise SystemExit(f"release: no package is known for {', '.join(unknown)}")
    glibc = f"libc6 (>= {'.'.join(map(str, program.glibc))})"
    return ", ".join([glibc, *sorted(PACKAGES[name] for name in names), "ca-certificates"])


def control(program, tree):
    size = sum((len(content) + 1023) // 1024 for content, _ in tree.values())
    details = textwrap.fill(project.DETAILS, 76, initial_indent=" ", subsequent_indent=" ")
    return "\n".join([
        f"Package: {project.NAME}", f"Version: {program.version}-1", "Section: net", "Priority: optional",
        f"Architecture: {ARCHITECTURES[program.architecture]}", f"Maintainer: {project.MAINTAINER}",
        f"Installed-Size: {size}", f"Depends: {depends(program)}", f"Homepage: {project.REPOSITORY}",
        "Description: MCP server and command line for PayIn crypto payments", details]) + "\n"


OVERRIDES = """# Linked in as an archive: the shared one would be one more library for a check of one client's settings.
payin-mcp: embedded-library libyaml [usr/bin/payin-mcp]
# The package is not in Debian's archive.
payin-mcp: initial-upload-closes-no-bugs [usr/share/doc/payin-mcp/changelog.Debian.gz:1]
"""


def copyright_file(program, linked):
    year = time.gmtime(program.epoch).tm_year
    names = "\n".join(f"  {part['name']} {part['version']}" for part in linked)
    return "\n".join([
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        f"Upstream-Name: {project.NAME}", f"Source: {project.REPOSITORY}", "",
        "Files: *", f"Copyright: {year} the authors of payin-mcp", "License: Apache-2.0",
        " On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.", "",
        "Files: usr/bin/payin-mcp", f"Copyright: {year} the authors of payin-mcp, and those of the parts below",
        "License: Apache-2.0 and others",
        " Their texts are in /usr/share/doc/payin-mcp/third-party-notices.txt.gz. Linked into the program are:", " .",
        names]) + "\n"


def changelog(program):
    date = email.utils.format_datetime(email.utils.datetime.datetime.fromtimestamp(
        program.epoch, email.utils.datetime.timezone.utc))
    return (f"payin-mcp ({program.version}-1) stable; urgency=medium\n\n  * Version {program.version}; "
            f"its changes stand in changelog.gz.\n\n -- {project.MAINTAINER}  {date}\n")


def files(program, linked, licences, bill):
    tree = Tree()
    tree.add("usr/bin/payin-mcp", program.elf.systemwide(), executable=True)
    tree.update(program.share(zsh="zsh/vendor-completions").below("usr/share"))
    documents = Tree()
    documents.add("README.md", program.page("README.md"))
    documents.add("changelog.gz", compressed(program.page("CHANGELOG.md").encode()))
    documents.add("changelog.Debian.gz", compressed(changelog(program).encode()))
    documents.add("copyright", copyright_file(program, linked))
    documents.add("third-party-notices.txt.gz", compressed(licences.encode()))
    documents.add("sbom.cdx.json.gz", compressed(bill.encode()))
    tree.update(documents.below("usr/share/doc/payin-mcp"))
    tree.add("usr/share/lintian/overrides/payin-mcp", OVERRIDES)
    return tree


def member(name, content, epoch):
    head = f"{name:<16}{epoch:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n"
    return head.encode() + content + b"\n" * (len(content) % 2)


def packed(content):
    return lzma.compress(content, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, preset=6)


def make(program, linked, licences, bill):
    tree = files(program, linked, licences, bill)
    about = Tree()
    about.add("control", control(program, tree))
    sums = [f"{hashlib.md5(content).hexdigest()}  {path}\n" for path, (content, _) in sorted(tree.items())]
    about.add("md5sums", "".join(sums))
    parts = [("debian-binary", b"2.0\n"), ("control.tar.xz", packed(tar(about, program.epoch, "./"))),
             ("data.tar.xz", packed(tar(tree, program.epoch, "./")))]
    content = b"!<arch>\n" + b"".join(member(name, part, program.epoch) for name, part in parts)
    return f"{project.NAME}_{program.version}-1_{ARCHITECTURES[program.architecture]}.deb", content

"""The archive for any system that has the libraries: it is unpacked into a prefix such as /usr/local."""
from archive import Tree, compressed, tar


def make(program, licences, bill):
    name = f"payin-mcp-{program.version}-linux-{program.architecture}"
    tree = Tree()
    tree.add("bin/payin-mcp", program.elf.systemwide(), executable=True)
    tree.update(program.share().below("share"))
    documents = Tree()
    documents.add("LICENSE", program.text("LICENSE"))
    for path in ("README.md", "CHANGELOG.md"):
        documents.add(path, program.page(path))
    documents.add("THIRD-PARTY-LICENSES.txt", licences)
    documents.add("sbom.cdx.json", bill)
    tree.update(documents.below("share/doc/payin-mcp"))
    return f"{name}.tar.gz", compressed(tar(tree.below(name), program.epoch), program.epoch)

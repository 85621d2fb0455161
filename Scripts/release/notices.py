"""The licences of others, as one text, and the bill of materials (CycloneDX 1.6)."""
import json
import pathlib
import re
import time
import uuid

import project

COMMON = re.compile(r"/usr/share/common-licenses/([A-Za-z]+-[\d.]*\d|[A-Za-z]+)")


def licences(parts):
    """Each licence once, under the names of all parts that have it."""
    holders = {}
    for part in parts:
        holders.setdefault(part["licence"].strip(), []).append(f"{part['name']} {part['version']}")
    sections = [("\n".join(sorted(set(names))), text) for text, names in holders.items()]
    # Debian's texts refer to files that other systems do not have.
    for name in sorted({name for part in parts for name in COMMON.findall(part["licence"])}):
        file = pathlib.Path("/usr/share/common-licenses") / name
        if file.exists():
            sections.append((str(file), file.read_text(errors="replace")))
    rule = "=" * 80
    return "\n\n".join(f"{rule}\n{title}\n{rule}\n\n{text.strip()}" for title, text in sorted(sections)) + "\n"


def bill(version, parts, shared, epoch):
    """What is linked in, and the shared libraries, which come along or from the system."""
    root = f"pkg:github/{project.REPOSITORY.split('/', 3)[3]}@{version}"
    components = {part["purl"]: component(part, "static") for part in parts}
    components.update({part["purl"]: component(part, "shared") for part in shared})
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root + '|'.join(sorted(components)))}",
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)),
            "component": {
                "bom-ref": root, "type": "application", "name": project.NAME, "version": version, "purl": root,
                "licenses": [{"license": {"id": project.LICENCE}}],
            },
        },
        "components": [components[purl] for purl in sorted(components)],
        "dependencies": [{"ref": root, "dependsOn": sorted(components)}],
    }
    return json.dumps(document, indent=2) + "\n"


def component(part, linkage):
    return {
        "bom-ref": part["purl"], "type": "library", "name": part["name"], "version": part["version"],
        "purl": part["purl"], "properties": [{"name": "linkage", "value": linkage}],
    }

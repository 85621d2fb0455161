"""Second opinion on edited settings: tomllib, PyYAML, and json after a regular expression has taken the comments out.

Reads a JSON line for each edit: {"format", "before", "after", "path", "entry"}. Writes a letter for each: `x` one of the
texts cannot be read, `=` the entry stands in `after` and nothing else has changed, `!` something has. Without an entry,
`=` says that it is not there and that nothing else has changed.
"""
import json
import re
import sys
import tomllib

TOKENS = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
COMMAS = re.compile(r'"(?:\\.|[^"\\])*"|,(?=\s*[}\]])')


def pairs(members):
    names = [name for name, _ in members]
    if len(set(names)) != len(names):
        raise ValueError("a name occurs twice")
    return dict(members)


def json_value(text, has_comments):
    text = text.removeprefix("\ufeff")
    if has_comments:
        text = TOKENS.sub(lambda match: match[0] if match[0][0] == '"' else " ", text)
        text = COMMAS.sub(lambda match: match[0] if match[0][0] == '"' else "", text)
    return json.loads(text, object_pairs_hook=pairs) if text.strip() else None


def value(text, form):
    if form == "TOML":
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if form == "YAML":
        import yaml
        return yaml.safe_load(text)
    return json_value(text, form == "JSON with comments")


def take(root, path):
    """Removes the entry, and its parents if they are empty then."""
    if not path or not isinstance(root, dict) or path[0] not in root:
        return None
    entry = root[path[0]]
    if len(path) > 1:
        entry = take(root[path[0]], path[1:])
        if root[path[0]]:
            return entry
    del root[path[0]]
    return entry


def contains(old, new):
    if isinstance(old, dict) and isinstance(new, dict):
        return all(name in old and contains(old[name], new[name]) for name in new)
    return old == new


def judge(line):
    edit = json.loads(line)
    try:
        before, after = (value(edit[name], edit["format"]) or {} for name in ("before", "after"))
    except Exception:
        return "x"
    take(before, edit["path"])
    entry = take(after, edit["path"])
    is_right = entry is None if edit["entry"] is None else contains(entry, edit["entry"])
    return "=" if is_right and before == after else "!"


print("".join(judge(line) for line in sys.stdin))

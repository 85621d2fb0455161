# Sourced by Scripts/release-check.sh: each format by a program of others that reads it.

check_formats() {
  local tools=$work/tools python wheel=("$dist"/*.whl)
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet -r Tests/Release/validators.txt
  python=$tools/bin/python
  "$python" -m twine check --strict "${wheel[@]}" >"$work/log" ||
    { cat "$work/log" >&2; fail "PyPI would refuse the wheel"; }
  "$python" -m auditwheel show "${wheel[@]}" | tr '\n' ' ' |
    grep -q 'consistent with the following platform tag: "manylinux_2_36' || fail "the wheel needs more than its name says"
  mkdir "$work/registry"
  cp "$dist/server.json" "$work/registry/"
  (cd "$work/registry" && "$tools/bin/skillsaw" lint . >"$work/log" 2>&1) ||
    { cat "$work/log" >&2; fail "server.json is wrong"; }
  "$python" - "$dist"/*.cdx.json <<'PYTHON' || fail "the bill of materials is no CycloneDX 1.6"
import pathlib, sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
for path in sys.argv[1:]:
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(pathlib.Path(path).read_text()):
        sys.exit(f"{path}: {error}")
PYTHON
  "$python" -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml >/dev/null ||
    fail "a workflow is wrong"
  "$tools/bin/zizmor" --offline --quiet .github/workflows >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; fail "a workflow is not safe"; }
}

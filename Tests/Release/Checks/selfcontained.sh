# Sourced by Scripts/release-check.sh: the bundle where no library is, and the places of certificates.

# Unpacks the bundle into a root as a client does, and prints the program's path in the root.
unpacked_bundle() {
  local root=$1
  python3 - "$dist"/*.mcpb "$root/opt/payin" <<'PYTHON'
import json, os, pathlib, sys, zipfile
archive, folder = zipfile.ZipFile(sys.argv[1]), pathlib.Path(sys.argv[2])
for entry in archive.infolist():
    path = pathlib.Path(archive.extract(entry, folder))
    path.chmod(entry.external_attr >> 16 & 0o777)
manifest = json.loads((folder / "manifest.json").read_text())
settings = manifest["server"]["mcp_config"]
defaults = {f"${{user_config.{key}}}": str(row.get("default", "")) for key, row in manifest["user_config"].items()}
assert all(value in defaults for value in settings["env"].values()), settings["env"]
command = settings["command"].replace("${__dirname}", "/opt/payin")
assert (folder / manifest["server"]["entry_point"]).samefile(sys.argv[2].removesuffix("/opt/payin") + command)
(folder / "environment").write_text("".join(f"{name}={defaults[value]}\n" for name, value in settings["env"].items()))
print(command)
PYTHON
}

check_bundle() {
  local release root program environment
  for release in "${releases[@]}"; do
    root=$work/bundle-$release
    fresh_root "$release" "$root"
    [ -z "$(find "$root/usr" -name 'libcurl.so*')" ] || fail "the root of $release has libcurl"
    program=$(unpacked_bundle "$root")
    mapfile -t environment < "$root/opt/payin/environment"
    used "bundle on $release" env "${environment[@]}" LD_LIBRARY_PATH=/nonexistent chroot "$root" "$program"
    remove_root "$root"
  done
}

# The places of a file of authorities: Debian and Alpine, Fedora twice, SUSE, Alpine and the BSDs.
certificate_places=(
  /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt
  /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem)

check_certificates() {
  local root=$work/certificates program place found
  fresh_root bookworm "$root"
  program=$(unpacked_bundle "$root")
  for place in "${certificate_places[@]}"; do
    mkdir -p "$root${place%/*}"
    cp /etc/ssl/certs/ca-certificates.crt "$root$place"
    found=$(authorities "$root" "$program")
    rm "$root$place"
    [[ $found == "ok $place:"* ]] || fail "certificates in $place are not found: $found"
  done
  cp /etc/ssl/certs/ca-certificates.crt "$root/opt/mine.pem"
  for name in SSL_CERT_FILE CURL_CA_BUNDLE PAYIN_CA_BUNDLE; do
    found=$(authorities "$root" "$program" "$name=/opt/mine.pem")
    [[ $found == "ok /opt/mine.pem:"* ]] || fail "$name is not followed: $found"
  done
  found=$(authorities "$root" "$program")
  [[ $found == fail\ * ]] || fail "missing certificates are not reported: $found"
  remove_root "$root"
}

# What the program says of the file of authorities: a status and a sentence.
authorities() {
  local root=$1 program=$2
  shift 2
  # Nothing listens there, and doctor says so by its status.
  { in_root "$root" env PAYIN_API_KEY=pk_test PAYIN_BASE_URL=https://localhost:9 PAYIN_LANG=en "$@" \
    "$program" doctor --json || true; } | python3 -c '
import json, sys
print(*next((row["status"], row["message"]) for row in json.load(sys.stdin)["checks"] if row["check"] == "ca_bundle"))'
}

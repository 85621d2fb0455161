# Sourced by Scripts/release-check.sh: the checks of packages that a system or a person installs.

check_sums() {
  (cd "$dist" && sha256sum --check --strict --quiet SHA256SUMS)
  if command -v lintian >/dev/null; then
    lintian --allow-root --fail-on error,warning "$dist"/*.deb || fail "lintian finds faults"
  else
    echo "SKIPPED: lintian is missing"
  fi
}

check_deb() {
  local release root started
  for release in "${releases[@]}"; do
    root=$work/deb-$release
    fresh_root "$release" "$root"
    in_root "$root" apt-get update -qq
    paths "$root" > "$work/before"
    cp "$dist"/*.deb "$root/tmp/payin-mcp.deb"
    started=$(date +%s%N)
    in_root "$root" apt-get install -qq -y /tmp/payin-mcp.deb >"$work/apt.log" 2>&1 ||
      { tail -n 5 "$work/apt.log" >&2; fail "$release: the package cannot be installed"; }
    in_root "$root" payin-mcp demo >/dev/null || fail "$release: the demo fails"
    echo "$release: from the package to the first paid order in $((($(date +%s%N) - started) / 1000000)) ms"
    used "deb on $release" chroot "$root" /usr/bin/payin-mcp
    [ -f "$root/usr/share/man/man1/payin-mcp.1.gz" ] || fail "$release: there is no manual"
    in_root "$root" apt-get purge -qq -y --autoremove payin-mcp >/dev/null 2>&1
    paths "$root" > "$work/after"
    only_of_others "$root" || fail "$release: the removal left or took away what is named above"
    remove_root "$root"
  done
}

# Whether all that a removal has left belongs to packages that stay, since others recommend them.
only_of_others() {
  local left
  comm -23 "$work/before" "$work/after" | grep . >&2 && return 1
  comm -13 "$work/before" "$work/after" | sed 's/^.//' > "$work/new"
  left=$(xargs -r env -i PATH="$PATH" chroot "$1" dpkg-query -S < "$work/new" 2>&1 >/dev/null |
    sed -n 's/.*found matching pattern //p')
  # Links that a package's own script makes of its files.
  grep -v '^/etc/ssl/certs/\|ca-certificates' <<<"$left" | grep . >&2 && return 1
  return 0
}

check_archive() {
  local root=$work/archive
  fresh_root bookworm "$root"
  in_root "$root" apt-get update -qq
  in_root "$root" apt-get install -qq -y --no-install-recommends libcurl4 libqrencode4 libsqlite3-0 >/dev/null 2>&1
  paths "$root" > "$work/before"
  tar -xzf "$dist"/*.tar.gz -C "$root/usr/local" --strip-components=1 --no-overwrite-dir
  used "archive" chroot "$root" /usr/local/bin/payin-mcp
  tar -tzf "$dist"/*.tar.gz | sed -n 's,^[^/]*/\(..*\),./usr/local/\1,p' | sort -r | while read -r path; do
    grep -qxF "${path%/}" "$work/before" || (cd "$root" && rm -d "$path")
  done
  paths "$root" > "$work/after"
  diff "$work/before" "$work/after" >&2 || fail "archive: something is left after the removal"
  remove_root "$root"
}

check_wheel() {
  local place=$work/wheel started program ignored
  python3 -m venv "$place"
  (cd "$place" && find . -not -name '*.pyc' -not -name __pycache__ | sort) > "$work/before"
  started=$(date +%s%N)
  "$place/bin/pip" install --quiet --no-index "$dist"/*.whl
  "$place/bin/payin-mcp" demo >/dev/null || fail "wheel: the demo fails"
  echo "wheel: from the file to the first paid order in $((($(date +%s%N) - started) / 1000000)) ms"
  used "wheel" "$place/bin/payin-mcp"
  # The path inside would go with the next minor version of Python.
  "$place/bin/payin-mcp" config --client codex | grep -qF "command = \"$place/bin/payin-mcp\"" ||
    fail "wheel: config names another program"
  "$place/bin/python" -m payin_mcp --version >/dev/null || fail "wheel: python -m payin_mcp fails"
  # Python ignores SIGPIPE and SIGXFSZ; the program must not inherit that. It ignores them itself a moment later, so that
  # another one stands in for it here.
  program=$(echo "$place"/lib/python*/site-packages/payin_mcp/bin/payin-mcp)
  mv "$program" "$program.real"
  printf '#!/bin/sh\nexec grep SigIgn /proc/self/status\n' > "$program"
  chmod +x "$program"
  ignored=$("$place/bin/payin-mcp" | cut -f 2)
  mv "$program.real" "$program"
  [ $((16#$ignored & 16#1001000)) = 0 ] || fail "wheel: signals are ignored: $ignored"
  "$place/bin/pip" uninstall --quiet -y payin-mcp
  (cd "$place" && find . -not -name '*.pyc' -not -name __pycache__ | sort) > "$work/after"
  # pip leaves empty folders of shared data.
  diff "$work/before" "$work/after" | grep '^[<>]' | grep -vE '^> \./share(/|$)' >&2 && fail "wheel: something is left"
  [ -z "$(find "$place/share" -type f 2>/dev/null)" ] || fail "wheel: files are left in share"

  # uv runs a package without installing it.
  "$place/bin/pip" install --quiet uv
  UV_OFFLINE=1 UV_CACHE_DIR=$work/uv "$place/bin/uvx" --quiet --from "$dist"/*.whl payin-mcp demo >/dev/null ||
    fail "wheel: uvx fails"
  UV_OFFLINE=1 UV_CACHE_DIR=$work/uv "$place/bin/uvx" --quiet --from "$dist"/*.whl payin-mcp config --client codex 2>&1 |
    grep -q 'is in a cache' || fail "wheel: config does not warn of the cache of uvx"
}

check_image() {
  local container name
  command -v buildah >/dev/null || fail "buildah is missing: apt-get install buildah"
  # A file system of the kernel's own for layers needs rights that a container may lack.
  export STORAGE_DRIVER=${STORAGE_DRIVER:-vfs} BUILDAH_ISOLATION=chroot
  [ -d "$roots/trixie" ] || { fresh_root trixie "$work/trixie"; remove_root "$work/trixie"; }
  name=$(Scripts/release/container.sh "$version" "$dist" "${BASE:-$roots/trixie}")
  container=$(buildah from "$name")
  used "image" Tests/Release/Checks/in-container "$container"
  [ "$(buildah run "$container" id -u)" = 65532 ] || fail "image: it runs as another user"
  buildah inspect --type image --format '{{index .OCIv1.Config.Labels "io.modelcontextprotocol.server.name"}}' "$name" |
    grep -q '/payin-mcp$' || fail "image: the label is missing"
  buildah run "$container" test -s /etc/ssl/certs/ca-certificates.crt || fail "image: there are no certificates"
  buildah rm "$container" >/dev/null
  buildah rmi "$name" >/dev/null
}

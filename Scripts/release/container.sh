#!/usr/bin/env bash
# Builds the container's image from the package in dist, with buildah, which needs no daemon. Publishes nothing.
# Usage: container.sh VERSION DIST [BASE]. BASE is an image, or the folder of a Debian root where no registry can be
# reached. Prints the name of the image.
set -euo pipefail
version=$1
dist=$(realpath "$2")
base=${3:-}
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
read -r name repository image < <(PYTHONPATH=$here python3 -B -c '
import project
print(project.REGISTRY_NAME, project.REPOSITORY, project.IMAGE)')
package=$(basename "$dist"/payin-mcp_"$version"-1_"$(dpkg --print-architecture)".deb)

options=(--isolation chroot --format oci --network host)
if [ -d "$base" ]; then
  container=$(buildah from scratch)
  buildah copy --quiet "$container" "$base" / >/dev/null
  buildah commit --quiet --rm "$container" localhost/debian-root >/dev/null
  base=localhost/debian-root
fi
[ -z "$base" ] || options+=(--build-arg "BASE=$base")
epoch=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}
buildah build --quiet "${options[@]}" --timestamp "$epoch" --build-arg "PACKAGE=$package" --build-arg "NAME=$name" \
  --build-arg "SOURCE=$repository" --build-arg "VERSION=$version" -f "$here/Containerfile" \
  -t "$image:$version" "$dist" >/dev/null
echo "$image:$version"

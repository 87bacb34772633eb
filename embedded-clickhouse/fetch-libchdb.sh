#!/bin/sh
# Fetches libchdb.so, pinned by version and sha256, into DEST_DIR (a cache outside the repository when not given).
# Does nothing when the file is there already. Usage: fetch-libchdb.sh [--where] [DEST_DIR]; --where only prints the file's path.
set -eu

# The first version that leaves the JVM its signal handlers; npm's "latest" is older.
version=26.7.3-stable.1

fail() {
  echo "fetch-libchdb: $*" >&2
  exit 1
}

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64 | Linux-amd64)
    package=@chdb/lib-linux-x64-gnu
    sha256=36ad4e999882821ef13cf2d0f52c93f48e6ee1b4498b35a201c23ce4b8d15bf5
    ;;
  Linux-aarch64 | Linux-arm64)
    package=@chdb/lib-linux-arm64-gnu
    # Not recorded yet: nobody has checked this build. Give the sum that you trust.
    sha256=${LIBCHDB_SHA256:-}
    [ -n "$sha256" ] || [ "${1:-}" = --where ] ||
      fail "the sum of libchdb for $(uname -m) is not recorded; give the one that you trust in LIBCHDB_SHA256"
    ;;
  *) fail "there is no libchdb for $(uname -s) on $(uname -m); give the server a ClickHouse by --store.url instead" ;;
esac

where=no
if [ "${1:-}" = --where ]; then
  where=yes
  shift
fi
destination=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/sonde/libchdb/$version}
library=$destination/libchdb.so

if [ "$where" = yes ]; then
  echo "$library"
  exit 0
fi

# Only a file whose sum was right is ever moved there, so its being there is enough: summing 566 MB takes seconds.
[ -s "$library" ] && exit 0

command -v npm >/dev/null || fail "npm is missing; it fetches $package (Debian: apt-get install npm)"
command -v sha256sum >/dev/null || fail "sha256sum is missing (Debian: apt-get install coreutils)"
mkdir -p "$destination" || fail "$destination cannot be made"

# Beside the destination, so that the last step is a rename: never half a file, also with two of these running.
work=$(mktemp -d "$destination/.fetch.XXXXXX") || fail "$destination cannot be written to"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

echo "fetching $package@$version (180 MB)"
(cd "$work" && npm pack --silent "$package@$version" >/dev/null) ||
  fail "npm could not fetch $package@$version: is the registry reachable, and are 750 MB free in $destination?"
tar -xzf "$work"/*.tgz -C "$work" package/libchdb.so || fail "the package of $package@$version cannot be unpacked in $destination"
found=$(sha256sum "$work/package/libchdb.so" | cut -d ' ' -f 1)
[ "$found" = "$sha256" ] || fail "libchdb.so of $package@$version is not the one that is trusted: sha256 $found, expected $sha256"
mv "$work/package/libchdb.so" "$library"
echo "$library"

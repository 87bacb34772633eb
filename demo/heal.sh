#!/usr/bin/env bash
# Switches all faults off, or the one named. Does no harm where none is on. Usage: heal.sh [NAME]
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"
for lib in shop network groups parts; do . "lib/$lib.sh"; done

[ $# = 0 ] || [ -e "faults/$1.sh" ] || fail "there is no fault '$1'; demo/fault.sh --list names them"
need_root
need_running
for file in faults/${1:-*}.sh; do
  . "$file"
  off
  rm -f "$state/faults/$(basename "$file" .sh)"
done
echo "healed${1:+: $1}"

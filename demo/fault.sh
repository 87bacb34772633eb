#!/usr/bin/env bash
# Switches a fault on in the running shop. Usage: fault.sh NAME | --list
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"
for lib in shop network groups parts; do . "lib/$lib.sh"; done

case ${1:---list} in
  --list)
    for file in faults/*.sh; do
      . "$file"
      name=$(basename "$file" .sh)
      printf '%-15s %s\n%15s shows at: %s\n' "$name" "$does" "" "$shows"
    done
    exit 0
    ;;
  -*) fail "usage: demo/fault.sh NAME, or demo/fault.sh --list" ;;
esac
[ -e "faults/$1.sh" ] || fail "there is no fault '$1'; these there are: $(basename -s .sh faults/*.sh | paste -sd' ')"
need_root
need_running
. "faults/$1.sh"
on || fail "the fault $1 could not be switched on"
date -u +%FT%TZ >"$state/faults/$1"
echo "$1 is on: $does"
echo "shows at: $shows"

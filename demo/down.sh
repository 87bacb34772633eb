#!/usr/bin/env bash
# Stops the shop that runs, or removes what a killed one left. Does nothing when there is none.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"
for lib in shop network groups remove; do . "lib/$lib.sh"; done

need_root
if running; then
  pid=$(cat "$state/pid")
  kill -TERM "$pid"
  for _ in {1..300}; do [ -e "/proc/$pid" ] || exit 0; sleep 0.1; done
  kill -KILL "$pid"
fi
[ -e "$state" ] || [ -n "$(namespaces)" ] || exit 0
remove_all

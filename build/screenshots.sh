#!/usr/bin/env bash
# Watches the demo shop on this host for three minutes and takes pictures of each page, light and dark, into docs/pictures; with
# "faults" pictures of each of its faults, on and healed, into docs/pictures/faults (a quarter of an hour). Usage: screenshots.sh [faults [NAME...]]
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
build/setup.sh --test
scratch=$(mktemp -d)
pids=()
stop() {
  trap - EXIT
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$scratch"
}
trap stop EXIT

await() { # FILE LINE
  local _
  for _ in {1..1200}; do grep -q "$2" "$1" 2>/dev/null && return 0; sleep 0.1; done
  tail -n 20 "$1" >&2
  fail "did not see '$2' within two minutes"
}

say "server and agent"
build/run.sh "$scratch/data" >"$scratch/run.log" 2>&1 & pids+=($!)
await "$scratch/run.log" "^ready:"
export SERVER_URL; SERVER_URL=$(sed -n 's/^ready: //p' "$scratch/run.log")
say "shop"
demo/up.sh >"$scratch/shop.log" 2>&1 & pids+=($!)
await "$scratch/shop.log" "demo ready"
say "watching for a while"
sleep "${WATCH_SECONDS:-180}"
if [ "${1:-}" = faults ]; then
  node e2e/browser/faults.mjs "$scratch/faults" "${@:2}"
  mkdir -p docs/pictures/faults
  for picture in "$scratch"/faults/*.png; do
    cwebp -quiet -q 60 "$picture" -o "docs/pictures/faults/$(basename "$picture" .png).webp"
  done
else
  node e2e/browser/pictures.mjs docs/pictures
fi
say "docs/pictures"

#!/usr/bin/env bash
# Watches the demo shop on this host for three minutes and takes pictures of each page, light and dark, into docs/pictures; with
# "faults" pictures of each of its faults, before, on, asked for and healed, into docs/pictures/faults (half an hour). Usage: screenshots.sh [faults [NAME...]]
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
  into=docs/pictures/faults
  node e2e/browser/faults.mjs "$scratch/pictures" "${@:2}"
else
  into=docs/pictures
  node e2e/browser/pictures.mjs "$scratch/pictures"
  demo/fault.sh refused >>"$scratch/shop.log"
  sleep 45
  question="{\"service\":\"nginx\",\"from\":\"$(date -u -d '-45 sec' +%FT%TZ)\"}"
  answer=$(curl --silent --fail -H 'content-type: application/json' -d "$question" "$SERVER_URL/api/v1/causes" |
    node -pe 'JSON.parse(require("fs").readFileSync(0)).id')
  node e2e/browser/pictures.mjs "$scratch/pictures" cause "/causes/$answer" "What was not seen"
fi
mkdir -p "$into"
# A third of what they weigh as PNG.
for picture in "$scratch"/pictures/*.png; do
  cwebp -quiet -near_lossless 60 "$picture" -o "$into/$(basename "$picture" .png).webp"
done
say "$into"

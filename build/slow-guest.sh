#!/usr/bin/env bash
# What the node agent costs where there is little to be had: a machine with one emulated processor and Debian's kernel (6.1), nginx in it and a
# client that asks again as soon as it is answered (wrk), in turns without and with the agent. Usage: slow-guest.sh [ROUNDS [SECONDS]]
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"

[ "$(uname -m)" = x86_64 ] || fail "the emulated machine is an x86_64 one so far; this is $(uname -m)"
[ -x dist/bin/sonde-node-agent ] || fail "dist/ is not built: make build"
command -v nginx >/dev/null && command -v wrk >/dev/null || fail "nginx or wrk is missing: make setup (as root)"
build/setup.sh --second-kernel

out=bench/target/slow-guest
rm -rf $out && mkdir -p $out
say "one emulated processor: about two minutes a round"
SONDE_GUEST_CPUS=1 build/guest/run.sh $out bash build/guest/slow.sh "${1:-2}" "${2:-10}" 2>&1 | tee $out/console.log |
  grep --line-buffered -E '^(guest|slow):' || true
[ -s $out/figures ] || fail "it did not come to its end; all that was said is in $out/console.log"
build/guest/slow.awk $out/figures

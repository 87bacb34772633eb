#!/usr/bin/env bash
# All tests, from a fresh clone. The closing lines count them.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"

say "setting up"
build/setup.sh --test
say "kernel helpers, compiled for the host"
make -C bpf test
say "kernel programs"
quietly make -C bpf
say "web"
npm --prefix web run --silent lint
npm --prefix web test --silent
quietly npm --prefix web run build
# A browser that goes through the pages keeps one processor busy for minutes; Java is compiled meanwhile, and tested as far as nothing is measured.
pages_log=$(mktemp)
set -m # a group of its own: npm alone would leave the rest behind
npm --prefix web run --silent e2e >"$pages_log" 2>&1 &
set +m
pages=$!
trap 'kill -- -$pages 2>/dev/null || true; rm -f "$pages_log"' EXIT
say "demo services"
node --test demo/services
say "Java, end to end"
mvn verify || java=failed
wait $pages || { cat "$pages_log"; fail "the pages in a browser failed, see above"; }
say "the pages in a browser: $(grep -E '^# (tests|pass|fail|skipped) ' "$pages_log" | tr -d '#' | xargs)"
[ -z "${java:-}" ] || fail "the Java tests failed, see above"

#!/usr/bin/env bash
# All tests, from a fresh clone. The closing line counts them.
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
npm --prefix web run --silent e2e
say "demo services"
node --test demo/services
say "Java, end to end"
mvn verify

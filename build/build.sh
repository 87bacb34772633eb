#!/usr/bin/env bash
# Builds everything into dist/. Does nothing when no source is newer than the last build.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
# Ctrl-C is one line. Make is hit as well and ends by itself: a status would only have it tell of a failure that is none.
trap 'printf "\n"; say "stopped; what is built so far is kept"; exit $([ -n "${MAKELEVEL:-}" ] && echo 0 || echo 130)' INT
eval "$(build/jdk.sh)"

stamp=dist/.built
changed() {
  [ ! -e "$stamp" ] || [ -n "$(find bpf proto otlp node-agent embedded-clickhouse diagnosis server eval bench web build pom.xml Makefile \
    \( -name target -o -name node_modules -o -name .output -o -path web/dist \) -prune -o -type f -newer "$stamp" -print -quit)" ]
}
changed || exit 0

say "setting up"
build/setup.sh
say "kernel programs (clang)"
quietly make -C bpf || fail "the kernel programs do not compile"
say "web (vite)"
quietly npm --prefix web run build || fail "the web UI does not build"
say "agent, engine, server (Maven)"
quietly mvn -Dmaven.test.skip=true -pl '!e2e' package || fail "the Java build failed"
say "dist/"
build/dist.sh
say "training start-up (AOT caches)"
build/aot.sh
touch "$stamp"

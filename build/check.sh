#!/usr/bin/env bash
# Holds the house. Changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"

build/setup.sh
say "kernel programs: sizes, instruction budget"
long=$(wc -l bpf/*.bpf.c | awk '$2 != "total" && $1 > 250 {print $2 " has " $1 " lines (limit 250)"}')
[ -z "$long" ] || fail "$long"
make -C bpf check
say "Java: format, sizes"
quietly mvn spotless:check checkstyle:check || fail "make fmt mends the format; sizes are mended by hand"
say "Java: error-prone, NullAway, directions"
quietly npm --prefix web run build
quietly mvn test -Dtest='*HouseTest' -Dsurefire.failIfNoSpecifiedTests=false || fail "see above"
say "generated pages"
stale=$(git status --porcelain docs/reference bpf/budget.txt)
[ -z "$stale" ] || fail "generated pages were stale and are mended now; commit them: $stale"
say "web: oxlint, format, types, sizes"
npm --prefix web run --silent lint
say "all held"

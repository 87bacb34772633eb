#!/usr/bin/env bash
# Runs real clients against real servers under the agent, those that take minutes to build too, and writes docs/reference/requests-truth.md. Needs root.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"
build/setup.sh --test
say "clients and servers under the agent"
# Up to that phase they run once; dist/ is there already.
mvn -q -pl e2e -am test -Dtest='*TruthEndToEndTest,!TruthEndToEndTest,OlderConnectionsEndToEndTest,HostileEndToEndTest' -Dsurefire.failIfNoSpecifiedTests=false -Dpage.update=true -Dtruth.all=true
say "docs/reference/requests-truth.md"

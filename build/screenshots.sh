#!/usr/bin/env bash
# Starts everything on this host with a little real traffic and takes pictures of each page, light and dark, into docs/pictures.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"
build/setup.sh --test
PICTURES_DIR=$PWD/docs/pictures quietly mvn -pl e2e -am verify -Dtest=BrowserEndToEndTest -Dsurefire.failIfNoSpecifiedTests=false ||
  fail "the pictures could not be taken"
say "docs/pictures"

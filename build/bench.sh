#!/usr/bin/env bash
# Measures the figures of docs/performance.md on this machine. Usage: bench.sh [--only NAME] [--write]
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"
exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "bench/target/classes:bench/target/lib/*" io.sonde.bench.Bench "$@"

#!/usr/bin/env bash
# Feeds each parser with inputs that a coverage-guided fuzzer (Jazzer) makes of the kept ones, and stops at the first that does harm.
# Usage: fuzz.sh [SECONDS [PROTOCOL...]]. What is found lies in node-agent/target/fuzz: keep it below node-agent/src/test/resources/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"
seconds=${1:-300}
shift || true
kept=node-agent/src/test/resources/fuzz
work=node-agent/target/fuzz
jazzer=0.30.0

[ $# -gt 0 ] || mapfile -t -d ' ' all < <(cd $kept && printf '%s ' *)
protocols=("${@:-${all[@]}}")
for protocol in "${protocols[@]}"; do [ -d "$kept/$protocol" ] || fail "no protocol of that name: $protocol. There are: $(cd $kept && echo *)"; done

say "building"
mkdir -p $work/lib
# Only here: nobody who builds Sonde needs a fuzzer.
for artifact in jazzer jazzer-api; do
  [ -e "$work/lib/$artifact-$jazzer.jar" ] ||
    quietly mvn -q dependency:copy "-Dartifact=com.code-intelligence:$artifact:$jazzer" "-DoutputDirectory=$PWD/$work/lib" || fail "Jazzer could not be fetched"
done
quietly mvn -q -pl node-agent -am test-compile dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$PWD/$work/\${project.artifactId}.classpath" || fail "the parsers do not compile"
classpath=$(cat $work/sonde-node-agent.classpath):node-agent/target/classes:node-agent/target/test-classes:$work/lib/jazzer-$jazzer.jar:$work/lib/jazzer-api-$jazzer.jar

for protocol in "${protocols[@]}"; do
  mkdir -p "$work/$protocol/corpus"
  # A heap that what grows soon fills; five seconds for an input are a hang.
  java -Xmx256m -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading --sun-misc-unsafe-memory-access=allow -Dfuzz.protocol="$protocol" -cp "$classpath" \
    com.code_intelligence.jazzer.Jazzer --target_class=io.sonde.agent.protocol.ParserFuzz --instrumentation_includes=io.sonde.agent.protocol.** \
    --reproducer_path="$work/$protocol" -artifact_prefix="$work/$protocol/" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=4096 -max_len=4096 -print_final_stats=1 \
    "$work/$protocol/corpus" "$kept/$protocol" >"$work/$protocol/log" 2>&1 ||
    { tail -n 40 "$work/$protocol/log" >&2; fail "$protocol: the input that did it lies in $work/$protocol"; }
  say "$protocol: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$protocol/log") inputs, $(ls "$work/$protocol/corpus" | wc -l) that reach something new, no harm"
done

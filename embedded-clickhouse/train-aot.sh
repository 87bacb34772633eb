#!/bin/sh
# Writes an AOT cache, with which the engine starts in half the time. Usage: train-aot.sh JAVA_HOME ENGINE_JAR OUTPUT
# The engine is run once, on data that is thrown away. Does nothing when the cache is newer than the jar.
set -eu

[ $# = 3 ] || { sed -n '2,3p' "$0" >&2; exit 2; }
java=$1/bin/java
jar=$2
output=$3
[ -e "$output" ] && [ "$output" -nt "$jar" ] && [ "$output" -nt "$1/release" ] && exit 0

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# Class path and flags as the server gives them: with others the JVM would not take the cache.
rm -f "$output"
SONDE_ENGINE_SECRET=training TZ=UTC "$java" -XX:AOTCacheOutput="$output" -Xlog:aot=off -Xlog:cds=off \
  -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=24m -Xms8m -Xmx96m \
  --enable-native-access=ALL-UNNAMED -Dsonde.engine.leaveExitToJvm=true \
  -cp "$jar" io.sonde.clickhouse.Main --data "$scratch/data" >"$scratch/out" 2>&1 &
engine=$!

tries=0
until grep -q '^listening' "$scratch/out"; do
  tries=$((tries + 1))
  if [ $tries -gt 600 ] || ! kill -0 $engine 2>/dev/null; then
    cat "$scratch/out" >&2
    kill $engine 2>/dev/null
    exit 1
  fi
  sleep 0.1
done
port=$(sed -n 's/^listening //p' "$scratch/out")

# What the first seconds of a server's life need: DDL, an insert, answers in the client's format, an error.
ask() {
  curl --silent --max-time 10 --user sonde:training "http://127.0.0.1:$port/?query_id=1&database=default&max_block_size=1000&param_n=1" \
    --header 'X-ClickHouse-Format: RowBinaryWithNamesAndTypes' --data-binary "$1" >/dev/null || true
}
ask 'CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n'
ask 'INSERT INTO t FORMAT TSV
1
2'
ask 'SELECT n FROM t WHERE n = {n:UInt64}'
ask 'SELECT n FROM t FORMAT JSON'
ask 'SELECT nothing'
ask 'DROP TABLE t'

kill $engine
# 143: the JVM's own way of saying that it was asked to end.
wait $engine || [ $? = 143 ]
[ -e "$output" ] || { cat "$scratch/out" >&2; exit 1; }

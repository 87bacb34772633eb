#!/usr/bin/env bash
# Trains an ahead-of-time cache per program by running it once: it starts quicker, shares its classes, and knows which methods will be
# called often, so that they are compiled before they are. Kept until a jar changes.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"

stale() { # PROGRAM
  [ ! -e "dist/aot/$1.aot" ] || [ -n "$(find "dist/lib/$1" "dist/bin/$1" "$JAVA_HOME/release" -newer "dist/aot/$1.aot" 2>/dev/null -print -quit)" ]
}

# Runs a program until a command succeeds, then ends it; the JVM writes the cache on its way out.
train() { # PROGRAM UNTIL_COMMAND JVM_OPTION COMMAND...
  local program=$1 until=$2 option=$3; shift 3
  rm -f "dist/aot/$program.aot"
  SONDE_JAVA_OPTIONS="-XX:AOTCacheOutput=$PWD/dist/aot/$program.aot $option -Xlog:aot=off -Xlog:cds=off" "$@" >"$scratch/$program.log" 2>&1 &
  local pid=$! _
  for _ in {1..300}; do eval "$until" >/dev/null 2>&1 && break; kill -0 $pid 2>/dev/null || break; sleep 0.1; done
  kill -TERM $pid 2>/dev/null || true
  wait $pid || true
  [ -e "dist/aot/$program.aot" ] || { tail -n 5 "$scratch/$program.log" >&2; say "no AOT cache for $program: it starts a little slower"; }
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

# The engine has none: it leaves by _exit, past the place where the JVM would write it.
if stale sonde-server; then
  operations=$(free_port)
  train sonde-server "curl --silent --fail http://127.0.0.1:$operations/-/ready" "" \
    dist/bin/sonde-server --data "$scratch/data" \
    --http.port "$(free_port)" --ops.port "$operations" --otlp.grpc-port "$(free_port)" --otlp.http-port "$(free_port)"
fi
# Watches conversations while nobody takes its reports (connecting, failing and retrying are trained as well), and then while a server does.
watch() { # OTLP_PORT
  sleep 3
  dist/bin/sonde-server --data "$scratch/taken" --http.port "$(free_port)" --ops.port "$(free_port)" --otlp.grpc-port "$1" --otlp.http-port "$(free_port)" >"$scratch/taker.log" 2>&1 &
  local taker=$!
  node build/traffic.mjs 10
  kill $taker
  wait $taker || true
}
if stale sonde-node-agent; then
  port=$(free_port)
  # What is called less often than that in training is compiled when it is called often, as without: it would cost memory of idle agents.
  train sonde-node-agent "watch $port" -XX:CompileThresholdScaling=24 dist/bin/sonde-node-agent --endpoint "http://127.0.0.1:$port" --spool-dir "$scratch/agent"
fi

#!/usr/bin/env bash
# Trains an ahead-of-time cache per program by running it once: it starts quicker and shares its classes. Kept until a jar changes.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"

stale() { # PROGRAM
  [ ! -e "dist/aot/$1.aot" ] || [ -n "$(find "dist/lib/$1" "dist/bin/$1" "$JAVA_HOME/release" -newer "dist/aot/$1.aot" 2>/dev/null -print -quit)" ]
}

# Runs a program until a command succeeds, then ends it; the JVM writes the cache on its way out.
train() { # PROGRAM UNTIL_COMMAND COMMAND...
  local program=$1 until=$2; shift 2
  rm -f "dist/aot/$program.aot"
  SONDE_JAVA_OPTIONS="-XX:AOTCacheOutput=$PWD/dist/aot/$program.aot -Xlog:aot=off -Xlog:cds=off" "$@" >"$scratch/$program.log" 2>&1 &
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
  train sonde-server "curl --silent --fail http://127.0.0.1:$operations/-/ready" \
    dist/bin/sonde-server --data "$scratch/data" \
    --http.port "$(free_port)" --ops.port "$operations" --otlp.grpc-port "$(free_port)" --otlp.http-port "$(free_port)"
fi
if stale sonde-node-agent; then
  # Two exports towards a port where nobody listens: connecting, failing and retrying are trained as well.
  train sonde-node-agent "sleep 12" dist/bin/sonde-node-agent --endpoint "http://127.0.0.1:$(free_port)" --spool-dir "$scratch/agent"
fi

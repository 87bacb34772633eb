#!/usr/bin/env bash
# Runs server (which runs its engine) and node agent against this host, starts again what dies, and ends both on Ctrl-C or SIGTERM.
# Usage: run.sh [DATA_DIR]; ports are taken from the server's own variables, SONDE_HTTP_PORT and so on.
set -uo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
. build/supervise.sh
data=$(mkdir -p "${1:-var}" && cd "${1:-var}" && pwd) || fail "the data directory ${1:-var} cannot be made"
logs=$data/logs
mkdir -p "$logs"
http=${SONDE_HTTP_PORT:-8080} operations=${SONDE_OPS_PORT:-8081} grpc=${SONDE_OTLP_GRPC_PORT:-4317} otlp_http=${SONDE_OTLP_HTTP_PORT:-4318}
# Given to the server as flags: the agent would refuse variables that are not its own.
unset SONDE_HTTP_PORT SONDE_OPS_PORT SONDE_OTLP_GRPC_PORT SONDE_OTLP_HTTP_PORT
server_url=http://localhost:$http

run_server() {
  launch server dist/bin/sonde-server --data "$data" --http.port "$http" --ops.port "$operations" --otlp.grpc-port "$grpc" --otlp.http-port "$otlp_http"
}
run_agent() { launch agent dist/bin/sonde-node-agent --endpoint "${SONDE_ENDPOINT:-http://localhost:$grpc}" --spool-dir "$data/agent"; }

# Ctrl-C is how it is meant to end, also before it is ready: no failure, and no line of make about one.
trap 'printf "\n"; say "stopping before it was ready"; stop_parts; exit 0' INT
trap 'stop_parts; exit 143' TERM HUP
trap stop_parts EXIT

is_ready_server() { curl --silent --fail --max-time 2 "http://localhost:$operations/-/ready" >/dev/null 2>&1; }
heard() { agents=$(curl --silent --max-time 2 "$server_url/api/v1/agents"); [ "${#agents}" -gt 5 ]; }
await() { # NAME SECONDS CONDITION
  local tries
  for ((tries = $2 * 10; tries > 0; tries--)); do
    "$3" && return
    alive "$1" || { tail -n 15 "$logs/$1.log" >&2; fail "the $1 ended while starting; its log is $logs/$1.log"; }
    sleep 0.1
  done
  return 1
}

for port in "$http" "$operations" "$grpc" "$otlp_http"; do
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && fail "port $port is in use: is another Sonde running? Stop it first."
done

say "server and embedded ClickHouse"
run_server
await server 60 is_ready_server || fail "the server is not healthy after 60 s: $(curl --silent --max-time 2 "http://localhost:$operations/-/ready"); its log is $logs/server.log"
say "node agent"
run_agent
await agent 20 heard || fail "the server has not heard from the node agent after 20 s; its log is $logs/agent.log"
unseen=$(printf '%s' "$agents" | node build/unseen.mjs)
[ -n "$unseen" ] && printf '\n%s\n\n' "$unseen"

echo "ready: $server_url"
supervise server agent

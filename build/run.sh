#!/usr/bin/env bash
# Runs server (which runs its engine) and node agent against this host; ends both on Ctrl-C or SIGTERM. Usage: run.sh [DATA_DIR]
set -uo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
data=$(mkdir -p "${1:-var}" && cd "${1:-var}" && pwd) || fail "the data directory ${1:-var} cannot be made"
logs=$data/logs
mkdir -p "$logs"
server_url=http://localhost:8080
operations_url=http://localhost:8081

pids=()
stop() {
  trap - INT TERM EXIT
  # The agent first, so that its last words still find a server.
  local i
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill -TERM "${pids[i]}" 2>/dev/null
    for _ in {1..150}; do kill -0 "${pids[i]}" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "${pids[i]}" 2>/dev/null
    wait "${pids[i]}" 2>/dev/null
  done
}
trap 'printf "\n"; say "stopping"; stop; exit 130' INT
trap 'stop; exit 143' TERM
trap stop EXIT

# Each part in a process group of its own: Ctrl-C reaches only this script, which then stops them in order.
start() { # NAME COMMAND...
  local name=$1; shift
  set -m
  "$@" </dev/null >>"$logs/$name.log" 2>&1 &
  set +m
  pids+=($!)
}
alive() { kill -0 "$1" 2>/dev/null; }
await() { # PID NAME URL
  local _
  for _ in {1..600}; do
    curl --silent --fail --max-time 2 "$3" >/dev/null 2>&1 && return 0
    alive "$1" || { tail -n 15 "$logs/$2.log" >&2; fail "$2 ended while starting; its log is $logs/$2.log"; }
    sleep 0.1
  done
  fail "$2 is not healthy after 60 s: $(curl --silent --max-time 2 "$3"); its log is $logs/$2.log"
}

for port in 8080 8081 4317 4318; do
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && fail "port $port is in use: is another Sonde running? Stop it first."
done

say "server and embedded ClickHouse"
start server dist/bin/sonde-server --data "$data"
server=${pids[0]}
await "$server" server "$operations_url/-/ready"

say "node agent"
start agent dist/bin/sonde-node-agent
agent=${pids[1]}
for _ in {1..200}; do
  agents=$(curl --silent --max-time 2 "$server_url/api/v1/agents")
  [ "${#agents}" -gt 5 ] && break
  alive "$agent" || { tail -n 15 "$logs/agent.log" >&2; fail "the node agent ended while starting; its log is $logs/agent.log"; }
  sleep 0.1
done
[ "${#agents}" -gt 5 ] || fail "the server has not heard from the node agent after 20 s; its log is $logs/agent.log"
unseen=$(printf '%s' "$agents" | node build/unseen.mjs)
[ -n "$unseen" ] && printf '\n%s\n\n' "$unseen"

echo "ready: $server_url"
wait -n "${pids[@]}"
alive "$server" && fail "the node agent ended; its log is $logs/agent.log"
fail "the server ended; its log is $logs/server.log"

#!/usr/bin/env bash
# Runs the shop in the foreground until Ctrl-C; then nothing of it is left. Usage: up.sh (as root; what the environment sets: README.md)
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"
for lib in shop network groups parts remove; do . "lib/$lib.sh"; done

settle_every=20

need_root
running && fail "the shop is running already (pid $(cat "$state/pid")); stop it with Ctrl-C there, or with demo/down.sh"
./packages.sh || exit 1
eval "$(../build/jdk.sh)"
jar=$(ls target/sonde-demo-*.jar 2>/dev/null)
if [ -z "$jar" ] || [ -n "$(find src/main pom.xml -newer "$jar" -print -quit)" ]; then
  say "Java services (Maven)"
  build_log=${TMPDIR:-/tmp}/sonde-demo-build.$$.log
  (cd .. && mvn -q -pl demo -Dmaven.test.skip=true package) >"$build_log" 2>&1 ||
    { tail -n 30 "$build_log" >&2; fail "the Java services do not build"; }
  rm -f "$build_log"
  touch target/sonde-demo-*.jar
fi

if [ -e "$state" ] || [ -n "$(namespaces)" ]; then
  say "removing what a dead shop left"
  remove_all
fi
[ -z "$(ip -4 route show "$net.0/24")" ] || fail "this host has a route to $net.0/24 already: choose another subnet with DEMO_SUBNET (0 to 255)"

stop() {
  trap '' INT TERM HUP
  trap - EXIT
  say "stopping"
  remove_all
  say "stopped, nothing left"
}
trap 'echo; exit 130' INT
trap 'exit 143' TERM HUP
trap stop EXIT

mkdir -p "$state"/{logs,pids,hold,faults} && chmod 755 "$state"
for part in "${parts[@]}"; do mkdir -p "$state/knobs/$part"; done
echo $$ >"$state/pid"
# A copy, so that a build while the shop runs pulls nothing from under it.
mkdir "$state/java" && cp target/sonde-demo-*.jar target/lib/*.jar "$state/java/"
slices >"$state/slices"
# The shoppers' counts may be kept after the end.
[ -z "${DEMO_COUNTS:-}" ] || { : >"$DEMO_COUNTS" && ln -s "$(readlink -f "$DEMO_COUNTS")" "$state/load.jsonl"; } || fail "cannot write $DEMO_COUNTS"

start() { # PART
  "run_$1" </dev/null >>"$state/logs/$1.log" 2>&1 &
  echo $! >"$state/pids/$1"
  # Bash need not say how it ended: mend does.
  disown
}
lives() { kill -0 "$(cat "$state/pids/$1" 2>/dev/null)" 2>/dev/null; }
await() { # PART: until it listens
  local _
  for _ in {1..150}; do
    listening "$1" && return
    lives "$1" || { tail -n 15 "$state/logs/$1.log" >&2; fail "$1 ended while starting"; }
    sleep 0.2
  done
  fail "$1 does not listen after 30 s; its log is $state/logs/$1.log"
}

say "network: 11 namespaces on a bridge, $net.0/24"
network_up || fail "the network could not be made"
say "database"
prepare_dns; prepare_nginx; prepare_postgres
for part in dns postgres redis bank; do start $part; done
for part in dns postgres redis bank; do await $part; done
say "services"
for part in payments orders storefront nginx; do start $part; done
for part in payments orders storefront nginx; do await $part; done
say "shoppers"
start shoppers
for _ in {1..100}; do grep -qs '"ok":[1-9]' "$state/load.jsonl" && break; sleep 0.2; done
grep -qs '"ok":[1-9]' "$state/load.jsonl" || fail "no shopper was served within 20 s; logs are in $state/logs"

touch "$state/ready"
cat <<TEXT

demo ready: $front

  look     the map of Sonde (http://localhost:8080) shows shoppers → nginx → storefront, orders, payments → postgres, redis, bank;
           settlement comes for 3 s of every $settle_every. A day takes ${DEMO_DAY_SECONDS:-600} s.
  break    make demo-fault (the list)    make demo-fault NAME=refused    make demo-heal
  watch    demo/status.sh          tail -f $state/load.jsonl

TEXT

# Starts again what ended, as systemd would; "hold" says until when not.
mend() { # PART
  local until
  lives "$1" && return
  until=$(cat "$state/hold/$1" 2>/dev/null || echo 0)
  [ "$(date +%s)" -ge "$until" ] || return
  rm -f "$state/hold/$1"
  start "$1"
  say "$1 had ended; started again"
}

# A pipe that nobody writes to: waiting on it starts no process each second, as sleep would.
mkfifo "$state/never" && exec {never}<>"$state/never"
# Within that wait a trap may only take a note: bash 5.2 dies when one exits or forks there.
ending=""
# Ctrl-C is how it is meant to end: no failure, also not for make.
trap 'echo; ending=0' INT
trap 'ending=143' TERM HUP
next_settlement=$SECONDS
while [ -z "$ending" ]; do
  for part in "${parts[@]}"; do mend "$part"; done
  if ((SECONDS >= next_settlement)); then
    # Not while the last one still waits for its database.
    lives settlement || start settlement
    next_settlement=$((SECONDS + settle_every))
  fi
  read -r -t 1 -u "$never"
done
exit "$ending"

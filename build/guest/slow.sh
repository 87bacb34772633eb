#!/bin/bash
# In the guest of slow-guest.sh: load without and with the agent, in turns. A line per figure in /out/figures: ROUND NAME VALUE.
# Usage: slow.sh ROUNDS SECONDS
rounds=$1
seconds=$2
connections=8
group=/sys/fs/cgroup/agent
web=http://127.0.0.1:8081/ok
work=$(mktemp -d)

tell() { echo "slow: $*"; echo "$*" >>/out/figures; }
now() { cut -d' ' -f1 /proc/uptime; }
less() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a - b }'; }

# Seconds of processor that a process took, its kernel's part included.
took() { awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); printf "%.3f", ($12 + $13) / tick }' "/proc/$1/stat"; }

# Until a file has a line like this.
await() {
  for _ in {1..1200}; do grep -q -- "$2" "$1" 2>/dev/null && return; sleep 0.1; done
  echo "slow: waited two minutes for: $2"; tail -n 20 "$1"; exit 1
}

load() { # ROUND NAME [HEADER]
  wrk -t1 -c$connections -d"${seconds}s" --latency ${3:+-H "$3"} $web >"$work/wrk"
  awk -v of="$1 $2" '
    function seconds(text) { return text + 0 ? text * (text ~ /us$/ ? 1e-6 : text ~ /ms$/ ? 1e-3 : 1) : 0 }
    $1 == "50%" { print of "-p50", seconds($2) }
    $1 == "99%" { print of "-p99", seconds($2) }
    / requests in / { print of "-requests", $1 }
    $1 == "Requests/sec:" { print of "-rate", $2 }' "$work/wrk" | while read -r line; do tell "$line"; done
  requests=$(awk '/ requests in / { print $1 }' "$work/wrk")
}

# What the agent said until now of requests at the client and at the server, and what it lost.
told() {
  sleep 12 # Two reports.
  echo >&"${sink[1]}"
  read -r told <&"${sink[0]}"
}

watched() { # ROUND
  local began before agent
  mkdir $group
  began=$(now)
  # Nobody else's settings: those of this machine's tests are none of its own.
  (echo $BASHPID >$group/cgroup.procs; exec env -i PATH="$PATH" JAVA_HOME="$JAVA_HOME" dist/bin/sonde-node-agent --endpoint "$endpoint" --spool-dir "$work/spool") >"$work/agent" 2>&1 &
  agent=$!
  await "$work/agent" " probe "
  tell "$1 start $(less "$(now)" "$began")"
  tell "$1 start-processor $(took $agent)"
  sleep 5
  for name in first with; do
    before=$(took $agent)
    load "$1" $name
    tell "$1 $name-processor $(less "$(took $agent)" "$before")"
  done
  tell "$1 resident $(awk '$1 == "VmRSS:" { print $2 / 1024 }' /proc/$agent/status)"
  tell "$1 group $(awk '{ print $1 / 1048576 }' $group/memory.current)"
  awk -v of="$1" '$1 ~ /^(anon|file|kernel)$/ { print of, "group-" $1, $2 / 1048576 }' $group/memory.stat | while read -r line; do tell "$line"; done
  told
  tell "$1 kept-alive-told $told"
  before=$(took $agent)
  load "$1" short "Connection: close"
  tell "$1 short-processor $(less "$(took $agent)" "$before")"
  told
  tell "$1 short-told $told"
  before=$(took $agent)
  sleep 20
  tell "$1 idle-processor $(less "$(took $agent)" "$before")"
  kill $agent
  wait $agent
  rmdir $group
}

mkdir -p "$work/nginx"
cat >"$work/nginx.conf" <<NGINX
daemon off; worker_processes 1; pid $work/pid; error_log $work/error.log; user root;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path $work/nginx/a; proxy_temp_path $work/nginx/b; fastcgi_temp_path $work/nginx/c; uwsgi_temp_path $work/nginx/d; scgi_temp_path $work/nginx/e;
  server { listen 127.0.0.1:8081; location /ok { return 200 "fine"; } }
}
NGINX
nginx -c "$work/nginx.conf" -e "$work/error.log" &
web_server=$!
echo +memory >/sys/fs/cgroup/cgroup.subtree_control
coproc sink { exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "bench/target/classes:bench/target/lib/*" io.sonde.bench.SinkProgram 2>"$work/sink"; }
read -r endpoint <&"${sink[0]}" || { cat "$work/sink"; exit 1; }

load 0 warm-up
for round in $(seq 1 "$rounds"); do
  load "$round" without
  load "$round" short-without "Connection: close"
  watched "$round"
done
load "$((rounds + 1))" without
load "$((rounds + 1))" short-without "Connection: close"
cp "$work/agent" /out/agent.log
kill $web_server

# How each part is started: one function a part. All stay in the foreground, in a session of their own, so that Ctrl-C reaches only up.sh.
postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
database_url="jdbc:postgresql://postgres.shop.internal/shop?user=shop&connectTimeout=4&socketTimeout=5&ApplicationName="

launch() { # PART COMMAND...: becomes the command, in the part's namespace and unit
  local part=$1; shift
  [ "$part" = bank ] || join_unit "$part"
  exec setsid ip netns exec "$(namespace "$part")" "$@"
}

java_service() { # PART MAIN_CLASS
  KNOBS=$state/knobs/$1 DATABASE_URL=$database_url$1 REDIS_HOST=redis.shop.internal \
    PAYMENTS_URL=http://payments.shop.internal:8080 BANK_URL=http://bank.example \
    launch "$1" "$JAVA_HOME/bin/java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Dsun.net.inetaddr.ttl=2 -Dsun.net.inetaddr.negative.ttl=1 -Dsun.net.httpserver.nodelay=true -Djdk.httpclient.disableRetryConnect=true -Djava.net.preferIPv4Stack=true \
    -cp "$state/java/*" "$2"
}

run_dns() {
  launch dns dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --addn-hosts="$state/dns.hosts" --user=nobody --pid-file= \
    --local=/shop.internal/ --local=/example/ --cache-size=0 --local-ttl=2 --listen-address="$(address dns)" --bind-interfaces
}
run_postgres() {
  launch postgres setpriv --reuid=postgres --regid=postgres --clear-groups "$postgres_bin/postgres" -D "$state/postgres" \
    -c listen_addresses="$(address postgres)" -c unix_socket_directories= -c shared_buffers=16MB -c fsync=off -c max_wal_size=64MB -c max_connections=40 \
    -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3
}
run_redis() {
  launch redis setpriv --reuid=nobody --clear-groups redis-server --bind "$(address redis)" --protected-mode no --save "" --appendonly no --maxmemory 16mb \
    --maxmemory-policy allkeys-lru
}
# In no unit of the shop: it belongs to somebody else.
run_bank() { KNOBS=$state/knobs/bank launch bank node --max-old-space-size=32 services/bank.mjs; }
run_payments() { java_service payments io.sonde.demo.payments.Payments; }
run_orders() { java_service orders io.sonde.demo.orders.Orders; }
run_storefront() { KNOBS=$state/knobs/storefront launch storefront node --max-old-space-size=48 services/storefront.mjs; }
run_nginx() { launch nginx nginx -p "$state/nginx" -c "$state/nginx/nginx.conf"; }
run_shoppers() {
  KNOBS=$state/knobs/shoppers COUNTS=$state/load.jsonl FRONT=$front launch shoppers node --max-old-space-size=96 services/shoppers.mjs
}
run_settlement() { launch settlement services/settlement; }

prepare_dns() {
  local part
  for part in "${!host[@]}"; do echo "$(address "$part") $part.shop.internal"; done >"$state/dns.hosts.right"
  echo "$(address bank) bank.example" >>"$state/dns.hosts.right"
  cp "$state/dns.hosts.right" "$state/dns.hosts"
}
prepare_nginx() {
  mkdir -p "$state/nginx"
  sed -e "s|@DNS@|$(address dns)|" -e "s|@ADDRESS@|$(address nginx)|" services/nginx.conf >"$state/nginx/nginx.conf"
}
prepare_postgres() {
  mkdir -p "$state/postgres"
  chown postgres:postgres "$state/postgres"
  as_postgres "$postgres_bin/initdb" -D "$state/postgres" --auth=trust --encoding=UTF8 --no-locale --no-sync >"$state/logs/initdb.log" 2>&1 ||
    fail "initdb failed; its log is $state/logs/initdb.log"
  # Nobody outside of the shop's own network can reach it.
  echo "host all all $net.0/24 trust" >>"$state/postgres/pg_hba.conf"
  { echo "CREATE ROLE shop LOGIN;"; echo "CREATE DATABASE shop OWNER shop;"; } |
    as_postgres "$postgres_bin/postgres" --single -D "$state/postgres" postgres >>"$state/logs/initdb.log" 2>&1
  { echo "SET ROLE shop;"; cat services/schema.sql; } |
    as_postgres "$postgres_bin/postgres" --single -j -D "$state/postgres" shop >>"$state/logs/initdb.log" 2>&1
}
as_postgres() { (cd "$state/postgres" && setpriv --reuid=postgres --regid=postgres --clear-groups "$@"); }

listening() { # PART
  local kind=t; [ "$1" = dns ] && kind=u
  [ -n "$(ss -N "$(namespace "$1")" -Hln$kind "sport = :${port[$1]}" 2>/dev/null)" ]
}

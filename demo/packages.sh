#!/usr/bin/env bash
# Installs the Debian packages that the shop is made of, where they are missing, and lets none of them start or stay as a service of the host.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"
. lib/shop.sh

missing=()
has() { command -v "$1" >/dev/null || missing+=("$2"); }
has ip iproute2
has setpriv util-linux
has nginx nginx-light
has redis-server redis-server
has dnsmasq dnsmasq-base
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
has psql postgresql-client
command -v node >/dev/null || fail "Node.js 20 or newer is missing"
[ ${#missing[@]} -gt 0 ] || exit 0
command -v apt-get >/dev/null || fail "this is no Debian system: install nginx, PostgreSQL, Redis, dnsmasq, iproute2 and util-linux by hand"
[ "$(id -u)" = 0 ] || fail "missing Debian packages: ${missing[*]}"

say "installing Debian packages: ${missing[*]}"
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\n# Services of the demo shop do not start by themselves.\nexit 101\n' >$policy
  chmod 755 $policy
  trap 'rm -f $policy' EXIT
fi
log=${TMPDIR:-/tmp}/sonde-demo-packages.$$.log
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 ||
  { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 ||
  { tail -n 15 "$log" >&2; fail "apt-get could not install: ${missing[*]}"; }
rm -f "$log"
# Nor at the next boot; what was there before is not touched.
if [ -d /run/systemd/system ]; then
  for package in "${missing[@]}"; do
    case $package in
      nginx-light) systemctl --quiet disable nginx.service ;;
      redis-server) systemctl --quiet disable redis-server.service ;;
      postgresql) systemctl --quiet disable postgresql.service ;;
    esac
  done
fi
exit 0

#!/usr/bin/env bash
# Makes a fresh machine ready: tools, Debian packages (as root), npm packages, libchdb. With --test also what only tests need,
# with --second-kernel only what boots another kernel.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
# Whoever called it says so.
trap 'exit 130' INT

run_packages=(clang llvm libbpf1 libbpf-dev libc6-dev linux-libc-dev gcc make curl)
# Tests talk to real programs in network namespaces and look at pages in a real browser.
test_packages=(bpftool iproute2 iptables nftables procps util-linux runc busybox-static chromium fonts-dejavu-core webp
  wrk nghttp2-client memcached mariadb-server mariadb-client bind9 bind9-dnsutils rabbitmq-server ipvsadm)
second_kernel_packages=(clang llvm libbpf1 libbpf-dev libc6-dev make qemu-system-x86 busybox-static cpio kmod iproute2 iptables nftables ipvsadm runc)
packages=("${run_packages[@]}")
[ "${1:-}" = --test ] && packages+=("${test_packages[@]}")
[ "${1:-}" = --second-kernel ] && packages=("${second_kernel_packages[@]}")

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${packages[@]}"; do installed "$package" || missing+=("$package"); done
else
  command -v clang >/dev/null || fail "This is no Debian system: install clang, llvm, libbpf (>= 1.1) with headers, gcc and make by hand, then start again."
fi
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] || fail "Missing Debian packages: ${missing[*]}. Install them as root: apt-get install ${missing[*]}"
  say "installing Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # None of them shall start as a service of this host.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  quietly apt-get install -y --no-install-recommends "${missing[@]}" 2>/dev/null ||
    { quietly apt-get update && quietly apt-get install -y --no-install-recommends "${missing[@]}"; } ||
    fail "apt-get could not install: ${missing[*]} (see $log)"
fi

command -v mvn >/dev/null || fail "Maven is missing: apt-get install maven"
[ "${1:-}" != --second-kernel ] || exit 0

# The shop that end-to-end tests break on purpose; without it they say that they are skipped.
if [ "${1:-}" = --test ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then demo/packages.sh; fi

command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js 20 or newer with npm is missing."
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node.js 20 or newer is needed; this is $(node --version)."

if [ ! -e web/node_modules/.package-lock.json ] || [ web/package-lock.json -nt web/node_modules/.package-lock.json ]; then
  say "installing npm packages"
  # Not `npm ci`: it insists on lock entries for every platform's optional binaries, also those that a registry does not have.
  quietly npm --prefix web install --no-save --no-audit --no-fund || fail "npm could not install the packages of web/ (see $log)"
  touch web/node_modules/.package-lock.json
fi

libchdb=$(embedded-clickhouse/fetch-libchdb.sh --where)
if [ ! -e "$libchdb" ]; then
  say "fetching libchdb (180 MB, once)"
  quietly embedded-clickhouse/fetch-libchdb.sh || fail "libchdb could not be fetched (see $log)"
fi

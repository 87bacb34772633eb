#!/usr/bin/env bash
# Puts together dist/ from what the modules have built: bin/, lib/<program>/, bpf/. Starts nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh

mkdir -p dist/bin dist/bpf dist/aot dist/lib
cp -f build/jdk.sh dist/lib/jdk.sh
cp -f bpf/.output/*.bpf.o dist/bpf/

program() { # NAME MODULE
  local lib=dist/lib/$1 changed=""
  # Unchanged jars keep their times: the AOT cache is tied to them.
  mkdir -p "$lib"
  mirror "$2/target/lib" "$lib/lib"
  copy_if_changed "$(ls "$2"/target/"$1"-*.jar | grep -v -e sources -e tests)" "$lib/$1.jar"
  # A cache of other classes is worse than none: the program would run with them.
  [ -z "$changed" ] || rm -f "dist/aot/$1.aot"
}
copy_if_changed() { cmp -s "$1" "$2" || { cp -f "$1" "$2"; changed=yes; }; }
mirror() {
  mkdir -p "$2"
  local file
  for file in "$1"/*.jar; do copy_if_changed "$file" "$2/${file##*/}"; done
  for file in "$2"/*.jar; do [ -e "$1/${file##*/}" ] || { rm -f "$file"; changed=yes; }; done
}

program sonde-embedded-clickhouse embedded-clickhouse
program sonde-server server
program sonde-node-agent node-agent
program sonde-eval eval
for launcher in build/launchers/*; do
  copy_if_changed "$launcher" "dist/bin/${launcher##*/}"
  chmod +x "dist/bin/${launcher##*/}"
done

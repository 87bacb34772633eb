#!/usr/bin/env bash
# The node agent's tests of its kernel side, on Debian's kernel (6.1) as well: emulated, so about ten times slower than here.
# Usage: test-kernel.sh [TEST_CLASS | TEST_CLASS#METHOD]...   Without a name: each whose source opens the kernel side.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/say.sh
eval "$(build/jdk.sh)"

[ "$(uname -m)" = x86_64 ] || fail "the emulated machine is an x86_64 one so far; this is $(uname -m)"
build/setup.sh --second-kernel
say "kernel programs, tests"
quietly mvn -q -pl node-agent -am test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test ||
  fail "the tests do not compile"

sources=node-agent/src/test/java
page=docs/reference/probes-per-kernel.md
out=node-agent/target/second-kernel
rm -rf $out && mkdir -p $out

wanted=("$@")
[ $# -gt 0 ] || mapfile -t wanted < <(grep -rlE --include='*Test.java' '\b(LiveKernel|FullKernel|Kernel\.open|Agent\.start)\b' $sources |
  sed 's#.*/##; s#\.java$##' | sort)
selected=()
for name in "${wanted[@]}"; do
  file=$(find $sources -name "${name%%#*}.java")
  [ -n "$file" ] || fail "node-agent has no test ${name%%#*}"
  class=$(sed "s#^$sources/##; s#\.java\$##" <<<"$file" | tr / .)
  case $name in
    *#*) selected+=(--select-method "$class#${name#*#}()") ;;
    *) selected+=(--select-class "$class") ;;
  esac
done

cat >$out/tests.sh <<END
cd node-agent
$JAVA_HOME/bin/java --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Dpage.update=true \\
  -cp target/test-classes:target/classes:$(cat node-agent/target/test-classpath) org.junit.platform.console.ConsoleLauncher \\
  execute --disable-banner --disable-ansi-colors --details=testfeed ${selected[*]@Q}
status=\$?
[ ! -e ../$page ] || cp ../$page /out/
exit \$status
END

say "${#wanted[@]} test classes on Debian's kernel in QEMU: about a minute each"
status=0
# Where the machine has other work, each takes several times as long.
export SONDE_GUEST_SECONDS=${SONDE_GUEST_SECONDS:-$((600 + 240 * ${#wanted[@]}))}
build/guest/run.sh $out bash $out/tests.sh 2>&1 | tee $out/console.log | awk '
  / :: [A-Z]+$/ { how = $NF; name = $0; sub(/^JUnit Jupiter > /, "", name); sub(/ :: [A-Z]+$/, "", name); name = substr(name, 1, 120) }
  / :: SUCCESSFUL$/ { print "        held     " name; fflush() }
  / :: (ABORTED|FAILED|SKIPPED)$/ { print "        " tolower(how) "  " name; why = 12; fflush(); next }
  / :: [A-Z]+$/ { why = 0; next }
  /^guest:/ { print "        " $0; fflush() }
  why > 0 && !/^\t\tat org\.junit/ { print "          " $0; why--; fflush() }' || status=$?
count() { sed -n "s/^\[ *\([0-9]*\) tests $1.*/\1/p" $out/console.log; }
[ -n "$(count found)" ] || fail "the tests did not come to their end (status $status); all they said is in $out/console.log"

written=$out/${page##*/}
if [ -e "$written" ] && ! cmp -s "$written" $page; then
  cp "$written" $page
  say "$page has changed: look at its diff, commit it"
fi
[ "$status" -eq 0 ] || fail "$(count failed) of $(count found) tests failed on Debian's kernel; all they said is in $out/console.log"
say "$(count successful) tests held on Debian's kernel, $(count aborted) could not run there (why stands above)"

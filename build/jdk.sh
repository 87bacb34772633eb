#!/usr/bin/env bash
# Prints shell code that sets JAVA_HOME to a JDK 25 or newer: $JAVA_HOME if it is one, else the newest of those installed.
set -u
wanted=25

major() { # DIR -> major version, when DIR is a JDK (javac there)
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

best=""; best_major=0
for dir in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/* /opt/java/* /usr/local/* /usr/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/jdk*; do
  [ -n "$dir" ] && found=$(major "$dir") && [ -n "$found" ] && [ "$found" -ge "$wanted" ] || continue
  [ "$dir" = "${JAVA_HOME:-}" ] && { best=$dir; break; }
  if [ "$best_major" -eq 0 ] || [ "$found" -lt "$best_major" ]; then best=$dir; best_major=$found; fi
done

if [ -z "$best" ]; then
  echo "Sonde needs a JDK $wanted. None was found in JAVA_HOME, /usr/lib/jvm, /opt, /usr/local or ~/.sdkman: install one (for example Temurin $wanted) or set JAVA_HOME." >&2
  echo "exit 1"
  exit 1
fi
printf 'export JAVA_HOME=%q PATH=%q/bin:$PATH\n' "$best" "$best"

# Shared by the scripts here: progress on one line each, noise into a log, a clear last word.
log=${TMPDIR:-/tmp}/sonde-build.$$.log
began=$SECONDS
say() { printf '  %3ds  %s\n' $((SECONDS - began)) "$*"; }
fail() { printf '\nsonde: %s\n' "$*" >&2; exit 1; }
# Runs a command quietly; its output is kept, and shown only when it fails.
quietly() { "$@" >"$log" 2>&1 || { local status=$?; tail -n 40 "$log" >&2; return $status; }; rm -f "$log"; }

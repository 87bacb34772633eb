# Keeps the parts of a program alive, as a supervisor in production does: what died is started again, at once the first time, then
# after growing pauses, and every death is told with its reason. Sourced; needs say, $logs and a function run_NAME per part; a
# function is_ready_NAME, where there is one, says when the part works again.

# A part that lived for so long was sound: its death is news, not one more of a row.
SOUND_LIFE_SECONDS=60
LONGEST_PAUSE_SECONDS=30
# So many deaths in a row are no coincidence: the end of the log is shown, once.
HOPELESS_DEATHS=4

declare -A pid=() born=() deaths=() again_at=() awaited=()
started=()

# A part whose supervisor was killed ends as well, where the host can promise that.
bound=()
setpriv --help 2>/dev/null | grep -q -e --pdeathsig && bound=(setpriv --pdeathsig TERM --)

# Each part in a process group of its own: Ctrl-C reaches only the supervisor, which then stops them in order.
launch() { # NAME COMMAND...
  local name=$1; shift
  set -m
  "${bound[@]}" "$@" </dev/null >>"$logs/$name.log" 2>&1 &
  set +m
  pid[$name]=$! born[$name]=$SECONDS
  [[ " ${started[*]} " == *" $name "* ]] || started+=("$name")
}
alive() { kill -0 "${pid[$1]:-none}" 2>/dev/null; }

# The last started first: its last words still find whoever they are meant for.
stop_parts() {
  trap - EXIT
  trap '' INT TERM HUP
  local i name _
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    name=${started[i]}
    alive "$name" || continue
    kill -TERM "${pid[$name]}" 2>/dev/null
    for _ in {1..150}; do alive "$name" || break; sleep 0.1; done
    kill -KILL "${pid[$name]}" 2>/dev/null
    wait "${pid[$name]}" 2>/dev/null
  done
  # One that was started in the very moment of the signal, before its id was noted.
  for name in $(jobs -pr); do kill -TERM "$name" 2>/dev/null && wait "$name" 2>/dev/null; done
}

# Until Ctrl-C or SIGTERM.
supervise() { # NAMES
  local name never ending=""
  # A pipe that nobody writes to: waiting on it starts no process, as sleep would.
  never=$(mktemp -u "${TMPDIR:-/tmp}/sonde-never.XXXXXX")
  mkfifo -m 600 "$never" && exec {waiting}<>"$never" && rm -f "$never"
  # Within that wait a trap may only take a note: bash 5.2 dies when one exits or forks there.
  # Ctrl-C is how it is meant to end: no failure, also not for make.
  trap 'ending=0' INT
  trap 'ending=143' TERM HUP
  while [ -z "$ending" ]; do
    for name in "$@"; do look_after "$name"; done
    read -r -t 0.5 -u "$waiting"
  done
  [ "$ending" = 0 ] && printf '\n'
  say "stopping"
  stop_parts
  exit "$ending"
}

look_after() { # NAME
  if alive "$1"; then
    [ -n "${awaited[$1]:-}" ] && "is_ready_$1" && unset "awaited[$1]" && say "the $1 is ready again"
  elif [ -z "${again_at[$1]:-}" ]; then
    mourn "$1"
  elif ((SECONDS >= again_at[$1])); then
    unset "again_at[$1]"
    "run_$1"
    declare -F "is_ready_$1" >/dev/null && awaited[$1]=yes
  fi
}

mourn() { # NAME
  local reason pause=0
  wait "${pid[$1]}" 2>/dev/null
  reason=$(how_it_ended $?)
  ((SECONDS - born[$1] >= SOUND_LIFE_SECONDS)) && deaths[$1]=0
  deaths[$1]=$((${deaths[$1]:-0} + 1))
  ((deaths[$1] > 1)) && pause=$((1 << (deaths[$1] - 2)))
  ((pause > LONGEST_PAUSE_SECONDS || deaths[$1] > 10)) && pause=$LONGEST_PAUSE_SECONDS
  if ((deaths[$1] == HOPELESS_DEATHS)); then
    say "the $1 has died $HOPELESS_DEATHS times in a row; it will be tried again and again. The end of its log:"
    tail -n 15 "$logs/$1.log"
  fi
  again_at[$1]=$((SECONDS + pause))
  say "the $1 $reason after $((SECONDS - born[$1])) s; starting it again $( ((pause > 0)) && echo "in $pause s" || echo now); its log is $logs/$1.log"
}

how_it_ended() { # STATUS as wait gives it
  if (($1 > 128)); then echo "was killed by SIG$(kill -l $(($1 - 128)))"; else echo "ended with exit code $1"; fi
}

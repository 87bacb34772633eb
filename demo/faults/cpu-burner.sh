does="a program in a unit beside orders burns every core, before all others of the shop; it ends by itself after 10 minutes"
shows="burner (CPU); everything answers later"
# In its unit, in no namespace of its own: it talks to nobody.
on() {
  local _ group
  off
  for _ in $(seq "${DEMO_BURNERS:-$(nproc)}"); do
    (join_unit burner; exec setsid services/burner) </dev/null >/dev/null 2>&1 &
  done
  # As a unit with a careless CPUWeight= would, where the host divides CPUs by control groups: the shop has ten times what the rest
  # of the host has, so that it is felt there, and the burner a hundred times what its neighbours have, so that they wait for it.
  for _ in {1..20}; do [ -n "$(pids_of_unit burner)" ] && break; sleep 0.1; done
  weigh "" 10240 1000
  weigh "/$(unit burner)" 102400 10000
}
weigh() { # GROUP SHARES WEIGHT: in cgroup v1 and v2
  local slice
  for slice in $(cat "$state/slices"); do
    [ -e "$slice$1/cpu.shares" ] && echo "$2" >"$slice$1/cpu.shares"
    [ -e "$slice$1/cpu.weight" ] && echo "$3" >"$slice$1/cpu.weight"
  done
  return 0
}
off() {
  local pid
  for pid in $(pids_of_unit burner); do kill -KILL "$pid"; done
  weigh "" 1024 100
  weigh "/$(unit burner)" 1024 100
}

does="a program in a unit beside orders burns every core, before all others of the shop; it ends by itself after 10 minutes"
shows="burner (CPU); everything answers later"
# In its unit, in no namespace of its own: it talks to nobody.
on() {
  local _ group
  off
  for _ in $(seq "${DEMO_BURNERS:-$(nproc)}"); do
    (join_unit burner; exec setsid services/burner) </dev/null >/dev/null 2>&1 &
  done
  # As a unit with a careless CPUWeight= would: ten times what others have, where the host divides CPUs by control groups.
  for _ in {1..20}; do [ -n "$(pids_of_unit burner)" ] && break; sleep 0.1; done
  weigh 10240 1000
}
weigh() { # SHARES WEIGHT: in cgroup v1 and v2
  local slice group
  for slice in $(cat "$state/slices"); do
    for group in "$slice" "$slice/$(unit burner)"; do
      [ -e "$group/cpu.shares" ] && echo "$1" >"$group/cpu.shares"
      [ -e "$group/cpu.weight" ] && echo "$2" >"$group/cpu.weight"
    done
  done
  return 0
}
off() {
  local pid
  for pid in $(pids_of_unit burner); do kill -KILL "$pid"; done
  weigh 1024 100
}

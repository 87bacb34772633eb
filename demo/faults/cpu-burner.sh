does="a program in a unit beside orders burns every core; it ends by itself after 10 minutes"
shows="burner (CPU); everything answers later"
# In its unit, in no namespace of its own: it talks to nobody.
on() {
  local _
  off
  for _ in $(seq "${DEMO_BURNERS:-$(nproc)}"); do
    (join_unit burner; exec setsid services/burner) </dev/null >/dev/null 2>&1 &
  done
}
off() {
  local pid
  for pid in $(pids_of_unit burner); do kill -KILL "$pid"; done
}

does="orders is killed (-9) and started again 15 s later"
shows="orders (a process killed by signal); nginx → orders (refused) while it is away"
on() {
  local pid
  echo $(($(date +%s) + 15)) >"$state/hold/orders"
  for pid in $(pids_of_unit orders); do kill -KILL "$pid"; done
}
off() { rm -f "$state/hold/orders"; }

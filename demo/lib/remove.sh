# Ends and removes everything of a shop, by names and groups alone, so that the remains of a killed one go too.
remove_all() {
  local part
  # Shoppers first: they write their last counts. Then from the front to the back, so that nobody sees a dependency go.
  end_processes TERM "$(ip netns pids "$(namespace shoppers)" 2>/dev/null)"
  end_processes TERM "$(pids_of_shop)"
  end_processes KILL "$(pids_of_shop)"
  network_down
  groups_down
  rm -rf "$state"
  rmdir "$states" 2>/dev/null
  return 0
}

pids_of_shop() {
  local ns
  { pids_in_groups; for ns in $(namespaces); do ip netns pids "$ns"; done; } 2>/dev/null | sort -u
}

end_processes() { # SIGNAL PIDS: and waits until they are gone, 5 s at most
  local pid _
  for pid in $2; do kill "-$1" "$pid" 2>/dev/null; done
  for pid in $2; do
    for _ in {1..50}; do alive "$pid" || break; sleep 0.1; done
  done
}
alive() { [ -e "/proc/$1" ] && [ "$(sed -n 's/^State:\t\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null)" != Z ]; }

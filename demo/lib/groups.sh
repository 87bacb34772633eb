# Control groups that look like systemd's: PREFIX.slice/orders.service, in cgroup v2 and in the v1 hierarchies that systemd fills.
slice=sonde-$prefix.slice

# One directory per hierarchy. Below v1 controllers it hangs under the group of whoever starts the shop, so that his limits hold.
slices() {
  local type where
  awk '$3 == "cgroup2" || $3 == "cgroup" {print $3, $2, $4}' /proc/mounts | while read -r type where options; do
    case $type,$options in
      cgroup2,*) echo "$where/$slice" ;;
      *name=systemd*) echo "$where/$slice" ;;
      *,*cpu* | *,*memory* | *,*pids*) [[ $options == *cpuset* ]] || echo "$where$(own_group "${where##*/}")/$slice" ;;
    esac
  done
}
own_group() { # HIERARCHY -> path, without a last slash
  local path; path=$(awk -F: -v wanted=",$1," 'index("," $2 ",", wanted) {print $3}' /proc/self/cgroup)
  [ "${path:-/}" = / ] || echo "$path"
}

join_unit() { # PART: puts the calling shell there
  local group
  for group in $(cat "$state/slices"); do
    mkdir -p "$group/$(unit "$1")" && echo "$BASHPID" >"$group/$(unit "$1")/cgroup.procs"
  done
}

pids_of_unit() { # PART
  local group; read -r group <"$state/slices" && cat "$group/$(unit "$1")/cgroup.procs" 2>/dev/null
}

pids_in_groups() {
  local group
  for group in $(slices); do find "$group" -name cgroup.procs -exec cat {} + 2>/dev/null; done | sort -u
}

groups_down() {
  local group _
  for group in $(slices); do
    # What has just ended may be there a moment longer.
    for _ in {1..50}; do
      [ -d "$group" ] || break
      find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.1
    done
  done
}

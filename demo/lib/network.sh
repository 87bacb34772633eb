# A network of its own: a bridge in one namespace, each part in another, the bank behind a router. The host gets one interface and
# no other change: no sysctl, no firewall rule, no forwarding.
switch=$(namespace switch)
host_interface=$prefix-host

network_up() {
  local part
  ip netns add "$switch"
  ip -n "$switch" link set lo up
  ip -n "$switch" link add shop type bridge
  ip -n "$switch" addr add "$net.$gateway/24" dev shop
  ip -n "$switch" link set shop up
  ip netns exec "$switch" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
  for part in "${!host[@]}"; do attach "$part"; done
  attach_bank
  attach_host
}

attach() { # PART: on the bridge, with its address, names from the shop's own DNS
  local ns; ns=$(namespace "$1")
  ip netns add "$ns"
  ip -n "$ns" link set lo up
  ip link add eth0 netns "$ns" type veth peer name "$1" netns "$switch"
  ip -n "$switch" link set "$1" master shop up
  ip -n "$ns" addr add "$(address "$1")/24" dev eth0
  ip -n "$ns" link set eth0 up
  ip -n "$ns" route add default via "$net.$gateway"
  mkdir -p "/etc/netns/$ns"
  printf 'nameserver %s\noptions timeout:1 attempts:2\n' "$(address dns)" >"/etc/netns/$ns/resolv.conf"
  # A host whose names come from systemd-resolved would answer past the shop's DNS.
  printf 'hosts: files dns\npasswd: files\ngroup: files\n' >"/etc/netns/$ns/nsswitch.conf"
}

attach_bank() { # not on the bridge: the shop reaches it only through a router, as it would a real one
  local ns; ns=$(namespace bank)
  ip netns add "$ns"
  ip -n "$ns" link set lo up
  ip link add eth0 netns "$ns" type veth peer name outside netns "$switch"
  ip -n "$switch" addr add "$bank_net.1/24" dev outside
  ip -n "$switch" link set outside up
  ip -n "$ns" addr add "$bank_net.10/24" dev eth0
  ip -n "$ns" link set eth0 up
  ip -n "$ns" route add default via "$bank_net.1"
}

attach_host() {
  ip link add "$host_interface" type veth peer name host netns "$switch"
  ip -n "$switch" link set host master shop up
  ip addr add "$net.1/24" dev "$host_interface"
  ip link set "$host_interface" up
}

namespaces() { ip netns list 2>/dev/null | awk -v mine="^$prefix-" '$1 ~ mine {print $1}'; }

network_down() {
  local ns
  ip link del "$host_interface" 2>/dev/null
  for ns in $(namespaces); do
    ip netns del "$ns"
    rm -rf "/etc/netns/$ns"
  done
  rmdir /etc/netns 2>/dev/null
  return 0
}

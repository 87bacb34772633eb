does="the DNS server gives an old address for payments, which nobody has any more"
shows="orders → $nowhere:8080 (unreachable), nginx too; orders → payments falls silent"
on() {
  sed "s/^.* payments\./$nowhere payments./" "$state/dns.hosts.right" >"$state/dns.hosts"
  reload_dns
}
off() {
  cmp -s "$state/dns.hosts.right" "$state/dns.hosts" && return
  cp "$state/dns.hosts.right" "$state/dns.hosts"
  reload_dns
}
reload_dns() { kill -HUP $(pids_of_unit dns); }

does="the DNS server gives an address that nobody has for payments"
shows="orders → $net.$nobody:8080 (unreachable), nginx too; orders → payments falls silent"
on() {
  sed "s/^.* payments\./$net.$nobody payments./" "$state/dns.hosts.right" >"$state/dns.hosts"
  reload_dns
}
off() {
  cmp -s "$state/dns.hosts.right" "$state/dns.hosts" && return
  cp "$state/dns.hosts.right" "$state/dns.hosts"
  reload_dns
}
reload_dns() { kill -HUP $(pids_of_unit dns); }

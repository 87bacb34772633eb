# What every script here knows: the parts of the shop, their addresses, where the running shop keeps its state. Sourced, from demo/.
# DEMO_PREFIX tells parallel shops apart: it is in the name of every namespace, interface, control group and file.
prefix=${DEMO_PREFIX:-demo}
[[ $prefix =~ ^[a-z][a-z0-9]{0,7}$ ]] || { echo "demo: DEMO_PREFIX must be 1 to 8 small letters or digits, not '$prefix'" >&2; exit 2; }

# Only root may write there, everybody may look: PostgreSQL and the DNS server run as users of their own.
states=/var/lib/sonde-demo
state=$states/$prefix
# A second shop gets another subnet and other unit names, so that neither map nor routes mix.
if [ "$prefix" = demo ]; then third=77 unit_prefix=""; else third=$(($(printf %s "$prefix" | cksum | cut -d' ' -f1) % 150 + 100)) unit_prefix=$prefix-; fi
net=10.88.${DEMO_SUBNET:-$third}
bank_net=203.0.113

# In the order of their start; they are stopped the other way round.
parts=(dns postgres redis bank payments orders storefront nginx shoppers)
declare -A host=([dns]=53 [nginx]=80 [storefront]=11 [orders]=12 [payments]=13 [postgres]=14 [redis]=15 [settlement]=16 [shoppers]=17)
declare -A port=([dns]=53 [postgres]=5432 [redis]=6379 [bank]=80 [payments]=8080 [orders]=8080 [storefront]=3000 [nginx]=80)
# What a wrong DNS answer points to: nobody has this address, and the kernel says so after 3 s.
nowhere=$net.66
gateway=254
front=http://$net.${host[nginx]}

address() { if [ "$1" = bank ]; then echo "$bank_net.10"; else echo "$net.${host[$1]}"; fi; }
namespace() { echo "$prefix-$1"; }
unit() { echo "$unit_prefix$1.service"; }

began=$SECONDS
say() { printf '  %3ds  %s\n' $((SECONDS - began)) "$*"; }
fail() { printf '\ndemo: %s\n' "$*" >&2; exit 1; }
need_root() { [ "$(id -u)" = 0 ] || fail "the shop needs root, for its network namespaces and control groups: sudo $0 $*"; }

# The up.sh that runs this shop; a reused pid is another program.
running() {
  local pid
  pid=$(cat "$state/pid" 2>/dev/null) && [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q 'up\.sh'
}
need_running() {
  running || fail "no shop is running${DEMO_PREFIX:+ under the prefix $prefix}: start one with demo/up.sh"
  [ -e "$state/ready" ] || fail "the shop is still starting"
}

turn_on() { mkdir -p "$state/knobs/$1" && printf '%s\n' "${3:-on}" >"$state/knobs/$1/.$2" && mv -f "$state/knobs/$1/.$2" "$state/knobs/$1/$2"; }
turn_off() { rm -f "$state/knobs/$1/$2"; }

does="the link of redis carries 4 kbit/s: packets queue"
shows="storefront → redis and payments → redis (round-trip time, retransmits)"
on() { tc -n "$(namespace redis)" qdisc replace dev eth0 root tbf rate 4kbit burst 1600 latency 3s; }
off() { tc -n "$(namespace redis)" qdisc del dev eth0 root 2>/dev/null; return 0; }

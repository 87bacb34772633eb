does="what postgres answers to orders vanishes on the way: open connections hang, new ones time out"
shows="orders → postgres (timed out, retransmits); payments → postgres stays well"
# A route to nowhere on the side that answers: needs no netfilter, and the kernel of orders sees silence.
on() { ip -n "$(namespace postgres)" route replace blackhole "$(address orders)/32"; }
off() { ip -n "$(namespace postgres)" route del blackhole "$(address orders)/32" 2>/dev/null; return 0; }

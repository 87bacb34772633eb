does="payments thinks for 1.5 s before each answer"
shows="orders → payments (long connections, many active); orders and nginx wait with it"
on() { turn_on payments slow 1500; }
off() { turn_off payments slow; }

does="payments closes its port while its process lives: every connection to it is refused"
shows="orders → payments and nginx → payments (refused)"
on() { turn_on payments closed; }
off() { turn_off payments closed; }

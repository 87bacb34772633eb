does="payments forgets to give its database connections back: all 8 are taken, every charge fails after 1 s of waiting"
shows="payments → postgres (8 active, none opened); orders → payments answers errors"
on() { turn_on payments leak; }
off() { turn_off payments leak; }

does="ten times the shoppers, 200 requests a second at most"
shows="shoppers → nginx and every edge behind it (connections opened)"
on() { turn_on shoppers surge; }
off() { turn_off shoppers surge; }

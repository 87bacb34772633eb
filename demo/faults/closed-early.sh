does="storefront resets every connection once it has read the request"
shows="nginx → storefront (reset)"
on() { turn_on storefront closed-early; }
off() { turn_off storefront closed-early; }

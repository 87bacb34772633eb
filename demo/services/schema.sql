CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, cents int NOT NULL);

CREATE TABLE orders (
  id bigserial PRIMARY KEY, product bigint NOT NULL, cents bigint NOT NULL, state text NOT NULL DEFAULT 'open', at timestamptz NOT NULL DEFAULT now());

CREATE TABLE payments (order_id bigint PRIMARY KEY, cents bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());

CREATE TABLE settlements (id bigserial PRIMARY KEY, payments bigint NOT NULL, cents bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());

INSERT INTO products VALUES (1, 'lamp', 3900), (2, 'chair', 12900), (3, 'kettle', 4500), (4, 'clock', 2900), (5, 'bench', 21900);

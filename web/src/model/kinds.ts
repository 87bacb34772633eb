/** What a kind is called on a node of the map, where there is little room. */
const SHORT: Record<string, string> = {
  postgresql: "pgsql",
  elasticsearch: "elastic",
  clickhouse: "clickhs",
  memcached: "memcache",
  process: "",
};

const STORES = new Set([
  "postgresql",
  "mysql",
  "mariadb",
  "mongodb",
  "redis",
  "memcached",
  "cassandra",
  "clickhouse",
  "elasticsearch",
  "etcd",
]);
const QUEUES = new Set(["kafka", "rabbitmq", "nats", "pulsar", "activemq"]);
const PROXIES = new Set(["nginx", "envoy", "haproxy", "traefik", "caddy", "apache"]);

export type KindIcon = "store" | "queue" | "proxy" | "outside" | "program";

export function kindWord(kind: string): string {
  return SHORT[kind] ?? kind;
}

export function kindIcon(kind: string): KindIcon {
  if (STORES.has(kind)) return "store";
  if (QUEUES.has(kind)) return "queue";
  if (PROXIES.has(kind)) return "proxy";
  return kind === "external" ? "outside" : "program";
}

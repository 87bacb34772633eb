import { existsSync } from "node:fs";
import { describe } from "vitest";
import { check, OWN, SERVER, type Fields, type Shape } from "./contract";
import type {
  Agent,
  Connections,
  Edge,
  Failures,
  Instance,
  MapAnswer,
  Operation,
  OperationsAnswer,
  PeerEdge,
  ProblemDetails,
  Requests,
  Server,
  Service,
  ServiceAnswer,
  ServiceRow,
  ServicesAnswer,
  Store,
  Table,
  Timeline,
  Traffic,
  TrafficSeries,
} from "./types";

const service: Fields<Service> = {
  id: true,
  name: true,
  kind: true,
  cluster: true,
  namespace: true,
  status: true,
  reasons: true,
  hurtBy: { service: true, name: true },
  hurt: true,
  instances: true,
  external: true,
  cpuCores: true,
};
const failed: Fields<Failures> = { refused: true, timedOut: true, unreachable: true, reset: true, other: true };
const connections: Fields<Connections> = { opened: true, closed: true, active: true, failed };
const requests: Fields<Requests> = {
  protocol: true,
  count: true,
  errors: true,
  unanswered: true,
  p50Seconds: true,
  p99Seconds: true,
};
const edge: Fields<Edge> = {
  source: true,
  target: true,
  status: true,
  reasons: true,
  connections,
  bytesSent: true,
  bytesReceived: true,
  retransmits: true,
  rttSeconds: true,
  connectSeconds: true,
  durationSeconds: true,
  ports: true,
  via: true,
  requests,
};
const traffic: Fields<Traffic> = {
  opened: true,
  active: true,
  failed: true,
  bytesSent: true,
  bytesReceived: true,
  retransmits: true,
  rttSeconds: true,
};
const window = { from: true, to: true, stepSeconds: true, measuredFrom: true } as const;
const row: Fields<ServiceRow> = { ...service, inbound: traffic, outbound: traffic, requests };
const peerEdge: Fields<PeerEdge> = { ...edge, peer: service };
const instance: Fields<Instance> = {
  id: true,
  node: true,
  pod: true,
  containerId: true,
  containerName: true,
  image: true,
  executable: true,
  origin: true,
  listens: { address: true, port: true },
  processes: true,
  started: true,
  exited: { ok: true, error: true, signal: true },
  cpuCores: true,
  cpuLimit: true,
  cpuHeldBack: true,
  memoryLimitBytes: true,
  firstSeen: true,
  lastSeen: true,
};
const series: Fields<TrafficSeries> = { ...traffic, requests };
const timeline: Fields<Timeline> = {
  stepSeconds: true,
  times: true,
  inbound: series,
  outbound: series,
  cpuCores: true,
  cpuHeldBack: true,
};
const map: Fields<MapAnswer> = { ...window, services: service, edges: edge, dropped: true };
const services: Fields<ServicesAnswer> = { ...window, services: row };
const detail: Fields<ServiceAnswer> = {
  ...window,
  service,
  instances: instance,
  inbound: peerEdge,
  outbound: peerEdge,
  timeline,
};
const operation: Fields<Operation> = { ...requests, side: true, operation: true, target: true };
const operations: Fields<OperationsAnswer> = {
  from: true,
  to: true,
  stepSeconds: true,
  operations: operation,
  dropped: true,
};
const table: Fields<Table> = { name: true, size: true, limit: true, dropped: true, atLimit: true };
const agent: Fields<Agent> = {
  node: true,
  version: true,
  kernel: true,
  uptimeSeconds: true,
  clockOffsetSeconds: true,
  lastSeen: true,
  status: true,
  reasons: true,
  probes: { name: true, state: true, reason: true },
  lost: true,
  tables: table,
};
const server: Fields<Server> = {
  version: true,
  uptimeSeconds: true,
  status: true,
  reasons: true,
  clockNow: true,
  store: {
    kind: true,
    state: true,
    sinceSeconds: true,
    restarts: true,
    diskBytesUsed: true,
    diskBytesFree: true,
    diskBytesLimit: true,
    refusing: true,
  } satisfies Fields<Store>,
  tables: table,
  lost: true,
};
const problem: Fields<Required<ProblemDetails>> = {
  type: true,
  title: true,
  status: true,
  detail: true,
  instance: true,
  requestId: true,
};

const ANSWERS: [string, Shape][] = [
  ["map.json", map],
  ["services.json", services],
  ["service.json", detail],
  ["service-requests.json", operations],
  ["agents.json", agent],
  ["server.json", server],
];
const SERVER_ONLY: [string, Shape][] = [
  ["map-empty.json", map],
  ["service-external.json", detail],
  ["problem-bad-window.json", problem],
  ["problem-unknown-service.json", problem],
];

describe("our fixtures", () => check(OWN, ANSWERS));

describe.skipIf(!existsSync(SERVER))("the server's golden answers", () => check(SERVER, [...ANSWERS, ...SERVER_ONLY]));

// The server's answers, field by field as in docs/formats/rest.md. A number that could not be measured is null.

export type Status = "ok" | "warning" | "critical" | "unknown";
export type Measured = number | null;

export interface Window {
  from: string;
  to: string;
  stepSeconds: number;
  /** Since when anything was measured in it; null where nothing was. */
  measuredFrom: string | null;
}

export interface Service {
  id: string;
  name: string;
  kind: string;
  cluster: string | null;
  namespace: string | null;
  status: Status;
  reasons: string[];
  /** Who is behind it where it is well, but its callers get bad or late answers; empty otherwise. */
  hurtBy: { service: string; name: string }[];
  /** What they feel of it, in sentences. */
  hurt: string[];
  instances: number;
  external: boolean;
  /** CPUs used on average; null where no agent watches, or before it told. */
  cpuCores: Measured;
}

export interface Failures {
  refused: Measured;
  timedOut: Measured;
  unreachable: Measured;
  reset: Measured;
  other: Measured;
}

export interface Connections {
  opened: Measured;
  closed: Measured;
  active: Measured;
  failed: Failures;
}

export interface Edge {
  source: string;
  target: string;
  status: Status;
  reasons: string[];
  connections: Connections;
  bytesSent: Measured;
  bytesReceived: Measured;
  retransmits: Measured;
  rttSeconds: Measured;
  connectSeconds: Measured;
  /** How long closed connections had been open. */
  durationSeconds: Measured;
  /** Where callers believe to connect to, where that is not the target itself: a virtual address, a proxy. */
  via: string[];
  ports: number[];
  /** By protocol; empty where none were seen. */
  requests: Requests[];
}

/** Requests of one protocol, as a total of the window. */
export interface Requests {
  protocol: string;
  count: number;
  errors: number;
  /** No answer came: it took too long, or the connection ended. */
  unanswered: number;
  /** Of answers whose duration is known. */
  p50Seconds: Measured;
  p99Seconds: Measured;
}

export interface RequestSeries {
  protocol: string;
  count: Measured[];
  errors: Measured[];
  unanswered: Measured[];
  p50Seconds: Measured[];
  p99Seconds: Measured[];
}

/** Requests of one kind, as the service's own agents saw them. */
export interface Operation extends Requests {
  side: "inbound" | "outbound";
  operation: string;
  target: string;
}

export interface OperationsAnswer {
  from: string;
  to: string;
  stepSeconds: number;
  operations: Operation[];
  dropped: Record<string, number>;
}

export interface MapAnswer extends Window {
  services: Service[];
  edges: Edge[];
  dropped: Record<string, number>;
}

export interface Traffic {
  opened: Measured;
  active: Measured;
  failed: Measured;
  bytesSent: Measured;
  bytesReceived: Measured;
  retransmits: Measured;
  rttSeconds: Measured;
}

export interface ServiceRow extends Service {
  inbound: Traffic;
  outbound: Traffic;
  /** What it was asked, all callers together; durations are those of the slowest caller. */
  requests: Requests[];
}

export interface ServicesAnswer extends Window {
  services: ServiceRow[];
}

export interface Instance {
  id: string;
  node: string;
  pod: string | null;
  containerId: string | null;
  containerName: string | null;
  image: string | null;
  executable: string | null;
  origin: string | null;
  listens: { address: string; port: number }[];
  processes: Measured;
  started: Measured;
  exited: { ok: Measured; error: Measured; signal: Measured };
  cpuCores: Measured;
  /** CPUs that its container may use; null without a limit. */
  cpuLimit: Measured;
  /** CPUs that were kept from it by that limit, on average. */
  cpuHeldBack: Measured;
  memoryLimitBytes: Measured;
  firstSeen: string;
  lastSeen: string;
}

export interface PeerEdge extends Edge {
  peer: Service;
}

export type TrafficSeries = { [K in keyof Traffic]: Measured[] } & { requests: RequestSeries[] };

export interface Timeline {
  stepSeconds: number;
  times: string[];
  inbound: TrafficSeries;
  outbound: TrafficSeries;
  cpuCores: Measured[];
  cpuHeldBack: Measured[];
}

export interface ServiceAnswer extends Window {
  service: Service;
  instances: Instance[];
  inbound: PeerEdge[];
  outbound: PeerEdge[];
  timeline: Timeline;
}

/** How full a bounded thing is; `dropped` is what it had no room for in the last hour. */
export interface Table {
  name: string;
  size: Measured;
  limit: Measured;
  dropped: Measured;
  /** What it does when it is full; one that forgets is always full after a while, and nothing is missing for it. */
  atLimit: "refuses" | "leavesOut" | "drops" | "forgets";
}

export interface Store {
  kind: string;
  state: "up" | "away";
  /** How long it has been in this state. */
  sinceSeconds: Measured;
  restarts: Measured;
  diskBytesUsed: Measured;
  diskBytesFree: Measured;
  diskBytesLimit: Measured;
  /** There is too little room on the disk: no new data is taken. */
  refusing: boolean;
}

export interface Server {
  version: string;
  uptimeSeconds: Measured;
  status: Status;
  reasons: string[];
  clockNow: string;
  store: Store;
  tables: Table[];
  lost: Record<string, number>;
}

export type ProbeState = "attached" | "failed" | "off";

export interface Agent {
  node: string;
  version: string;
  kernel: string;
  uptimeSeconds: Measured;
  lastSeen: string;
  status: Status;
  reasons: string[];
  probes: { name: string; state: ProbeState; reason: string | null }[];
  lost: Record<string, number>;
  tables: Table[];
  /** How far the node's clock is from the server's; its data was moved by this. */
  clockOffsetSeconds: Measured;
}

export interface ProblemDetails {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  instance?: string;
  requestId?: string;
}

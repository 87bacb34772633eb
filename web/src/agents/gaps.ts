import type { Agent, Server, Status, Table } from "../api/types";
import { byStatus } from "../model/status";
import { count, plural } from "../model/format";
import { duration } from "../time/format";
import { whatProbeSees, whereLost } from "./probes";

/** Something that Sonde does not see, or sees only in part. */
export interface Gap {
  key: string;
  status: Status;
  text: string;
  why: string;
  /** Whom it concerns; empty: the server. */
  nodes: string[];
}

/** The same of one host; its number adds up over hosts. */
interface Found {
  key: string;
  status: Status;
  amount: number;
  text: (amount: number) => string;
  why: string;
}

/** From this share of its limit on, a table is worth a look. */
export const NEARLY_FULL = 0.9;

export function fillOf({ size, limit }: Pick<Table, "size" | "limit">): number | null {
  return size !== null && limit ? Math.min(1, size / limit) : null;
}

/** Everything that is missing from the picture, the same thing of several nodes together, the worst first. */
export function gapsOf(agents: readonly Agent[], server: Server | undefined): Gap[] {
  const seen = new Map<string, { found: Found; amount: number; nodes: string[] }>();
  const note = (found: Found, nodes: string[]) => {
    const key = `${nodes.length} ${found.key}`;
    const have = seen.get(key);
    seen.set(key, {
      found,
      amount: (have?.amount ?? 0) + found.amount,
      nodes: [...(have?.nodes ?? []), ...nodes],
    });
  };
  if (server) for (const found of [...ofLosses(server.lost), ...ofTables(server.tables)]) note(found, []);
  for (const agent of agents) for (const found of ofAgent(agent)) note(found, [agent.node]);
  return [...seen]
    .map(([key, { found, amount, nodes }]) => ({ ...found, key, text: found.text(amount), nodes }))
    .sort((a, b) => byStatus(a.status, b.status));
}

function ofAgent(agent: Agent): Found[] {
  const silent: Found = {
    key: "silent",
    status: "critical",
    amount: 0,
    text: () => "Nothing is seen",
    why: agent.reasons[0] ?? "the agent is not heard",
  };
  return [
    ...(agent.status === "critical" ? [silent] : []),
    ...ofProbes(agent),
    ...ofLosses(agent.lost),
    ...ofTables(agent.tables),
    ...ofClock(agent),
  ];
}

function ofProbes({ probes }: Agent): Found[] {
  return probes
    .filter((probe) => probe.state !== "attached")
    .map(({ name, state, reason }) => ({
      key: `probe ${name} ${reason}`,
      status: state === "failed" ? "warning" : "unknown",
      amount: 0,
      text: () => `Not seen: ${whatProbeSees(name) ?? `what ${name} tells`}`,
      why: reason || `the probe ${name} is ${state}`,
    }));
}

function ofLosses(lost: Record<string, number>): Found[] {
  return Object.entries(lost)
    .filter(([, n]) => n > 0)
    .map(([place, amount]) => ({
      key: `lost ${place}`,
      status: "warning",
      amount,
      text: (n) => `${count(n)} lost at ${place}`,
      why: whereLost(place),
    }));
}

function ofTables(tables: readonly Table[]): Found[] {
  return tables
    .filter((table) => table.atLimit !== "forgets")
    .map((table) => ({ table, full: (fillOf(table) ?? 0) >= NEARLY_FULL, dropped: table.dropped ?? 0 }))
    .filter(({ full, dropped }) => full || dropped > 0)
    .map(({ table: { name }, full, dropped }) => ({
      key: `table ${name}`,
      status: "warning",
      amount: dropped,
      text: () => `Table ${name} ${full ? "is nearly full" : "was full"}`,
      why: dropped > 0 ? `${count(dropped)} found no room` : "what finds no room will be dropped, and counted",
    }));
}

/** The server puts right what is off by this or more. */
const CLOCK_WORTH_SAYING_SECONDS = 5;

function ofClock({ node, clockOffsetSeconds }: Agent): Found[] {
  const offset = clockOffsetSeconds ?? 0;
  if (Math.abs(offset) < CLOCK_WORTH_SAYING_SECONDS) return [];
  const text = () => `The clock is ${duration(Math.abs(offset))} ${offset > 0 ? "ahead of" : "behind"} the server's`;
  return [{ key: `clock ${node}`, status: "warning", amount: 0, text, why: "times of its data are corrected by that" }];
}

/** "on ip-10-0-3-24", "on 12 nodes". */
export function whereOf({ nodes }: Gap): string {
  const [first] = nodes;
  if (first === undefined) return "in the server";
  return nodes.length === 1 ? `on ${first}` : `on ${plural(nodes.length, "node")}`;
}

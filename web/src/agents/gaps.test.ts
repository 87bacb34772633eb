import { describe, expect, it } from "vitest";
import { serverAnswer } from "../../fixtures/answers.mjs";
import { AGENTS, DISK_FULL, manyAgents, SERVER } from "../../fixtures/hosts.mjs";
import type { Agent, Server } from "../api/types";
import { gapsOf, whereOf } from "./gaps";

const lines = (agents: Agent[], server?: Server) =>
  gapsOf(agents, server).map((g) => `${g.text} ${whereOf(g)}: ${g.why}`);
const told = (server: object) => serverAnswer({ server, now: 0 }) as Server;
const well = manyAgents(1) as Agent[];

describe("what is not seen", () => {
  it("is nothing where every probe is attached and nothing was lost", () => {
    const all = well.map((a) => ({ ...a, probes: a.probes.filter((p) => p.state === "attached") }));
    expect(lines(all, told(SERVER))).toEqual([]);
  });

  it("names the probe's sight, the place of the loss, the full table and the wrong clock", () => {
    expect(lines(AGENTS as Agent[])).toEqual([
      "Not seen: attempts that fail at once because there is no route on ip-10-0-3-24: tracefs is not mounted and may not be mounted",
      "1\u202f204 lost at kernel.ring.tcp on ip-10-0-3-24: connection events came faster than they were read; counts are too low",
      "Table listeners is nearly full on ip-10-0-3-24: 17 found no room",
      "The clock is 1 h 1 min behind the server's on ip-10-0-4-9: times of its data are corrected by that",
      "Not seen: connections older than the agent, bytes, round trip times, retransmits on 2 nodes: switched off in the agent's configuration",
    ]);
  });

  it("leaves out a full table that only forgets", () => {
    expect(SERVER.tables.some((t) => t.size === t.limit)).toBe(true);
    expect(lines([], told(SERVER))).toEqual([]);
  });

  it("adds up over nodes", () => {
    const agents = AGENTS.map((a) => ({ ...a, lost: { "otlp.queue": 5 } })) as Agent[];
    expect(lines(agents)).toContain(
      "15 lost at otlp.queue on 3 nodes: waited for the server until there was no more room",
    );
  });

  it("tells the server's losses apart from those of agents", () => {
    expect(lines([], told(DISK_FULL))).toEqual([
      "184\u202f220 lost at metrics.too_old in the server: older than what is kept",
    ]);
  });
});

import { expect, it } from "vitest";
import type { Agent, Instance, Service } from "../api/types";
import { unseenOf } from "./unseen";

const agent = (node: string, name: string, reason: string | null) =>
  ({ node, probes: [{ name, state: "attached", reason }] }) as unknown as Agent;
const service = (name: string) => ({ name }) as Service;
const on = (node: string) => [{ node } as Instance];

const UNIX = "requests over unix sockets are not seen: mysql (connections: 3), redis-cache (connections: 1) and others";
const RINGS = "requests that go through io_uring are not seen: mysql, tigerbeetle";

it.each([
  ["mysql", "unix-sockets", UNIX, ["requests over unix sockets, 3 connections now on node-a"]],
  ["redis-cache", "unix-sockets", UNIX, ["requests over unix sockets, 1 connection now on node-a"]],
  ["tigerbeetle", "io-uring", RINGS, ["requests that go through io_uring on node-a"]],
  ["redis", "unix-sockets", UNIX, []],
  ["mysql", "restarts", "events of mysql are kept: mysql", []],
])("of %s, %s tells what is not seen", (name, probe, reason, sentences) => {
  expect(unseenOf(service(name), on("node-a"), [agent("node-a", probe, reason)])).toEqual(sentences);
});

it("is told by agents of its own nodes alone", () => {
  expect(unseenOf(service("mysql"), on("node-b"), [agent("node-a", "io-uring", RINGS)])).toEqual([]);
});

it("is nothing where every probe sees all", () => {
  expect(unseenOf(service("mysql"), on("node-a"), [agent("node-a", "io-uring", null)])).toEqual([]);
});

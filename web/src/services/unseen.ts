import type { Agent, Instance, Service } from "../api/types";
import { plural } from "../model/format";

/** What the agents on its nodes say that they do not see of this service: sentences behind the names of probes. */
export function unseenOf(service: Service, instances: readonly Instance[], agents: readonly Agent[]): string[] {
  const nodes = new Set(instances.map((i) => i.node));
  return agents
    .filter((agent) => nodes.has(agent.node))
    .flatMap(({ node, probes }) =>
      probes.flatMap(({ name, reason }) => {
        const told = reason === null ? null : TOLD[name];
        const about = told && namedIn(reason!).find((one) => one.name === service.name);
        return about ? [`${told(about.connections)} on ${node}`] : [];
      }),
    );
}

const TOLD: Record<string, (connections: number | null) => string> = {
  "io-uring": () => "requests that go through io_uring",
  "unix-sockets": (n) => `requests over unix sockets${n === null ? "" : `, ${plural(n, "connection")} now`}`,
};

interface Named {
  name: string;
  connections: number | null;
}

/** "requests … are not seen: mysql (connections: 3), redis and others" as the node agent words it. */
function namedIn(reason: string): Named[] {
  const list = reason.slice(reason.indexOf(": ") + 2).replace(/ and others$/, "");
  return list.split(", ").map((one) => {
    const [, name = one, connections] = /^(.*) \(connections: (\d+)\)$/.exec(one) ?? [];
    return { name, connections: connections === undefined ? null : Number(connections) };
  });
}

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Candidate } from "../api/causes";
import type { MapAnswer } from "../api/types";
import { graphOf } from "../model/graph";
import { wayOf } from "./way";

const map = JSON.parse(readFileSync(new URL("../../fixtures/map.json", import.meta.url), "utf8")) as MapAnswer;
const graph = graphOf(map);

type Relation = Candidate["path"][number]["relation"];

function candidate(path: [string, Relation][], more: Partial<Candidate> = {}): Candidate {
  return {
    service: path.at(-1)?.[0] ?? null,
    infrastructure: null,
    name: "it",
    kind: "cpu",
    kinds: ["cpu"],
    confidence: 1,
    summary: "",
    evidence: [],
    path: path.map(([service, relation]) => ({ service, name: service.split("~")[0]!, relation })),
    fixes: [],
    ...more,
  };
}

it("has the services of the path and the lines between them, no others", () => {
  const way = wayOf(
    candidate([
      ["orders~shop", "asked"],
      ["payments~shop", "calledByPrevious"],
      ["payments-db~shop", "calledByPrevious"],
    ]),
    graph,
  );
  expect(way?.boxes.map((box) => box.id)).toEqual(["orders~shop", "payments~shop", "payments-db~shop"]);
  expect(way?.lines.map((line) => `${line.source}>${line.target} ${line.status}`)).toEqual([
    "orders~shop>payments~shop warning",
    "payments~shop>payments-db~shop critical",
  ]);
  expect([way?.hurt, way?.culprit]).toEqual(["orders~shop", "payments-db~shop"]);
});

it("draws a caller's line as it calls, and a shared node without a direction", () => {
  const way = wayOf(
    candidate([
      ["payments~shop", "asked"],
      ["orders~shop", "callsPrevious"],
      ["search~shop", "sameNode"],
    ]),
    graph,
  );
  expect(way?.lines.map((line) => `${line.source}>${line.target}`)).toEqual(["orders~shop>payments~shop"]);
  expect(way?.bonds).toEqual([{ source: "orders~shop", target: "search~shop" }]);
});

it("has both ends of a link, whether or not the path goes there", () => {
  const infrastructure = { kind: "link", source: "accounts~shop", target: "accounts-db~shop" } as const;
  const way = wayOf(candidate([["accounts~shop", "asked"]], { service: null, infrastructure }), graph);
  expect(way?.boxes.map((box) => box.id)).toEqual(["accounts~shop", "accounts-db~shop"]);
  expect(way?.lines).toHaveLength(1);
  expect(way?.culprit).toEqual(infrastructure);
});

it("shows a service that the map of that time does not have as one without data", () => {
  const way = wayOf(
    candidate([
      ["orders~shop", "asked"],
      ["gone~shop", "calledByPrevious"],
    ]),
    graph,
  );
  expect(way?.boxes.map((box) => box.status)).toEqual([graph.services.get("orders~shop")!.status, "unknown"]);
  expect(way?.lines[0]).toMatchObject({ edges: [], status: "unknown" });
});

it.each([
  ["nothing leads there", []],
  ["it is who is hurt itself", [["orders~shop", "asked"]]],
] as [string, [string, Relation][]][])("is nothing to draw where %s", (_, path) => {
  expect(wayOf(candidate(path), graph)).toBeNull();
});

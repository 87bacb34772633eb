import { describe, expect, it } from "vitest";
import { mapAnswer } from "../../fixtures/answers.mjs";
import { systemOf } from "../../fixtures/serve.mjs";
import type { MapAnswer } from "../api/types";
import { parseFilter } from "./filter";
import { graphOf } from "./graph";

const NOW = Date.parse("2026-03-10T14:32:00Z");
const shop = graphOf(mapAnswer(systemOf("shop", NOW), { from: NOW - 1_800_000, to: NOW }) as unknown as MapAnswer);

function found(text: string): string[] {
  const filter = parseFilter(text);
  return [...shop.services.values()]
    .filter((service) =>
      filter.matches({ service, inbound: shop.inbound(service.id), outbound: shop.outbound(service.id) }),
    )
    .map((service) => service.name)
    .sort();
}

describe("filter", () => {
  it.each([
    ["err>5", ["payments", "payments-db"]],
    ["kind:postgresql", ["catalogue-db", "payments-db"]],
    ["kind:postgresql !catalogue", ["payments-db"]],
    ["-kind:external ns:ops", ["prometheus"]],
    ["ns: !kind:external", ["backup.sh", "sshd"]],
    ["kind:mysql,redis", ["accounts-db", "cart-redis"]],
    ["kind=go,node name:ca", ["cart"]],
    ["kind=post", []],
    ["ns=2024", []],
    ["PAYM", ["payments", "payments-db"]],
    ["status:warning", ["accounts-db", "orders"]],
    ["status:hurt", ["storefront"]],
    ["retr>0.5", ["accounts", "accounts-db"]],
    ["rtt>3 kind:mysql", ["accounts-db"]],
    ["bytes>1M kind:nginx", ["ingress"]],
    ["external:192.0.2.44", ["192.0.2.44"]],
    ["active>=96 kind:postgresql", ["payments-db"]],
    ["no-such-name", []],
  ])("%s", (text, expected) => expect(found(text)).toEqual(expected));

  it("that is empty hides nothing", () => {
    expect(parseFilter("  ").empty).toBe(true);
    expect(found("")).toHaveLength(shop.services.size);
  });

  it("takes what was not measured for no match", () => {
    expect(found("rtt<1000")).not.toContain("backup.sh");
  });

  it("says what is no condition", () => {
    expect(parseFilter("latency>5").mistakes[0]).toContain("latency");
    expect(parseFilter("err>").mistakes).toHaveLength(1);
    expect(parseFilter("ns=2024").mistakes).toEqual([]);
    expect(parseFilter("err>1 kind:redis name").mistakes).toEqual([]);
  });
});

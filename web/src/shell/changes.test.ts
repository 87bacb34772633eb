import { describe, expect, it } from "vitest";
import { SERVICES } from "../../fixtures/shop.mjs";
import type { Service, Status } from "../api/types";
import { changesIn, servicesIn, statusesOf } from "./changes";

const services = SERVICES as unknown as Service[];
const now = statusesOf(services);
const become = (status: Status, ...names: string[]) =>
  services.map((s) => (names.includes(s.name) ? { ...s, status } : s));

describe("said aloud", () => {
  it("is nothing while no status changed", () => expect(changesIn(now, services)).toBe(""));

  it("is whose status changed, the worst first", () => {
    const next = become("critical", "cart").map((s) => (s.name === "orders" ? { ...s, status: "ok" as const } : s));
    expect(changesIn(now, next)).toBe("cart: critical, orders: healthy");
  });

  it("is never a long list", () => {
    expect(changesIn(now, become("warning", "cart", "search", "mailer", "accounts", "catalogue"))).toMatch(
      /^\w+: warning, \w+: warning, \w+: warning and 2 more changed$/,
    );
  });

  it("is not that a service came", () => expect(changesIn(new Map(), services)).toBe(""));

  it("is read from answers that tell a status, from no other", () => {
    expect(servicesIn("/api/v1/map", { services })).toBe(services);
    expect(servicesIn("/api/v1/services/cart", { service: services[0] })).toEqual([services[0]]);
    expect(servicesIn("/api/v1/services/cart/requests", { operations: [] })).toBeNull();
    expect(servicesIn("/api/v1/traces", { traces: [] })).toBeNull();
  });
});

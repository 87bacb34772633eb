import type { Origin, Outcome } from "../api/traces";
import { StatusMark } from "../ui/StatusMark";
import css from "./traces.module.css";

/** A service's name without its namespace. */
export function nameOf(service: string): string {
  return service.split("~")[0] ?? service;
}

/** Nothing where all went well. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  if (outcome === "ok") return null;
  return outcome === "error" ? (
    <StatusMark status="critical" label="error" />
  ) : (
    <StatusMark status="warning" label="no answer" />
  );
}

const MAKERS: Record<Origin | "both", string> = { agent: "agent", application: "application", both: "agent and app" };

/** Hollow for what was seen from outside, filled for what the program told itself: as the bars of a trace. */
export function Maker({ origin }: { origin: Origin | "both" }) {
  return (
    <span className={css.maker}>
      {origin !== "application" && <i className={css.hollow} />}
      {origin !== "agent" && <i className={css.filled} />}
      {MAKERS[origin]}
    </span>
  );
}

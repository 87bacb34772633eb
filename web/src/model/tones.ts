import type { Measured } from "../api/types";

/** From here a share of failed connections is worth colour in a table. The server alone decides on status. */
const FAILED_CRITICAL = 0.05;

export function failureTone(share: Measured): "warning" | "critical" | "quiet" | undefined {
  if (share === null) return undefined;
  if (share === 0) return "quiet";
  return share >= FAILED_CRITICAL ? "critical" : "warning";
}

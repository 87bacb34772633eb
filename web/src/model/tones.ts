import type { Measured } from "../api/types";

/** Some errors are part of most protocols: a name that does not exist, a key that is there already. */
export const WORTH_SAYING = 0.01;

export function requestTone(share: Measured): "warning" | "critical" | "quiet" | undefined {
  if (share === null || share === 0 || share >= WORTH_SAYING) return failureTone(share);
  return undefined;
}

/** From here a share of failed connections is worth colour in a table. The server alone decides on status. */
const FAILED_CRITICAL = 0.05;

export function failureTone(share: Measured): "warning" | "critical" | "quiet" | undefined {
  if (share === null) return undefined;
  if (share === 0) return "quiet";
  return share >= FAILED_CRITICAL ? "critical" : "warning";
}

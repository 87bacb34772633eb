import type { CauseAnswer } from "../api/causes";

type Told = Pick<CauseAnswer, "service" | "from" | "to" | "timeline">;

/**
 * When the trouble began: when it was first felt by who was asked about, else the first that is told; without a timeline the whole
 * time that was asked about counts.
 */
export function onsetOf({ service, from, to, timeline }: Told): number {
  const felt = timeline.filter((moment) => moment.service === service);
  const times = (felt.length > 0 ? felt : timeline).map((moment) => Date.parse(moment.time));
  const first = times.length > 0 ? Math.min(...times) : Date.parse(from);
  return first < Date.parse(to) ? first : Date.parse(from);
}

/** The time of trouble within the time that was asked about, for pages that show what was then. */
export function troubleOf(answer: Told): { from: string; to: string } {
  const from = Math.max(onsetOf(answer), Date.parse(answer.from));
  return { from: new Date(from).toISOString(), to: answer.to };
}

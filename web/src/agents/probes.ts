/** What a probe sees, in the words of somebody who does not know kernels; and so what is missing without it. */
const SEES: [RegExp, string][] = [
  [/retrans/, "segments that had to be sent again"],
  [/tcp|sock_state|inet_sock|connect/, "connections being opened, accepted, refused and closed"],
  [/exec|fork/, "processes that start, also short-lived ones"],
  [/exit/, "processes that end, and how"],
  [/walk|iter|task_file/, "connections from before the agent, bytes, round trip times"],
  [/listen/, "ports that programs listen on"],
  [/tls|ssl/, "requests inside encrypted connections"],
  [/dns/, "names that addresses were looked up by"],
];

export function whatProbeSees(name: string): string | null {
  return SEES.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? null;
}

/** Where events were lost, said plainly. */
export function whereLost(place: string): string {
  if (/ring|reserve|buffer/.test(place)) return "more came at once than the kernel buffer holds";
  if (/spool|export|send|queue/.test(place)) return "could not be sent to the server in time";
  if (/table|limit|full/.test(place)) return "a table was at its limit";
  return "dropped at this place";
}

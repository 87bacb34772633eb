/** What a probe sees, in the words of somebody who does not know kernels; and so what is missing without it. */
const SEES: Record<string, string> = {
  tcp: "connections being opened, accepted, refused, reset and closed",
  connect: "attempts that fail at once because there is no route",
  "process-exec": "programs being started, also short-lived ones",
  "process-fork": "programs that split off from others",
  "process-exit": "programs that end, and how",
  cpu: "processor time of each service",
  conntrack: "who is really behind a translated address",
  "requests-sent": "requests and answers that programs write",
  "requests-received": "requests and answers that programs read",
  "requests-passed-on": "bytes that programs pass on by sendfile and splice",
  "io-uring": "which programs send and receive by io_uring; their requests are not read",
  "unix-sockets": "which databases are asked over unix sockets; those requests are not read",
  restarts: "what happens while the agent is down",
  spool: "nothing more; it keeps reports when the agent is killed",
  sockets: "connections older than the agent, bytes, round trip times, retransmits",
};

export function whatProbeSees(name: string): string | null {
  return SEES[name] ?? null;
}

/** Where something was lost, and what that means for what is shown; by the longest beginning that is known. */
const LOST: [string, string][] = [
  ["kernel.ring.tcp", "connection events came faster than they were read; counts are too low"],
  ["kernel.ring.process", "program starts and ends came faster than they were read"],
  ["kernel.ring", "events came faster than they were read"],
  ["kernel.table", "a kernel table was full; some connections have no program"],
  ["kernel.walks", "a look at all sockets or threads failed and is repeated"],
  ["kernel.events", "an event could not be handled"],
  ["requests.missed", "the kernel skipped a program that was running already; some requests are not counted"],
  ["requests.ring", "bytes of requests came faster than they were read; those have no duration"],
  ["requests.io_uring", "sent or received by io_uring, which is not read; those requests are not seen"],
  ["requests.vectors", "a system call moved more pieces than are looked at; requests in the rest are not seen"],
  ["requests.memory", "memory of a program could not be read; requests in it are not seen"],
  [
    "requests.undecided",
    "no room to note that a connection is of no interest; its bytes are copied on, which costs time alone",
  ],
  ["requests.untracked", "more connections at a time than the limit; requests of the rest are not seen"],
  ["requests.gaps", "bytes of a conversation are missing; some of its requests are not seen"],
  ["requests.other", "counted under “other”: more kinds of requests than the limit"],
  ["requests.words", "counted under “other”: more routes, names or codes than the limit"],
  ["requests.uncounted", "requests that were seen, and not counted"],
  ["containers.unnamed", "no runtime told the container's name when it was first seen"],
  ["kernel.missed", "the kernel skipped a program that was running already; what it would have told is missing"],
  ["kernel.replaced", "seen by an agent of another build, and cannot be read by this one"],
  ["conntrack.events", "translations came faster than they were read; some peers are virtual addresses"],
  ["conntrack.namespaces", "the translations of a network namespace could not be read"],
  ["conntrack.table", "more translations than the limit; some peers are virtual addresses"],
  ["connections.other_peers", "counted under “other”: a service had more peers than the limit"],
  ["connections.untracked", "the table of connections was full"],
  ["connections.uncounted", "the table of series was full; not counted"],
  ["connections.ownerless", "the program was not known; not counted"],
  ["connections.vanished", "the end of a connection was not seen"],
  ["processes.unknown", "a program was gone before it could be named"],
  ["otlp.queue", "waited for the server until there was no more room"],
  ["world.future", "its time lies in the future; not on the map"],
  ["kernel.journal", "bytes of events that would not have survived the agent's death"],
  ["otlp.damaged", "a stored report was damaged on the agent's disk"],
  ["otlp.rejected", "the server refused it"],
];

/** Of data that came over OTLP: why it cannot be stored. */
const INVALID: Record<string, string> = {
  no_name: "the metric has no name",
  no_time: "the time is missing",
  too_old: "older than what is kept",
  in_future: "its time is more than a day ahead",
  no_temporality: "it is not said whether values are sums or changes",
  bad_buckets: "bounds and counts of a histogram do not fit",
  bad_id: "a trace or span id has the wrong length",
  no_data: "no points of a known kind",
};

export function whereLost(place: string): string {
  const invalid = /^(?:metrics|logs|traces)\.(\w+)$/.exec(place)?.[1];
  if (invalid) return INVALID[invalid] ?? "refused for good";
  const known = LOST.find(([beginning]) => place.startsWith(beginning));
  if (known) return known[1];
  return place.endsWith(".table") ? "the table was at its limit" : "dropped at a limit";
}

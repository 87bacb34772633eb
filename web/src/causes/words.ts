import type { Candidate, CauseAnswer, CauseEvidence, Conclusion, KeptCause, Relation } from "../api/causes";
import type { Measured, Status } from "../api/types";
import { byteRate, cpus, NOT_MEASURED, percent, plain, rate, seconds } from "../model/format";

/** What is wrong, to be read behind a name and a colon. */
const KINDS: Record<string, string> = {
  cpu: "has too little CPU",
  memory: "takes far more memory than before",
  disk: "waits for its disk",
  network: "network trouble",
  latency: "answers late",
  errors: "answers with errors",
  code: "behaves differently than before",
  overload: "asks far more than before",
  noisyNeighbour: "takes what its neighbours need",
  certificate: "has a certificate that is not valid",
  external: "outside, and failing",
  input: "is given bad input",
  nameService: "answers names wrongly, late or not at all",
  quota: "has used up its quota",
  unavailable: "takes no connections",
  crash: "its processes ended",
  closesEarly: "breaks connections off",
  pool: "holds all connections of a pool",
  deployment: "runs something new",
  configuration: "looks in the wrong place",
  gc: "is busy collecting garbage",
  lock: "waits for locks",
  names: "cannot look names up, or only slowly",
  node: "fails those who run on it",
  surge: "is asked far more than before",
};

/** A kind that these pages do not know yet is still said. */
export function kindWords(kind: string): string {
  return KINDS[kind] ?? kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

export const CONCLUSION_MARK: Record<Conclusion, Status> = {
  cause: "critical",
  inconclusive: "warning",
  noFault: "ok",
};

export const CONCLUSION_WORDS: Record<Conclusion, string> = {
  cause: "Cause found",
  inconclusive: "Not clear",
  noFault: "No fault found",
};

type InShort = { conclusion: Conclusion; cause: string | null; kind: string | null };

/** The answer in a line: the first thing that is read. */
export function headline({ conclusion, cause, kind }: InShort): string {
  if (conclusion === "noFault") return "No fault found";
  if (conclusion === "inconclusive") return "The cause is not clear";
  return cause === null ? "Cause found" : `${cause}: ${kindWords(kind ?? "")}`;
}

export function inShort({ conclusion, causes }: CauseAnswer): InShort {
  return { conclusion, cause: causes[0]?.name ?? null, kind: causes[0]?.kind ?? null };
}

/** How far the evidence goes, in words; the figure stands beside it. */
export function confidenceWord(confidence: number): string {
  if (confidence >= 0.75) return "high";
  return confidence >= 0.45 ? "fair" : "low";
}

/** In percent as the server's sentences have it; never all for less than all. */
export function confidenceFigure(confidence: number): string {
  const shown = Math.round(confidence * PERCENT);
  return `${confidence < 1 ? Math.min(PERCENT - 1, shown) : PERCENT}${NB}%`;
}

/** Narrow no-break space: a figure and its unit never part. */
const NB = "\u202f";

const PERCENT = 100;

/** Some metrics have a word of their own for what the unit counts. */
const OWN: Record<string, (value: Measured) => string> = {
  bytes: byteRate,
  bytesReceived: byteRate,
  cpus,
  cpusHeldBack: cpus,
};

export function figure(value: Measured, { unit, metric }: Pick<CauseEvidence, "unit" | "metric">): string {
  if (value === null) return NOT_MEASURED;
  const own = OWN[metric];
  if (own) return own(value);
  switch (unit) {
    case "s":
      return seconds(value);
    case "1/s":
      return rate(value);
    case "%":
      return percent(value / PERCENT);
    default:
      return plain(value);
  }
}

/** requestsFailed → requests failed. */
export function metricWords(metric: string): string {
  return metric.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
}

const RELATIONS: Record<Relation, string> = {
  asked: "was asked about",
  calledByPrevious: "calls",
  callsPrevious: "is called by",
  sameNode: "shares a node with",
};

/** The way from who is hurt to who did it, as one sentence: the alternative to the picture. */
export function pathSentence({ path }: Candidate): string {
  const [first, ...rest] = path;
  if (!first) return "";
  return rest.reduce((said, { name, relation }, i) => {
    const and = i === 0 ? " " : ", which ";
    return `${said}${and}${RELATIONS[relation]} ${name}`;
  }, first.name);
}

/** What the list of candidates is called: they are ranked, whatever the conclusion. */
export function causesTitle(conclusion: Conclusion): { title: string; note: string } {
  switch (conclusion) {
    case "cause":
      return { title: "Causes", note: "the likeliest first, each with its evidence" };
    case "inconclusive":
      return { title: "Suspects", note: "the likeliest first; none is sure enough to be called the cause" };
    case "noFault":
      return { title: "What stood out most", note: "too little to be called a fault" };
  }
}

/** Whether all words of the filter stand in what is shown of it. */
export function matches(kept: KeptCause, q: string): boolean {
  const text = [kept.service, kept.cause, headline(kept), CONCLUSION_WORDS[kept.conclusion], kept.summary].join(" ");
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}

/** One side of a difference between two answers: words of the contract become words for people. */
export function differenceWords(text: string): string {
  if (text in CONCLUSION_WORDS) return CONCLUSION_WORDS[text as Conclusion].toLowerCase();
  return text in KINDS ? kindWords(text) : text;
}

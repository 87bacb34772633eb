// Answers about causes, field by field as in docs/formats/rest.md.
import type { Measured } from "./types";

export type Conclusion = "cause" | "inconclusive" | "noFault";
export type Relation = "asked" | "calledByPrevious" | "callsPrevious" | "sameNode";

export interface CauseQuestion {
  service: string;
  from: string;
  to: string;
}

export interface EvidenceSeries {
  /** Starts of the steps. What stands before the answer's `from` is what was usual. */
  times: string[];
  values: Measured[];
}

export interface CauseEvidence {
  sentence: string;
  /** Empty where it is no number. */
  metric: string;
  /** s, 1/s, % or 1; empty where it is no number. */
  unit: string;
  before: Measured;
  after: Measured;
  series: EvidenceSeries | null;
  /** Page that shows it. */
  link: string;
}

export interface CausePathStep {
  service: string;
  name: string;
  /** Of this one to the one before. */
  relation: Relation;
}

/** What lies between two services. */
export interface Infrastructure {
  kind: "link";
  source: string;
  target: string;
}

export interface Candidate {
  /** Null where it is something between or beneath services. */
  service: string | null;
  infrastructure: Infrastructure | null;
  name: string;
  kind: string;
  /** All that are possible, likeliest first. */
  kinds: string[];
  /** 0 to 1. */
  confidence: number;
  summary: string;
  evidence: CauseEvidence[];
  /** From the service that was asked about to this one; empty where nothing leads here. */
  path: CausePathStep[];
  fixes: string[];
}

export interface RuledOut {
  service: string;
  name: string;
  why: string;
}

export interface Moment {
  time: string;
  service: string | null;
  sentence: string;
}

export interface CauseReport {
  summary: string;
  timeline: string[];
  observations: string[];
  probableCause: string;
  ruledOut: string[];
  nextSteps: string[];
  markdown: string;
}

export interface CauseAnswer {
  id: string;
  askedAt: string;
  service: string;
  serviceName: string;
  from: string;
  to: string;
  /** From here to `from` is what it was compared with. */
  comparedFrom: string;
  stepSeconds: number;
  basis: "live" | "store";
  conclusion: Conclusion;
  causes: Candidate[];
  ruledOut: RuledOut[];
  timeline: Moment[];
  report: CauseReport;
  notSeen: string[];
}

/** A kept answer, in short. */
export interface KeptCause {
  id: string;
  askedAt: string;
  service: string;
  from: string;
  to: string;
  basis: "live" | "store";
  conclusion: Conclusion;
  cause: string | null;
  kind: string | null;
  confidence: Measured;
  summary: string;
}

export interface CausesAnswer {
  causes: KeptCause[];
  /** How many more there are than fit into the answer. */
  more: number;
}

export interface ReplayAnswer {
  kept: KeptCause;
  now: CauseAnswer;
  same: boolean;
  differences: { what: string; kept: string; now: string }[];
}

import { existsSync } from "node:fs";
import { describe } from "vitest";
import type {
  Candidate,
  CauseAnswer,
  CauseEvidence,
  CausePathStep,
  CausesAnswer,
  CauseReport,
  KeptCause,
  Moment,
  ReplayAnswer,
  RuledOut,
} from "./causes";
import { check, OWN, SERVER, type Fields, type Shape } from "./contract";

const evidence: Fields<CauseEvidence> = {
  sentence: true,
  metric: true,
  unit: true,
  before: true,
  after: true,
  // Null where there is no course.
  series: true,
  link: true,
};
const step: Fields<CausePathStep> = { service: true, name: true, relation: true };
const candidate: Fields<Candidate> = {
  service: true,
  infrastructure: true,
  name: true,
  kind: true,
  kinds: true,
  confidence: true,
  summary: true,
  evidence,
  path: step,
  fixes: true,
};
const ruledOut: Fields<RuledOut> = { service: true, name: true, why: true };
const moment: Fields<Moment> = { time: true, service: true, sentence: true };
const report: Fields<CauseReport> = {
  summary: true,
  timeline: true,
  observations: true,
  probableCause: true,
  ruledOut: true,
  nextSteps: true,
  markdown: true,
};
const answer: Fields<CauseAnswer> = {
  id: true,
  askedAt: true,
  service: true,
  serviceName: true,
  from: true,
  to: true,
  comparedFrom: true,
  stepSeconds: true,
  basis: true,
  conclusion: true,
  causes: candidate,
  ruledOut,
  timeline: moment,
  report,
  notSeen: true,
};
const kept: Fields<KeptCause> = {
  id: true,
  askedAt: true,
  service: true,
  from: true,
  to: true,
  basis: true,
  conclusion: true,
  cause: true,
  kind: true,
  confidence: true,
  summary: true,
};
const list: Fields<CausesAnswer> = { causes: kept, more: true };
const replay: Fields<ReplayAnswer> = {
  kept,
  now: answer,
  same: true,
  differences: { what: true, kept: true, now: true },
};

const ANSWERS: [string, Shape][] = [["cause.json", answer]];
const OURS: [string, Shape][] = [
  ["causes.json", list],
  ["cause-replay.json", replay],
];

describe("our fixtures", () => check(OWN, [...ANSWERS, ...OURS]));

describe.skipIf(!existsSync(SERVER))("the server's golden answers", () => check(SERVER, ANSWERS));

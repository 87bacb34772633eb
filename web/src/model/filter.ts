import type { Measured, Service } from "../api/types";
import type { Figures } from "./figures";
import { markOf } from "./status";

/** What a filter can look at: a service with what comes in and what goes out. */
export interface Subject {
  service: Service;
  inbound: Figures;
  outbound: Figures;
}

export type Filter = (subject: Subject) => boolean;

export interface Parsed {
  matches: Filter;
  /** Words that look like a condition but are none, with what to write instead. */
  mistakes: string[];
  empty: boolean;
}

export const FILTER_HELP: [string, string][] = [
  ["pay", "name or id contains “pay”"],
  ["kind:postgresql", "kind of program; also ns: cluster: status: name:"],
  ["kind=java,node", "either of them, and exactly"],
  ["err>1", "more than 1 % of connections fail, in or out"],
  ["rate>10", "more than 10 connections/s, in or out"],
  ["rtt>5", "mean RTT above 5 ms (also rtt>200us, rtt>1s)"],
  ["retr>0.5", "more than 0.5 retransmits/s"],
  ["bytes>1M", "more than 1 MB/s, both directions together"],
  ["active>100", "more than 100 connections open"],
  ["!kind:external", "not; several conditions must all hold"],
];

const COMPARISON = /^([a-z]+)(>=|<=|>|<|=)(\d+(?:\.\d+)?)(us|µs|ms|s|%|k|m|g)?$/i;
const FIELD = /^([a-z]+)([:=])(.*)$/i;

const SCALE: Record<string, number> = { us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, "%": 1, k: 1e3, m: 1e6, g: 1e9 };

const NUMBERS: Record<string, (f: Figures) => Measured> = {
  err: (f) => (f.failedShare === null ? null : f.failedShare * 100),
  rate: (f) => f.openedRate,
  rtt: (f) => (f.rttSeconds === null ? null : f.rttSeconds * 1e3),
  retr: (f) => f.retransmitRate,
  active: (f) => f.active,
  bytes: (f) => (f.sentRate === null && f.receivedRate === null ? null : (f.sentRate ?? 0) + (f.receivedRate ?? 0)),
};

const WORDS: Record<string, (s: Service) => string> = {
  kind: (s) => s.kind,
  ns: (s) => s.namespace ?? "",
  namespace: (s) => s.namespace ?? "",
  cluster: (s) => s.cluster ?? "",
  status: markOf,
  name: (s) => s.name,
};

export function parseFilter(text: string): Parsed {
  const mistakes: string[] = [];
  const conditions = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "!" && word !== "-")
    .map((word) => conditionOf(word, mistakes));
  return {
    matches: (subject) => conditions.every((condition) => condition(subject)),
    mistakes,
    empty: conditions.length === 0,
  };
}

function conditionOf(word: string, mistakes: string[]): Filter {
  if (word.length > 1 && (word[0] === "!" || word[0] === "-")) {
    const inner = conditionOf(word.slice(1), mistakes);
    return (subject) => !inner(subject);
  }
  return comparisonOf(word, mistakes) ?? fieldOf(word) ?? textOf(word);
}

function comparisonOf(word: string, mistakes: string[]): Filter | null {
  const match = COMPARISON.exec(word);
  if (!match) {
    if (/[<>]/.test(word)) mistakes.push(`“${word}” is no condition: write for example err>1.`);
    return null;
  }
  const [, name, sign, digits, unit] = match as unknown as [string, string, string, string, string?];
  const pick = NUMBERS[name.toLowerCase()];
  if (!pick && sign === "=" && name.toLowerCase() in WORDS) return null;
  if (!pick) {
    mistakes.push(`“${name}” is no figure: there are ${Object.keys(NUMBERS).join(", ")}.`);
    return null;
  }
  const limit = Number(digits) * (unit ? (SCALE[unit.toLowerCase()] ?? 1) : 1);
  const holds = (figures: Figures) => {
    const value = pick(figures);
    return value !== null && compare(value, sign, limit);
  };
  return (subject) => holds(subject.inbound) || holds(subject.outbound);
}

function compare(value: number, sign: string, limit: number): boolean {
  switch (sign) {
    case ">":
      return value > limit;
    case "<":
      return value < limit;
    case ">=":
      return value >= limit;
    case "<=":
      return value <= limit;
    default:
      return Math.abs(value - limit) < 1e-9;
  }
}

/** `kind:pg` holds for values that start with it, `kind=pg` for it alone, `kind:pg,redis` for both; `ns:` for an empty one. Ids like `external:10.0.0.1:22` stay text. */
function fieldOf(word: string): Filter | null {
  const match = FIELD.exec(word);
  const pick = match ? WORDS[match[1]!.toLowerCase()] : undefined;
  if (!match || !pick) return null;
  const exact = match[2] === "=";
  const wanted = match[3]!.toLowerCase().split(",");
  return ({ service }) => {
    const value = pick(service).toLowerCase();
    return wanted.some((one) => (exact || one === "" ? value === one : value.startsWith(one)));
  };
}

function textOf(word: string): Filter {
  const wanted = word.toLowerCase();
  return ({ service }) => service.name.toLowerCase().includes(wanted) || service.id.toLowerCase().includes(wanted);
}

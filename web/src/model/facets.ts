import type { Service } from "../api/types";
import { byStatus, markOf, type Mark } from "./status";

/** A field of the filter with the values that occur, each with how many services have it. */
export interface Facet {
  field: "status" | "kind" | "ns";
  label: string;
  values: { value: string; count: number }[];
}

const FIELDS: { field: Facet["field"]; label: string; of: (s: Service) => string }[] = [
  { field: "status", label: "Status", of: markOf },
  { field: "kind", label: "Kind", of: (s) => s.kind },
  { field: "ns", label: "Namespace", of: (s) => s.namespace ?? "" },
];

export function facetsOf(services: Iterable<Service>): Facet[] {
  const all = [...services];
  return FIELDS.map(({ field, label, of }) => {
    const counts = new Map<string, number>();
    for (const service of all) if (of(service)) counts.set(of(service), (counts.get(of(service)) ?? 0) + 1);
    const values = [...counts].map(([value, count]) => ({ value, count }));
    return { field, label, values: values.sort((a, b) => order(field, a, b)) };
  }).filter((facet) => facet.values.length > 1);
}

type Value = Facet["values"][number];

function order(field: Facet["field"], a: Value, b: Value): number {
  if (field === "status") return byStatus(a.value as Mark, b.value as Mark);
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}

/** Values of a field that the expression asks for exactly. */
export function chosenIn(text: string, field: Facet["field"]): string[] {
  const word = text.split(/\s+/).find((w) => w.startsWith(`${field}=`));
  return word ? word.slice(field.length + 1).split(",") : [];
}

/** The expression with one value of a field added or taken away; everything else in it stays. */
export function toggled(text: string, field: Facet["field"], value: string): string {
  const before = chosenIn(text, field);
  const after = before.includes(value) ? before.filter((v) => v !== value) : [...before, value];
  const others = text.split(/\s+/).filter((w) => w !== "" && !w.startsWith(`${field}=`));
  return [...others, ...(after.length > 0 ? [`${field}=${after.join(",")}`] : [])].join(" ");
}

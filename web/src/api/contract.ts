// What holds the types of these pages against answers: only tests use it.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Every field of a type that is always there, once; the compiler refuses a list that misses one or has one too many. */
export type Fields<T> = Record<Always<T>, true | Shape>;
type Always<T> = keyof { [K in keyof T as object extends Pick<T, K> ? never : K]: true };
export type Shape = { [field: string]: true | Shape };

export const OWN = new URL("../../fixtures/", import.meta.url);
export const SERVER = new URL("../../../server/src/test/resources/golden/", import.meta.url);

/** Fields the pages read that are not there, as paths. More fields may come. */
function missing(shape: Shape | true, value: unknown, path: string): string[] {
  if (shape === true) return [];
  if (Array.isArray(value)) return value.flatMap((one, i) => missing(shape, one, `${path}[${i}]`));
  if (typeof value !== "object" || value === null) return [`${path} is ${JSON.stringify(value)}`];
  const has = value as Record<string, unknown>;
  return Object.entries(shape).flatMap(([field, inner]) =>
    field in has ? missing(inner as Shape | true, has[field], `${path}.${field}`) : [`${path}.${field}`],
  );
}

export function check(folder: URL, cases: [string, Shape][]) {
  it.each(cases)("%s has every field that the pages read", (file, shape) => {
    const answer: unknown = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    expect(missing(shape, answer, file)).toEqual([]);
  });
}

interface Sortable<T> {
  key: string;
  right?: boolean;
  by?: (row: T) => number | string | null;
}

/** "name" rises, "-name" falls. What was not measured comes last either way. */
export function sortRows<T>(rows: readonly T[], columns: readonly Sortable<T>[], sort: string): T[] {
  const falls = sort.startsWith("-");
  const by = columns.find((c) => c.key === (falls ? sort.slice(1) : sort))?.by;
  if (!by) return [...rows];
  return rows
    .map((row) => ({ row, value: by(row) }))
    .sort((a, b) => compare(a.value, b.value, falls))
    .map(({ row }) => row);
}

function compare(a: number | string | null, b: number | string | null, falls: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === "string" && typeof b === "string" ? a.localeCompare(b) : a < b ? -1 : a > b ? 1 : 0;
  return falls ? -order : order;
}

/** Figures are asked for with the largest first, words from A. */
export function nextSort<T>(sort: string, column: Sortable<T>): string {
  const [first, second] = column.right ? [`-${column.key}`, column.key] : [column.key, `-${column.key}`];
  return sort === first ? second : first;
}

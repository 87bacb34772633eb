import { useState, type KeyboardEvent, type ReactNode } from "react";
import css from "./Table.module.css";
import { nextSort, sortRows } from "./sort";

export interface Column<T> {
  key: string;
  label: string;
  /** What the figure means, shown on the heading. */
  hint?: string;
  right?: boolean;
  /** What rows are sorted by; a column without it cannot be sorted. */
  by?: (row: T) => number | string | null;
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  sort: string;
  onSort: (sort: string) => void;
  onOpen?: (row: T) => void;
  selected?: string | null;
}

/** Above this, rows are shown on request: a browser would take seconds to draw thousands. */
const FIRST_ROWS = 200;

export function Table<T>({ label, columns, rows, rowKey, sort, onSort, onOpen, selected }: Props<T>) {
  const [all, setAll] = useState(false);
  const [stop, setStop] = useState<string | null>(null);
  const sorted = sortRows(rows, columns, sort);
  const shown = all ? sorted : sorted.slice(0, FIRST_ROWS);
  const stopKey = shown.some((row) => rowKey(row) === stop) ? stop : shown[0] && rowKey(shown[0]);
  const rowProps = (row: T) =>
    onOpen && {
      tabIndex: rowKey(row) === stopKey ? 0 : -1,
      onFocus: () => setStop(rowKey(row)),
      onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => onRowKey(event, () => onOpen(row)),
      onClick: (event: { target: EventTarget }) => {
        if (!(event.target as Element).closest("a, button")) onOpen(row);
      },
    };
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr
              key={rowKey(row)}
              className={`${onOpen ? css.opens : ""} ${rowKey(row) === selected ? css.selected : ""}`}
              {...rowProps(row)}
            >
              {columns.map((column) => (
                <td key={column.key} className={column.right ? css.right : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <button type="button" className={css.more} onClick={() => setAll(true)}>
          {rows.length - shown.length} more rows — show
        </button>
      )}
    </div>
  );
}

function Head<T>({ column, sort, onSort }: { column: Column<T>; sort: string; onSort: (sort: string) => void }) {
  const way = sort === column.key ? "ascending" : sort === `-${column.key}` ? "descending" : undefined;
  const className = column.right ? css.right : undefined;
  if (!column.by) {
    return (
      <th scope="col" className={className} title={column.hint}>
        {column.label}
      </th>
    );
  }
  return (
    <th scope="col" className={className} aria-sort={way} title={column.hint}>
      <button type="button" className={css.sort} onClick={() => onSort(nextSort(sort, column))}>
        {column.label}
        <i aria-hidden="true">{way === "ascending" ? "↑" : way === "descending" ? "↓" : ""}</i>
      </button>
    </th>
  );
}

function onRowKey(event: KeyboardEvent<HTMLTableRowElement>, open: () => void) {
  if (event.target !== event.currentTarget) return;
  const row = event.currentTarget;
  const body = row.parentElement!;
  const targets: Record<string, Element | null> = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: body.firstElementChild,
    End: body.lastElementChild,
  };
  if (event.key === "Enter") open();
  else if (event.key in targets) (targets[event.key] as HTMLElement | null)?.focus();
  else return;
  event.preventDefault();
}

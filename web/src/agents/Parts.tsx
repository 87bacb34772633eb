import type { Measured, Table } from "../api/types";
import { bytes, count } from "../model/format";
import { Dotted } from "../ui/Dotted";
import { Num } from "../ui/Num";
import { StatusMark } from "../ui/StatusMark";
import css from "./AgentsPage.module.css";
import { fillOf, NEARLY_FULL } from "./gaps";
import { whereLost } from "./probes";

export function Losses({ lost }: { lost: Record<string, number> }) {
  const places = Object.entries(lost).filter(([, n]) => n > 0);
  return (
    <section>
      <h4>Lost</h4>
      {places.length === 0 && <p className="muted">Nothing was lost.</p>}
      <ul>
        {places.map(([place, n]) => (
          <li key={place} className={css.row}>
            <StatusMark status="warning" label="" />
            <span>
              <b>{count(n)}</b> at {place}: <span className="muted">{whereLost(place)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Tables({ tables }: { tables: Table[] }) {
  return (
    <section className={css.tables}>
      <h4>Tables and queues, how full they are</h4>
      {tables.length === 0 && <p className="muted">None was reported.</p>}
      <ul className={css.fills}>
        {tables.map((table) => (
          <Fill
            key={table.name}
            name={table.name}
            share={fillOf(table)}
            dropped={table.dropped ?? 0}
            forgets={table.atLimit === "forgets"}
          >
            <Num>{amount(table, table.size)}</Num> of <Num>{amount(table, table.limit)}</Num>
          </Fill>
        ))}
      </ul>
    </section>
  );
}

/** Tables hold entries, but for these. */
const OF_BYTES = /bytes$|^kernel\.(ring|journal)$|^spool$/;

function amount({ name }: Table, number: Measured): string {
  return OF_BYTES.test(name) ? bytes(number) : count(number);
}

interface FillProps {
  name: string;
  share: number | null;
  dropped?: number;
  /** To be full is what it is for. */
  forgets?: boolean;
  children: React.ReactNode;
}

/** How full something is: a bar to compare, figures to know, a mark where it matters. */
export function Fill({ name, share, dropped = 0, forgets = false, children }: FillProps) {
  const full = !forgets && share !== null && share >= NEARLY_FULL;
  return (
    <li className={css.fill}>
      <span>
        <Dotted>{name}</Dotted>
      </span>
      <span className={css.bar} aria-hidden="true">
        <i className={full ? css.full : ""} style={{ width: `${(share ?? 0) * 100}%` }} />
      </span>
      <span className={css.figures}>
        {(full || (dropped > 0 && !forgets)) && (
          <StatusMark status="warning" label={full ? "nearly full" : "was full"} />
        )}
        {children}
      </span>
      {forgets && share === 1 && <span className={css.note}>full, as it may be: it forgets the oldest</span>}
      {dropped > 0 && !forgets && <span className={css.dropped}>{count(dropped)} dropped</span>}
    </li>
  );
}

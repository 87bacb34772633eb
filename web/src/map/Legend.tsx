import type { ReactNode } from "react";
import { WIDTH_STEPS } from "../model/figures";
import { STATUS_WORD, type Mark } from "../model/status";
import { StatusMark } from "../ui/StatusMark";
import css from "./Legend.module.css";

const STATUSES: Mark[] = ["ok", "hurt", "warning", "critical", "unknown"];
const [THIN, THICK] = WIDTH_STEPS;

/** How to read the map, and what it does not show. */
export function Legend({ shifted, children }: { shifted: boolean; children: ReactNode }) {
  return (
    <div className={`${css.legend} ${shifted ? css.shifted : ""}`}>
      {children}
      <div className={css.marks} role="note" aria-label="Legend">
        {STATUSES.map((status) => (
          <span key={status} className={css.item}>
            <StatusMark status={status} label="" /> {STATUS_WORD[status]}
          </span>
        ))}
        <span className={css.item}>
          <Width step={1} /> &lt; {THIN}
          <Width step={2} /> {THIN}–{THICK}
          <Width step={3} /> &gt; {THICK} connections/s
        </span>
        <span className={css.item}>
          <svg width="22" height="8" aria-hidden="true">
            <path d="M0 4h22" stroke="var(--crit)" strokeWidth="1.9" strokeDasharray="6 4" />
          </svg>
          failing
        </span>
      </div>
    </div>
  );
}

function Width({ step }: { step: 1 | 2 | 3 }) {
  return (
    <svg width="22" height="8" aria-hidden="true">
      <path d="M0 4h22" stroke="var(--edge)" strokeWidth={STROKE[step]} />
    </svg>
  );
}

export const STROKE = { 1: 1.1, 2: 2, 3: 3.2 } as const;

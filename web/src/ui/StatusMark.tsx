import { STATUS_WORD, type Mark } from "../model/status";
import css from "./StatusMark.module.css";

/** Shape and colour together, the same everywhere. Without `label` it is decoration beside words that say the same. */
export function StatusMark({ status, label }: { status: Mark; label?: string | undefined }) {
  return (
    <svg
      className={`${css.mark} ${css[status]}`}
      viewBox="0 0 14 14"
      role={label === "" ? undefined : "img"}
      aria-label={label === "" ? undefined : (label ?? STATUS_WORD[status])}
      aria-hidden={label === "" ? true : undefined}
    >
      <StatusShape status={status} />
    </svg>
  );
}

/** The shape alone, for drawing inside another picture of 14 × 14 units. */
export function StatusShape({ status }: { status: Mark }) {
  switch (status) {
    case "ok":
      return <circle cx="7" cy="7" r="4.5" fill="currentColor" />;
    case "warning":
      return <path d="M7 1.8 12.6 12H1.4Z" fill="currentColor" strokeLinejoin="round" />;
    case "hurt":
      return (
        <path d="M7 2.6 11.9 11.4H2.1Z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      );
    case "critical":
      return <rect x="2" y="2" width="10" height="10" rx="1.5" fill="currentColor" />;
    case "unknown":
      return <circle cx="7" cy="7" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />;
  }
}

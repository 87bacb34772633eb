import type { ReactNode } from "react";
import css from "./Card.module.css";

interface Props {
  title?: ReactNode;
  note?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}

export function Card({ title, note, children, flush = false }: Props) {
  return (
    <section className={css.card}>
      {title && (
        <h2 className={css.title}>
          {title} {note && <span>{note}</span>}
        </h2>
      )}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  );
}

export function Chip({ children, tone }: { children: ReactNode; tone?: "critical" | "warning" | undefined }) {
  return <span className={`${css.chip} ${tone ? css[tone] : ""}`}>{children}</span>;
}

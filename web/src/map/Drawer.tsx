import { useMemo, type ReactNode } from "react";
import { useKeys, type KeyBinding } from "../shell/keys";
import { IconButton } from "../ui/Button";
import css from "./Drawer.module.css";

interface Props {
  label: string;
  title: ReactNode;
  subtitle: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** Explains what is selected without leaving the map. */
export function Drawer({ label, title, subtitle, onClose, children }: Props) {
  useKeys(
    useMemo<KeyBinding[]>(() => [{ keys: "Escape", label: "Close the drawer", group: "Map", run: onClose }], [onClose]),
  );
  return (
    <aside className={css.drawer} aria-label={label}>
      <header>
        <div className={css.heading}>
          <h1>{title}</h1>
          <IconButton icon="close" label="Close" keys="Esc" onPress={onClose} />
        </div>
        <div className="muted">{subtitle}</div>
      </header>
      {children}
    </aside>
  );
}

export function DrawerSection({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      {title && <h2 className={css.label}>{title}</h2>}
      {children}
    </section>
  );
}

export interface Kpi {
  value: string;
  label: string;
  bad?: boolean;
}

export function Kpis({ items }: { items: Kpi[] }) {
  return (
    <dl className={css.kpis}>
      {items.map((item) => (
        <div key={item.label} className={item.bad ? css.bad : ""}>
          <dt>{item.label}</dt>
          <dd title={item.value === "–" ? "not measured" : undefined}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className={css.facts}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

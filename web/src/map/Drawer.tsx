import { useLayoutEffect, useMemo, useRef, type ReactNode } from "react";
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
  const aside = useRef<HTMLElement>(null);
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        { keys: "Escape", label: "Close the drawer", group: "Map", run: onClose },
        { keys: "e", label: "Into the drawer", group: "Map", run: () => aside.current?.focus() },
      ],
      [onClose],
    ),
  );
  useLayoutEffect(() => {
    const element = aside.current!;
    return () => {
      if (element.contains(document.activeElement)) queueMicrotask(focusNext);
    };
  }, []);
  return (
    <aside ref={aside} className={css.drawer} aria-label={label} tabIndex={-1} data-drawer>
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

/** The focus would be lost with what is closed: the drawer that takes its place has it next, else the map's current box. */
function focusNext() {
  const next = ["[data-drawer]", '[data-box][tabindex="0"]']
    .map((s) => document.querySelector<HTMLElement>(s))
    .find(Boolean);
  next?.focus({ preventScroll: true });
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

export type Fact = [string, ReactNode];

export function Facts({ rows }: { rows: Fact[] }) {
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

import { Link } from "wouter";
import type { Mark } from "../model/status";
import { StatusMark } from "./StatusMark";
import css from "./Tabs.module.css";

export interface Tab {
  id: string;
  label: string;
  href: string;
  status?: Mark | undefined;
  count?: number | undefined;
}

/** Each tab is a link: it can be opened in a new window, and Back returns to the one before. */
export function Tabs({ tabs, current, label }: { tabs: Tab[]; current: string; label: string }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.id} href={tab.href} className={css.tab} aria-current={tab.id === current ? "page" : undefined}>
          {tab.status && <StatusMark status={tab.status} />}
          {tab.label}
          {tab.count !== undefined && <span className={css.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

import type { ReactNode } from "react";
import { Link } from "wouter";
import { Brand, Icon, type IconName } from "../ui/Icon";
import { useHref, type Page } from "../url/location";
import css from "./Shell.module.css";
import { TopBar } from "./TopBar";

const ENTRIES: { at: Page["at"][]; path: string; label: string; icon: IconName }[] = [
  { at: ["map"], path: "/map", label: "Service map", icon: "map" },
];

export function Shell({ page, children }: { page: Page; children: ReactNode }) {
  const href = useHref();
  return (
    <div className={css.app}>
      <a className={css.skip} href="#main">
        Skip to content
      </a>
      <nav className={css.rail} aria-label="Main">
        <Link className={css.brand} href={href("/map")}>
          <Brand />
          <span>Sonde</span>
        </Link>
        {ENTRIES.map((entry) => (
          <Link
            key={entry.path}
            href={href(entry.path)}
            className={css.entry}
            aria-current={entry.at.includes(page.at) ? "page" : undefined}
          >
            <Icon name={entry.icon} />
            <span>{entry.label}</span>
          </Link>
        ))}
      </nav>
      <TopBar />
      <main className={css.main} id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

import { Suspense, useMemo, useState, type ReactNode } from "react";
import { Link } from "wouter";
import { Boundary } from "../ui/Boundary";
import { Brand, Icon } from "../ui/Icon";
import { late } from "../ui/late";
import { goTo, useHref, type Page } from "../url/location";
import { Announcer } from "./Announcer";
import { Banners } from "./Banner";
import { useKeys, type KeyBinding } from "./keys";
import { PAGES } from "./pages";
import css from "./Shell.module.css";
import { TopBar } from "./TopBar";

const Palette = late(() => import("./Palette"));
const KeysHelp = late(() => import("./KeysHelp"));

type Over = "palette" | "keys" | null;

export function Shell({ page, children }: { page: Page; children: ReactNode }) {
  const href = useHref();
  const [over, setOver] = useState<Over>(null);
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        { keys: "Mod+k", label: "Search services and pages", group: "Everywhere", run: () => setOver("palette") },
        { keys: "?", label: "These keys", group: "Everywhere", run: () => setOver("keys") },
        ...PAGES.map((p) => ({ keys: `g ${p.key}`, label: p.label, group: "Go to", run: () => goTo(p.path) })),
      ],
      [],
    ),
  );
  const close = () => setOver(null);
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
        {PAGES.map((entry) => (
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
      <TopBar onSearch={() => setOver("palette")} onKeys={() => setOver("keys")} />
      <div className={css.body}>
        <Announcer />
        <Banners />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <main className={css.main} id="main" tabIndex={0}>
          {children}
        </main>
      </div>
      <Boundary key={over}>
        <Suspense fallback={null}>
          {over === "palette" && <Palette onClose={close} />}
          {over === "keys" && <KeysHelp onClose={close} />}
        </Suspense>
      </Boundary>
    </div>
  );
}

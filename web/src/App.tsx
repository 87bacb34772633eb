import { Suspense, useEffect } from "react";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { Shell } from "./shell/Shell";
import { Boundary } from "./ui/Boundary";
import button from "./ui/Button.module.css";
import { late, loadAll } from "./ui/late";
import { Busy, Empty } from "./ui/State";
import { hrefOf, nameOf, pageOf, useHref, usePathname, useSearch, type Page } from "./url/location";

const MapPage = late(() => import("./map/MapPage"));
const ServicesPage = late(() => import("./services/ServicesPage"));
const ServicePage = late(() => import("./services/ServicePage"));
const CausesPage = late(() => import("./causes/CausesPage"));
const AskPage = late(() => import("./causes/AskPage"));
const CausePage = late(() => import("./causes/CausePage"));
const TracesPage = late(() => import("./traces/TracesPage"));
const TracePage = late(() => import("./traces/TracePage"));
const AgentsPage = late(() => import("./agents/AgentsPage"));

/** When the page that was asked for is there. */
const LOAD_ALL_MS = 500;

const TITLES: Record<Page["at"], string> = {
  map: "Service map",
  services: "Services",
  service: "",
  causes: "Causes",
  ask: "Why?",
  cause: "Why?",
  traces: "Traces",
  trace: "",
  agents: "Agents and server",
  start: "Service map",
  nowhere: "No such page",
};

export function App() {
  const path = usePathname();
  const page = pageOf(path);
  const title = titleOf(page, useSearch());
  useEffect(() => {
    document.title = `${title} · Sonde`;
  }, [title]);
  useEffect(() => {
    const later = setTimeout(loadAll, LOAD_ALL_MS);
    return () => clearTimeout(later);
  }, []);
  return (
    <Shell page={page}>
      <Boundary key={path}>
        <Suspense fallback={<Busy on />}>
          <Content page={page} />
        </Suspense>
      </Boundary>
    </Shell>
  );
}

/** Many windows stand open at night: each is called after what it is about. */
function titleOf(page: Page, search: string): string {
  switch (page.at) {
    case "service":
      return nameOf(page.id);
    case "trace":
      return `Trace ${page.id.slice(0, 8)}`;
    case "ask":
    case "cause": {
      const asked = new URLSearchParams(search).get("service");
      return asked ? `Why ${nameOf(asked)}?` : TITLES[page.at];
    }
    default:
      return TITLES[page.at];
  }
}

function Content({ page }: { page: Page }) {
  switch (page.at) {
    case "map":
      return <MapPage />;
    case "services":
      return <ServicesPage />;
    case "service":
      return <ServicePage id={page.id} />;
    case "causes":
      return <CausesPage />;
    case "ask":
      return <AskPage />;
    case "cause":
      return <CausePage id={page.id} />;
    case "traces":
      return <TracesPage />;
    case "trace":
      return <TracePage id={page.id} />;
    case "agents":
      return <AgentsPage />;
    case "start":
      return <ToStart />;
    case "nowhere":
      return <Nowhere />;
  }
}

function ToStart() {
  useEffect(() => navigate(hrefOf("/map", location.search), { replace: true }), []);
  return null;
}

function Nowhere() {
  const href = useHref();
  return (
    <Empty
      title="There is no such page"
      action={
        <Link className={`${button.button} ${button.primary}`} href={href("/map")}>
          Service map
        </Link>
      }
    >
      The address may have been cut off.
    </Empty>
  );
}

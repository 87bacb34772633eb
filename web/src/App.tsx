import { lazy, Suspense, useEffect } from "react";
import { navigate } from "wouter/use-browser-location";
import { Shell } from "./shell/Shell";
import { hrefOf, pageOf, usePathname, type Page } from "./url/location";

const MapPage = lazy(() => import("./map/MapPage"));

export function App() {
  const page = pageOf(usePathname());
  return (
    <Shell page={page}>
      <Suspense fallback={null}>
        <Content page={page} />
      </Suspense>
    </Shell>
  );
}

function Content({ page }: { page: Page }) {
  switch (page.at) {
    case "map":
      return <MapPage />;
    default:
      return <ToStart />;
  }
}

function ToStart() {
  useEffect(() => navigate(hrefOf("/map", location.search), { replace: true }), []);
  return null;
}

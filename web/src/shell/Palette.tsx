import { useServices } from "../api/queries";
import type { Service } from "../api/types";
import { byStatus } from "../model/status";
import { Finder, type FinderItem } from "../ui/Finder";
import { Icon } from "../ui/Icon";
import { StatusMark } from "../ui/StatusMark";
import { goTo, servicePath, useRange } from "../url/location";
import { PAGES } from "./pages";
import { find, type Findable } from "./search";

const MOST = 40;

type Found = Findable & { item: FinderItem; go: () => void };

/** Ctrl/Cmd+K: every page and every service by name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [range] = useRange();
  const { data } = useServices(range);
  const pages = PAGES.map<Found>((page) => ({
    id: `page ${page.path}`,
    name: page.label,
    more: "page",
    item: { id: `page ${page.path}`, name: page.label, icon: <Icon name={page.icon} size={14} />, note: "page" },
    go: () => goTo(page.path),
  }));
  const services = [...(data?.services ?? [])].sort((a, b) => byStatus(a.status, b.status)).map(foundService);
  const all = [...pages, ...services];
  const choose = (id: string) => {
    onClose();
    all.find((one) => one.id === id)?.go();
  };
  return (
    <Finder
      label="Search services and pages"
      onClose={onClose}
      find={(text) => find(all, text, MOST).map((one) => one.item)}
      onChoose={choose}
    />
  );
}

function foundService(service: Service): Found {
  const note = [service.kind, service.namespace].filter(Boolean).join(" · ");
  return {
    id: service.id,
    name: service.name,
    more: `${service.id} ${note}`,
    item: { id: service.id, name: service.name, icon: <StatusMark status={service.status} />, note },
    go: () => goTo(servicePath(service.id)),
  };
}

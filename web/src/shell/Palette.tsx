import { useAgents, useServices } from "../api/queries";
import type { Agent, Service } from "../api/types";
import { plural } from "../model/format";
import { byMark, isTroubled, markOf, markWord } from "../model/status";
import { Finder, type FinderItem } from "../ui/Finder";
import { Icon } from "../ui/Icon";
import { StatusMark } from "../ui/StatusMark";
import { goTo, pageOf, servicePath, useRange, useUrlState } from "../url/location";
import { mapCodec, type MapState } from "../url/map";
import { activeKeys, MOD, type KeyBinding } from "./keys";
import { PAGES } from "./pages";
import { find, type Findable } from "./search";

const MOST = 40;

type Found = Findable & { item: FinderItem; go: () => void };

/** Ctrl/Cmd+K: every service, node, namespace and page by name, and everything that a key does here. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [range] = useRange();
  const services = useServices(range);
  const agents = useAgents();
  const [, setMap] = useUrlState(mapCodec);
  const onMap = pageOf(location.pathname).at === "map";
  const known = [...(services.data?.services ?? [])].sort((a, b) => byMark(a, b));
  const all: Found[] = [
    ...PAGES.map(foundPage),
    ...known.map((service) => foundService(service, onMap ? setMap : null)),
    ...known.filter((service) => isTroubled(markOf(service))).map(foundWhy),
    ...namespacesOf(known).map(foundNamespace),
    ...(agents.data ?? []).map(foundNode),
    ...activeKeys().filter(isCommand).map(foundCommand),
  ];
  const choose = (id: string) => {
    onClose();
    all.find((one) => one.id === id)?.go();
  };
  const hint = onMap ? "Enter shows a service on the map" : "Enter opens it";
  return (
    <Finder
      label="Search services, nodes, pages and commands"
      onClose={onClose}
      find={(text) => {
        const found = find(all, text, all.length);
        const more = found.length - MOST;
        return {
          items: found.slice(0, MOST).map((one) => one.item),
          note: more > 0 ? `${plural(more, "more match", "more match")}: type on. ${hint}.` : `${hint}.`,
        };
      }}
      none={nothing(services)}
      onChoose={choose}
    />
  );
}

function nothing({ data, error }: { data: unknown; error: unknown }): string {
  if (data) return "Nothing is called that in this time range.";
  return error ? "The services could not be loaded; pages and commands are here." : "Services are on their way.";
}

const found = (
  id: string,
  name: string,
  more: string,
  icon: FinderItem["icon"],
  note: string,
  go: () => void,
): Found => ({
  id,
  name,
  more: `${more} ${note}`,
  item: { id, name, icon, note },
  go,
});

function foundPage({ path, label, icon }: (typeof PAGES)[number]): Found {
  return found(`page ${path}`, label, "", <Icon name={icon} size={14} />, "page", () => goTo(path));
}

function foundService(service: Service, setMap: ((change: Partial<MapState>) => void) | null): Found {
  const note = [service.kind, service.namespace].filter(Boolean).join(" · ");
  const go = () => (setMap ? setMap({ sel: service.id, line: null, table: false }) : goTo(servicePath(service.id)));
  return found(
    service.id,
    service.name,
    service.id,
    <StatusMark status={markOf(service)} label={markWord(service)} />,
    note,
    go,
  );
}

function foundWhy({ id, name }: Service): Found {
  const go = () => goTo("/causes/ask", { service: id });
  return found(`why ${id}`, `Why ${name}?`, "", <Icon name="why" size={14} />, "find the cause of its trouble", go);
}

function namespacesOf(services: readonly Service[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { namespace } of services) if (namespace) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function foundNamespace([name, size]: [string, number]): Found {
  const go = () => goTo("/map", { q: `ns=${name}` });
  return found(`ns ${name}`, name, "", <Icon name="map" size={14} />, `namespace · ${plural(size, "service")}`, go);
}

function foundNode({ node, status }: Agent): Found {
  const go = () => goTo("/agents", { q: node, open: node });
  return found(`node ${node}`, node, "agent", <StatusMark status={status} />, "node", go);
}

/** Pages are in the list already, as is this palette itself; one of two keys for the same thing is enough. */
function isCommand({ keys, last }: KeyBinding): boolean {
  return !keys.startsWith("g ") && keys !== "Mod+k" && !last;
}

function foundCommand({ keys, label, group, run }: KeyBinding): Found {
  const shown = keys.replace("Mod+", `${MOD} `);
  return found(`key ${keys} ${label}`, label, group, <Icon name="keys" size={14} />, shown, run);
}

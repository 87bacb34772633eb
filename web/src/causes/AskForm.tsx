import { useState } from "react";
import { useServices } from "../api/queries";
import type { ServiceRow } from "../api/types";
import { byMark, isTroubled, markOf, markWord } from "../model/status";
import { usePreferences } from "../shell/preferences";
import { span } from "../time/format";
import { resolve } from "../time/range";
import { useNow } from "../time/useNow";
import button from "../ui/Button.module.css";
import { goTo, useRange } from "../url/location";
import css from "./ask.module.css";

/** Any service can be asked about, those in trouble stand first; the time is the one in the bar. */
export function AskForm() {
  const [range] = useRange();
  const { data } = useServices(range);
  const { utc } = usePreferences();
  const now = useNow();
  const [picked, setPicked] = useState("");
  const { from, to } = resolve(range, now);
  const groups = groupsOf(data?.services ?? []);
  const known = groups.some(({ services }) => services.some((s) => s.id === picked));
  const service = known ? picked : (groups[0]?.services[0]?.id ?? "");
  return (
    <form
      className={css.ask}
      onSubmit={(event) => {
        event.preventDefault();
        if (service) goTo("/causes/ask", { service });
      }}
    >
      <label>
        Why is{" "}
        <select value={service} onChange={(event) => setPicked(event.target.value)} disabled={!service}>
          {groups.map(({ label, services }) => (
            <optgroup key={label} label={label}>
              {services.map((s) => (
                <option key={s.id} value={s.id}>
                  {optionOf(s)}
                </option>
              ))}
            </optgroup>
          ))}
          {!service && <option value="">{data ? "no service was seen" : "services are on their way"}</option>}
        </select>
      </label>
      <span>in trouble, {span(from, to, utc, now)}?</span>
      <button type="submit" className={`${button.button} ${button.primary}`} disabled={!service}>
        Find the cause
      </button>
      <p className="muted">
        The time is the one chosen above: best from when the trouble began. What came before it is taken for normal.
      </p>
    </form>
  );
}

function optionOf(service: ServiceRow): string {
  const where = service.namespace ? ` · ${service.namespace}` : "";
  return `${service.name}${where}${isTroubled(markOf(service)) ? ` · ${markWord(service)}` : ""}`;
}

interface Group {
  label: string;
  services: ServiceRow[];
}

function groupsOf(services: readonly ServiceRow[]): Group[] {
  const sorted = [...services].sort((a, b) => byMark(a, b) || (a.name < b.name ? -1 : 1));
  const of = (label: string, belongs: (s: ServiceRow) => boolean) => ({ label, services: sorted.filter(belongs) });
  return [
    of("In trouble", (s) => isTroubled(markOf(s)) && !s.external),
    of("Outside, in trouble", (s) => isTroubled(markOf(s)) && s.external),
    of("Healthy", (s) => !isTroubled(markOf(s)) && !s.external),
    of("Outside", (s) => !isTroubled(markOf(s)) && s.external),
  ].filter((group) => group.services.length > 0);
}

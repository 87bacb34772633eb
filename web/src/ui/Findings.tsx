import { Link } from "wouter";
import type { Finding } from "../model/sentences";
import css from "../map/Drawer.module.css";
import { usePreferences } from "../shell/preferences";
import { dayAndClock } from "../time/format";
import { servicePath, useHref } from "../url/location";
import names from "./names.module.css";
import { StatusMark } from "./StatusMark";

export function Findings({ findings }: { findings: Finding[] }) {
  const { utc } = usePreferences();
  const href = useHref();
  return (
    <ul>
      {findings.map((finding) => (
        <li key={(finding.about?.id ?? "") + finding.text} className={css.finding}>
          <StatusMark status={finding.status} />
          <p>
            {finding.about && (
              <b>
                <Link className={names.link} href={href(servicePath(finding.about.id))}>
                  {finding.about.label}
                </Link>
                :{" "}
              </b>
            )}
            {readable(finding.text, utc)}
          </p>
        </li>
      ))}
    </ul>
  );
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** The server's sentence, with instants in the zone that is shown and outside hosts by their address. */
export function readable(text: string, utc: boolean): string {
  return text.replace(INSTANT, (instant) => dayAndClock(Date.parse(instant), utc)).replace(/\bexternal:(?=\S)/g, "");
}

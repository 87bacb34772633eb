import type { Finding } from "../model/sentences";
import css from "../map/Drawer.module.css";
import { StatusMark } from "./StatusMark";

export function Findings({ findings }: { findings: Finding[] }) {
  return (
    <ul>
      {findings.map((finding) => (
        <li key={(finding.about?.id ?? "") + finding.text} className={css.finding}>
          <StatusMark status={finding.status} />
          <p>
            {finding.about && <b>{finding.about.label}: </b>}
            {finding.text}
          </p>
        </li>
      ))}
    </ul>
  );
}

import { ModalDialog } from "../ui/Overlay";
import { activeKeys, MOD } from "./keys";
import css from "./KeysHelp.module.css";

/** Keys that the browser or a component handles itself, so that the list is whole. */
const FIXED = [
  { group: "Map", keys: "← ↑ → ↓", label: "Walk along the lines" },
  { group: "Map", keys: "Enter", label: "Explain the service; once more: open its page" },
  { group: "Tables", keys: "↑ ↓", label: "Row by row" },
  { group: "Tables", keys: "Enter", label: "Open the row" },
  { group: "Everywhere", keys: "Esc", label: "Close what is on top" },
];

export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const groups = new Map<string, { keys: string; label: string }[]>();
  for (const { group, keys, label } of [...activeKeys(), ...FIXED]) {
    groups.set(group, [...(groups.get(group) ?? []), { keys, label }]);
  }
  return (
    <ModalDialog title="Keys" open onClose={onClose}>
      <div className={css.groups}>
        {[...groups].map(([group, rows]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rows.map(({ keys, label }) => (
                <div key={keys + label}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.split(" ").map((key) => (
                      <kbd key={key}>{key.replace("Mod", MOD).replace("+", " ")}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </ModalDialog>
  );
}

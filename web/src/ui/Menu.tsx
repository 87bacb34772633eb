import type { ReactNode } from "react";
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import button from "./Button.module.css";
import css from "./Menu.module.css";
import { Icon, type IconName } from "./Icon";
import overlay from "./Overlay.module.css";

export interface Choice<T extends string> {
  id: T;
  label: string;
  icon: IconName;
}

interface Props<T extends string> {
  label: string;
  trigger: ReactNode;
  /** Of the button; a square with a picture unless told. */
  triggerClass?: string | undefined;
  choices: Choice<T>[];
  chosen: T;
  onChoose: (id: T) => void;
}

export function ChoiceMenu<T extends string>({ label, trigger, triggerClass, choices, chosen, onChoose }: Props<T>) {
  return (
    <MenuTrigger>
      <AriaButton className={triggerClass ?? `${button.button} ${button.icon}`} aria-label={label}>
        {trigger}
      </AriaButton>
      <Popover className={overlay.popover!} placement="bottom end" offset={6}>
        <AriaMenu
          className={css.menu!}
          aria-label={label}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[chosen]}
          onSelectionChange={(keys) => {
            const [first] = keys as Set<T>;
            if (first) onChoose(first);
          }}
        >
          {choices.map((choice) => (
            <MenuItem key={choice.id} id={choice.id} className={css.item!} textValue={choice.label}>
              <Icon name={choice.icon} />
              {choice.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

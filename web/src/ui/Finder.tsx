import { useState, type ReactNode } from "react";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from "react-aria-components";
import css from "./Finder.module.css";
import { ModalDialog } from "./Overlay";

export interface FinderItem {
  id: string;
  name: string;
  icon: ReactNode;
  note: string;
}

interface Props {
  label: string;
  onClose: () => void;
  find: (text: string) => { items: FinderItem[]; note: string };
  /** Said where nothing is found. */
  none: string;
  onChoose: (id: string) => void;
}

/** A field and what it finds: arrows choose, Enter goes, Esc closes. */
export function Finder({ label, onClose, find, none, onChoose }: Props) {
  const [text, setText] = useState("");
  const { items, note } = find(text);
  return (
    <ModalDialog title={label} open onClose={onClose} bare>
      <Autocomplete inputValue={text} onInputChange={setText}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the palette was asked for to type into it */}
        <SearchField aria-label={label} autoFocus className={css.field!}>
          <Input className={css.input!} placeholder={label} />
        </SearchField>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <div className={css.list} tabIndex={0} role="group" aria-label="Matches">
          <ListBox
            aria-label="Found"
            className={css.found!}
            items={items}
            selectionMode="none"
            onAction={(key) => onChoose(String(key))}
            renderEmptyState={() => <p className={css.none}>{none}</p>}
          >
            {(item) => (
              <ListBoxItem id={item.id} className={css.item!} textValue={item.name}>
                {item.icon}
                <span className={css.name}>{item.name}</span>
                <span className={css.note}>{item.note}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </div>
        <p className={css.foot}>{note}</p>
      </Autocomplete>
    </ModalDialog>
  );
}

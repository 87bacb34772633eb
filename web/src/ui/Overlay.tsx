import type { ReactNode } from "react";
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
  Popover,
} from "react-aria-components";
import { IconButton } from "./Button";
import button from "./Button.module.css";
import css from "./Overlay.module.css";

interface PopProps {
  /** Stands in the button that opens it. */
  trigger: ReactNode;
  label: string;
  triggerClass?: string | undefined;
  open?: boolean;
  onOpen?: (open: boolean) => void;
  placement?: "bottom start" | "bottom end" | "bottom";
  children: (close: () => void) => ReactNode;
}

/** A panel beside its button; Esc and a click elsewhere close it. */
export function Pop({ trigger, label, triggerClass, open, onOpen, placement = "bottom end", children }: PopProps) {
  const control = open === undefined ? {} : { isOpen: open };
  return (
    <DialogTrigger {...control} {...(onOpen ? { onOpenChange: onOpen } : {})}>
      <AriaButton className={triggerClass ?? `${button.button} ${button.icon}`} aria-label={label}>
        {trigger}
      </AriaButton>
      <Popover className={css.popover!} placement={placement} offset={6}>
        <Dialog className={css.popDialog!} aria-label={label}>
          {({ close }) => children(close)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface ModalProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** Without a visible head, for the palette. */
  bare?: boolean;
  children: ReactNode;
}

export function ModalDialog({ title, open, onClose, bare = false, children }: ModalProps) {
  return (
    <ModalOverlay className={css.scrim!} isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className={css.modal!}>
        <Dialog className={css.dialog!} aria-label={title} data-modal>
          {!bare && (
            <header className={css.head}>
              <Heading slot="title" className={css.title!}>
                {title}
              </Heading>
              <IconButton icon="close" label="Close" keys="Esc" onPress={onClose} />
            </header>
          )}
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

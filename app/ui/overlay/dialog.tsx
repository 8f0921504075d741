import { X } from "lucide-react";
import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from "react";
import { IconButton } from "../icon-button";

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  width?: "narrow" | "medium" | "wide";
  children: ReactNode;
};

const WIDTHS = { narrow: "max-w-105", medium: "max-w-150", wide: "max-w-[960px]" };

const FIELDS = "input:not([type=hidden]), select, textarea";

/** The browser's own modal dialog: it keeps the focus inside, closes on Esc and gives the focus back. */
export function Dialog({ open, onClose, title, description, width = "medium", children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      element.showModal();
      // The first field, or else the title: landing on "Close" says nothing about what opened.
      (element.querySelector<HTMLElement>(FIELDS) ?? element.querySelector("h2"))?.focus();
    }
    if (!open && element.open) element.close();
  }, [open]);
  const handleClick = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={`modal ${WIDTHS[width]}`}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-about` : undefined}
      onClick={handleClick}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // The event comes late: meanwhile it may have been opened again.
      onClose={() => open && !dialog.current?.open && onClose()}
    >
      {open && (
        <div className="flex flex-col gap-3 p-4">
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <h2 id={`${id}-title`} tabIndex={-1} className="outline-none text-title font-semibold tracking-[-0.01em]">
                {title}
              </h2>
              {description && (
                <p id={`${id}-about`} className="text-muted">
                  {description}
                </p>
              )}
            </div>
            <IconButton icon={X} label="Close" onClick={onClose} className="-mt-0.5 -mr-1" />
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}

/** The buttons at a dialog's foot, the one that acts last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-1">{children}</div>;
}

import { useContext, useId, type ReactNode } from "react";
import { FormProblemContext } from "./form-problem";

export type FieldLabels = {
  label: ReactNode;
  help?: ReactNode;
  /** Overrides what the form around says about this field. */
  error?: string;
  /** Says so beside the label; a field without it is meant to be filled. */
  optional?: boolean;
};
type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/** The ids and attributes that tie a control to its label, help and error. */
export function useField(name: string | undefined, { help, error }: Pick<FieldLabels, "help" | "error">) {
  const id = useId();
  const problem = useContext(FormProblemContext);
  const shown = error ?? (name ? problem?.fields[name.replace(/\[\]$/, "")] : undefined);
  const describedBy = [shown && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ");
  const control: ControlProps = {
    id,
    ...(describedBy && { "aria-describedby": describedBy }),
    ...(shown && { "aria-invalid": true as const }),
  };
  return { control, error: shown };
}

/** The sentences under a control. */
export function FieldNotes({ id, help, error }: { id: string; help?: ReactNode; error?: string }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="text-small text-err">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-small text-faint">
          {help}
        </p>
      )}
    </>
  );
}

type Props = FieldLabels & { name?: string; children: (control: ControlProps) => ReactNode };

/** A label, a control, its help and its error. For controls of your own; the usual ones bring it along. */
export function Field({ label, help, error, optional, name, children }: Props) {
  const field = useField(name, { help, error });
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={field.control.id} className="flex items-baseline gap-2 text-small font-medium text-muted">
        {label}
        {optional && <span className="font-normal text-faint">optional</span>}
      </label>
      {children(field.control)}
      <FieldNotes id={field.control.id} help={help} error={field.error} />
    </div>
  );
}

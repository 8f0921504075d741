import type { InputHTMLAttributes, ReactNode } from "react";
import { FieldNotes, useField } from "./field";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "type" | "role"> & {
  label: ReactNode;
  help?: ReactNode;
  error?: string;
};

/** On or off, for something that takes effect at once. A checkbox underneath: it works in a form without script. */
export function Switch({ label, help, error, className = "", ...rest }: Props) {
  const field = useField(rest.name, { help, error });
  return (
    <div className={`flex items-start gap-2 ${className}`}>
      <input {...rest} {...field.control} type="checkbox" role="switch" className="switch mt-[3px]" />
      <div className="flex flex-col gap-0.5">
        <label htmlFor={field.control.id}>{label}</label>
        <FieldNotes id={field.control.id} help={help} error={field.error} />
      </div>
    </div>
  );
}

import type { InputHTMLAttributes, ReactNode } from "react";
import { FieldNotes, useField } from "./field";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "type"> & {
  label: ReactNode;
  help?: ReactNode;
  error?: string;
};

/** Sends its value (default "on") when ticked, and nothing otherwise. */
export function Checkbox({ label, help, error, className = "", ...rest }: Props) {
  const field = useField(rest.name, { help, error });
  return (
    <div className={`flex items-start gap-2 ${className}`}>
      <input {...rest} {...field.control} type="checkbox" className="tick mt-[3px]" />
      <div className="flex flex-col gap-0.5">
        <label htmlFor={field.control.id}>{label}</label>
        <FieldNotes id={field.control.id} help={help} error={field.error} />
      </div>
    </div>
  );
}

import type { InputHTMLAttributes } from "react";
import { Field, type FieldLabels } from "./field";
import { inputClass } from "./input-class";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "id"> & FieldLabels & { name: string };

export function TextInput({ label, help, error, optional, className = "", ...rest }: Props) {
  return (
    <Field label={label} help={help} error={error} optional={optional} name={rest.name}>
      {(control) => (
        <input type="text" autoComplete="off" {...rest} {...control} className={`${inputClass} ${className}`} />
      )}
    </Field>
  );
}

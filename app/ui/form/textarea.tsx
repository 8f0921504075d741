import type { TextareaHTMLAttributes } from "react";
import { Field, type FieldLabels } from "./field";
import { textareaClass } from "./input-class";

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id"> & FieldLabels & { name: string; mono?: boolean };

export function Textarea({ label, help, error, optional, mono, className = "", ...rest }: Props) {
  const type = mono ? "font-mono text-small leading-[18px]" : "";
  return (
    <Field label={label} help={help} error={error} optional={optional} name={rest.name}>
      {(control) => <textarea rows={4} {...rest} {...control} className={`${textareaClass} ${type} ${className}`} />}
    </Field>
  );
}

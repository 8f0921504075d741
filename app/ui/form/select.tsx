import { ChevronDown } from "lucide-react";
import type { SelectHTMLAttributes } from "react";
import { Field, type FieldLabels } from "./field";
import { inputClass } from "./input-class";

export type SelectOption = { value: string; label: string; disabled?: boolean };
type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, "id" | "children"> &
  FieldLabels & { name: string; options: readonly SelectOption[]; placeholder?: string };

/** The browser's own list: it works on every device, with every keyboard, without script. */
export function Select({ label, help, error, optional, options, placeholder, className = "", ...rest }: Props) {
  return (
    <Field label={label} help={help} error={error} optional={optional} name={rest.name}>
      {(control) => (
        <span className="relative block">
          <select {...rest} {...control} className={`${inputClass} appearance-none pr-8 ${className}`}>
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            size={14}
            strokeWidth={1.8}
            className="pointer-events-none absolute inset-y-0 right-2.5 my-auto text-faint"
          />
        </span>
      )}
    </Field>
  );
}

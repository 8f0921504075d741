import { useId, type ReactNode } from "react";
import { FieldNotes, useField, type FieldLabels } from "./field";

export type RadioOption = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean };
type Props = Omit<FieldLabels, "optional"> & {
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
};

/** One of a few, all in sight. */
export function RadioGroup({ label, help, error, name, options, defaultValue, value, onChange }: Props) {
  const field = useField(name, { help, error });
  const labelId = useId();
  const { "aria-invalid": _invalid, ...group } = field.control;
  return (
    <div {...group} role="radiogroup" aria-labelledby={labelId} className="flex flex-col gap-1">
      <div id={labelId} className="text-small font-medium text-muted">
        {label}
      </div>
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2">
          <input
            type="radio"
            id={`${field.control.id}-${option.value}`}
            name={name}
            value={option.value}
            disabled={option.disabled}
            aria-describedby={option.help ? `${field.control.id}-${option.value}-help` : undefined}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            onChange={onChange && (() => onChange(option.value))}
            readOnly={value !== undefined && !onChange}
            className="tick mt-[3px] rounded-full"
          />
          <div className="flex flex-col">
            <label htmlFor={`${field.control.id}-${option.value}`}>{option.label}</label>
            <FieldNotes id={`${field.control.id}-${option.value}`} help={option.help} />
          </div>
        </div>
      ))}
      <FieldNotes id={field.control.id} help={help} error={field.error} />
    </div>
  );
}

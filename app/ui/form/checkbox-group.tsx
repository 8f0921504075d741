import { useId } from "react";
import { FieldNotes, useField, type FieldLabels } from "./field";
import type { RadioOption } from "./radio-group";

type Props = Omit<FieldLabels, "optional"> & {
  /** Ends in [], so that the action gets a list. */
  name: `${string}[]`;
  options: readonly RadioOption[];
  defaultValues?: readonly string[];
};

/** Any number of a few, all in sight. */
export function CheckboxGroup({ label, help, error, name, options, defaultValues = [] }: Props) {
  const field = useField(name, { help, error });
  const labelId = useId();
  const { "aria-invalid": invalid, ...group } = field.control;
  return (
    <div {...group} role="group" aria-labelledby={labelId} className="flex flex-col gap-1">
      <div id={labelId} className="text-small font-medium text-muted">
        {label}
      </div>
      {options.map((option) => {
        const id = `${field.control.id}-${option.value}`;
        return (
          <div key={option.value} className="flex items-start gap-2">
            <input
              type="checkbox"
              id={id}
              name={name}
              value={option.value}
              disabled={option.disabled}
              defaultChecked={defaultValues.includes(option.value)}
              aria-invalid={invalid}
              aria-describedby={option.help ? `${id}-help` : undefined}
              className="tick mt-[3px]"
            />
            <div className="flex flex-col">
              <label htmlFor={id}>{option.label}</label>
              <FieldNotes id={id} help={option.help} />
            </div>
          </div>
        );
      })}
      <FieldNotes id={field.control.id} help={help} error={field.error} />
    </div>
  );
}

import { Eye, EyeOff } from "lucide-react";
import { useState, type InputHTMLAttributes } from "react";
import { Field, type FieldLabels } from "./field";
import { inputClass } from "./input-class";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "type"> &
  FieldLabels & { name: string; autoComplete: "current-password" | "new-password" };

/** A password, hidden until its owner asks to see it. */
export function PasswordInput({ label, help, error, optional, className = "", ...rest }: Props) {
  const [shown, setShown] = useState(false);
  const Mark = shown ? EyeOff : Eye;
  return (
    <Field label={label} help={help} error={error} optional={optional} name={rest.name}>
      {(control) => (
        <span className="relative block">
          <input
            {...rest}
            {...control}
            type={shown ? "text" : "password"}
            spellCheck={false}
            className={`${inputClass} pr-8 ${className}`}
          />
          <button
            type="button"
            aria-label={shown ? "Hide the password" : "Show the password"}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-control text-faint hover:text-text"
          >
            <Mark size={14} strokeWidth={1.8} />
          </button>
        </span>
      )}
    </Field>
  );
}

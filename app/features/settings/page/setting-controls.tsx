import { Select } from "~/ui/form/select";
import { TextInput } from "~/ui/form/text-input";
import { Textarea } from "~/ui/form/textarea";
import type { SettingType } from "../registry/setting-type";
import { partName } from "../rules/read-setting-input";

type Props = {
  type: SettingType;
  label: string;
  /** What is set here; null: nothing is, and the field begins with what holds. */
  value: unknown;
  name?: string;
  help?: string;
  /** What holds when the field stays empty. */
  placeholder?: string;
};

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);

/** The control that fits a type. All of them are the browser's own, so that they work before and without script. */
export function SettingControl({ type, label, value, name = "value", help, placeholder }: Props) {
  const shared = { name, label, help };
  switch (type.kind) {
    case "bool":
      return (
        <Select
          {...shared}
          defaultValue={textOf(value)}
          options={[
            { value: "true", label: "On" },
            { value: "false", label: "Off" },
          ]}
        />
      );
    case "choice":
      return <Select {...shared} options={type.choices} defaultValue={textOf(value)} />;
    case "number":
      return (
        <TextInput
          {...shared}
          label={type.unit ? `${label}, ${type.unit}` : label}
          help={[help, boundsOf(type)].filter(Boolean).join(" ")}
          inputMode={type.whole ? "numeric" : "decimal"}
          defaultValue={textOf(value)}
          placeholder={placeholder}
          className="tabular-nums"
        />
      );
    case "texts":
      return (
        <Textarea
          {...shared}
          mono
          rows={5}
          spellCheck={false}
          defaultValue={Array.isArray(value) ? value.join("\n") : ""}
          placeholder="One a line"
        />
      );
    case "object":
      return (
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          {type.fields.map((field) => (
            <SettingControl
              key={field.key}
              type={field.type}
              name={partName(field.key)}
              label={field.label}
              help={field.help}
              value={(value as Record<string, unknown> | null)?.[field.key]}
              placeholder={textOf(field.default)}
            />
          ))}
        </div>
      );
    case "json":
      return (
        <Textarea
          {...shared}
          mono
          rows={6}
          spellCheck={false}
          defaultValue={value === null || value === undefined ? "" : JSON.stringify(value, null, 2)}
        />
      );
    default:
      return (
        <TextInput
          {...shared}
          spellCheck={false}
          maxLength={type.kind === "text" ? type.maxLength : undefined}
          defaultValue={textOf(value)}
          placeholder={placeholder}
        />
      );
  }
}

function boundsOf({ min, max }: Extract<SettingType, { kind: "number" }>): string {
  const say = (bound: number) => bound.toLocaleString("en-US");
  if (min !== undefined && max !== undefined) return `From ${say(min)} to ${say(max)}.`;
  return min === undefined ? "" : `At least ${say(min)}.`;
}

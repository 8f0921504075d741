import { Plus, X } from "lucide-react";
import { VARIABLE_TYPES, type VariableType } from "~/lib/prompt-template/prompt-variable";
import { Button } from "~/ui/button";
import { inputClass, textareaClass } from "~/ui/form/input-class";
import { IconButton } from "~/ui/icon-button";
import { useInBrowser } from "~/ui/use-in-browser";
import { EMPTY_ROW, type VariableRow } from "./variable-form";

type Props = {
  rows: readonly VariableRow[];
  onChange: (rows: VariableRow[]) => void;
  /** Placeholders of the text that no row declares. */
  undeclared: readonly string[];
  error?: string;
};

const cell = "field-sizing-content max-h-40 !min-h-7 resize-none py-1 font-mono text-small leading-[18px]";

/** The variables of a prompt: what each takes, what stands in for it, what previews show. */
export function VariableFields({ rows, onChange, undeclared, error }: Props) {
  const inBrowser = useInBrowser();
  // Without script nobody can add a row, so a few stand ready.
  const shown = inBrowser ? rows : [...rows, EMPTY_ROW, EMPTY_ROW, EMPTY_ROW];
  const change = (at: number, part: Partial<VariableRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-small font-medium text-muted">Variables</legend>
      {error && <p className="text-small text-err">{error}</p>}
      {shown.length > 0 && (
        <ul className="flex flex-col gap-2">
          {shown.map((row, at) => (
            <Row
              key={at}
              row={row}
              place={at + 1}
              isFixed={!inBrowser}
              onChange={(part) => change(at, part)}
              onRemove={() => onChange(rows.filter((_, index) => index !== at))}
            />
          ))}
        </ul>
      )}
      {inBrowser && (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="small" icon={Plus} onClick={() => onChange([...rows, EMPTY_ROW])}>
            Add a variable
          </Button>
          {undeclared.length > 0 && (
            <Button
              size="small"
              onClick={() => onChange([...rows, ...undeclared.map((name) => ({ ...EMPTY_ROW, name }))])}
            >
              Declare {undeclared.length === 1 ? undeclared[0] : `the ${undeclared.length} that are used`}
            </Button>
          )}
        </div>
      )}
      <p className="text-small text-faint">
        Without a default the value must come. A list has one item a line; two quotes, &quot;&quot;, are an empty value.
      </p>
    </fieldset>
  );
}

type RowProps = {
  row: VariableRow;
  place: number;
  isFixed: boolean;
  onChange: (part: Partial<VariableRow>) => void;
  onRemove: () => void;
};

function Row({ row, place, isFixed, onChange, onRemove }: RowProps) {
  const name = row.name || `variable ${place}`;
  /** Without script a field keeps what is typed into it; with it, the row does. */
  const bound = (field: Exclude<keyof VariableRow, "type" | "required">) => ({
    name: `${field}[]`,
    "aria-label": `${WORDS[field]} of ${name}`,
    ...(isFixed
      ? { defaultValue: row[field] }
      : {
          value: row[field],
          onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
        }),
  });
  return (
    <li className="grid items-start gap-1.5 rounded-card border border-line-soft bg-raised p-2 sm:grid-cols-[minmax(120px,1fr)_92px_minmax(0,2fr)_minmax(0,2fr)_auto]">
      <input
        {...bound("name")}
        aria-label={`Name of variable ${place}`}
        placeholder="name"
        spellCheck={false}
        className={`${inputClass} font-mono text-small`}
      />
      <select
        name="type[]"
        aria-label={`Type of ${name}`}
        className={inputClass}
        {...(isFixed
          ? { defaultValue: row.type }
          : { value: row.type, onChange: (event) => onChange({ type: event.target.value as VariableType }) })}
      >
        {VARIABLE_TYPES.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </select>
      <textarea {...bound("default")} rows={1} placeholder="default" className={`${textareaClass} ${cell}`} />
      <textarea {...bound("example")} rows={1} placeholder="example" className={`${textareaClass} ${cell}`} />
      {isFixed ? <span /> : <IconButton icon={X} size="small" label={`Remove ${name}`} onClick={onRemove} />}
      <input
        {...bound("description")}
        placeholder="what it is"
        className={`${inputClass} text-small sm:col-span-2 ${row.type === "choice" || isFixed ? "" : "sm:col-span-4"}`}
      />
      <textarea
        {...bound("choices")}
        rows={1}
        hidden={!isFixed && row.type !== "choice"}
        placeholder="choices, one a line"
        className={`${textareaClass} ${cell} sm:col-span-2`}
      />
      <input type="hidden" name="required[]" value={row.required} />
    </li>
  );
}

const WORDS = {
  name: "Name",
  default: "Default",
  example: "Example",
  choices: "Choices",
  description: "Description",
} as const;

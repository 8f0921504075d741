import { botColor, BOT_COLORS } from "~/lib/bot-colors";

type Props = { slug: string; value: string; onChange: (color: string) => void };

/** The palette, and "by its name". A colour from elsewhere stays choosable as long as it is stored. */
export function ColorField({ slug, value, onChange }: Props) {
  const known = ["", ...Object.keys(BOT_COLORS)];
  const options = known.includes(value) ? known : [...known, value];
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small font-medium text-muted">Colour</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((color) => (
          <label
            key={color}
            title={color || "by its slug"}
            className="relative flex h-7 cursor-pointer items-center gap-1.5 rounded-control border border-line px-2 text-small has-checked:border-brass has-checked:bg-wash has-focus-visible:outline-2 has-focus-visible:outline-brass"
          >
            <input
              type="radio"
              name="color"
              value={color}
              defaultChecked={color === value}
              onChange={() => onChange(color)}
              className="absolute size-px opacity-0"
            />
            <span
              aria-hidden="true"
              className="size-3.5 rounded-full"
              style={{ background: botColor(slug, color || null) }}
            />
            {color || "by slug"}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export type ButtonTone = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "small" | "medium";

const TONES: Record<ButtonTone, string> = {
  primary: "border-transparent bg-brass text-on-brass hover:brightness-110",
  secondary: "border-line bg-raised text-text hover:bg-sunken",
  ghost: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-text",
  danger: "border-err/40 bg-raised text-err hover:bg-err/10",
};
const SIZES: Record<ButtonSize, string> = {
  small: "h-6 gap-1 px-2 text-small",
  medium: "h-7 gap-1.5 px-2.5 text-body",
};

/** The look of a button, for whatever element acts as one. */
export function buttonClass(tone: ButtonTone = "secondary", size: ButtonSize = "medium", square = false): string {
  const width = square ? (size === "small" ? "w-6 !px-0" : "w-7 !px-0") : "";
  return [
    "inline-flex shrink-0 items-center justify-center rounded-control border font-medium whitespace-nowrap select-none",
    "disabled:cursor-default disabled:opacity-50 aria-disabled:opacity-60",
    TONES[tone],
    SIZES[size],
    width,
  ].join(" ");
}

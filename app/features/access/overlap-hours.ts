/** How long an old key goes on working beside its successor. Alone in its file, as forms name it. */
export const OVERLAPS = [
  { value: "24", label: "For a day" },
  { value: "1", label: "For an hour" },
  { value: "168", label: "For a week" },
  { value: "0", label: "Not at all" },
] as const;

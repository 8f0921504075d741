const base =
  "w-full rounded-control border border-line bg-raised px-2.5 text-body text-text placeholder:text-faint " +
  "hover:border-faint/60 disabled:opacity-60 aria-invalid:border-err [&[readonly]]:bg-sunken";

/** The look of a one-line control, and of one that grows. */
export const inputClass = `${base} h-7`;
export const textareaClass = `${base} min-h-16 py-1`;

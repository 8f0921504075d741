type Props = { values: (number | null)[]; label?: string; color?: string; height?: number };

/** A line without axes beside a figure; unknown values are gaps. Drawn by the server, as wide as its place. */
export function Sparkline({ values, label, color = "var(--text-3)", height = 24 }: Props) {
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, values.length - 1)} 1`}
      preserveAspectRatio="none"
      className="block w-full overflow-visible"
      style={{ height }}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <path
        d={sparklinePath(values)}
        fill="none"
        stroke={color}
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** From lowest to highest, but a wobble of less than a quarter of the highest value is not blown up to a cliff. */
export function sparklinePath(values: (number | null)[]): string {
  const known = values.filter((value): value is number => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const span = Math.max(high - low, Math.abs(high) / 4) || 1;
  const floor = high === 0 && low === 0 ? 0 : (low + high - span) / 2;
  let path = "";
  let drawing = false;
  values.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const y = Number((1 - (value - floor) / span).toFixed(4));
    const lonely = (values[index + 1] ?? null) === null && !drawing;
    path += drawing ? `L${index} ${y}` : `M${index} ${y}${lonely ? "h0" : ""}`;
    drawing = true;
  });
  return path;
}

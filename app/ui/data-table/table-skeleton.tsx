const bars = [62, 84, 48, 73, 55];

/** Where a list is about to stand for the first time; it appears only after a moment. */
export function TableSkeleton({ rows = 8, label = "Loading the list" }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="skeleton">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="flex h-8 items-center gap-6 border-b border-line-soft px-3">
          {bars.map((_width, column) => (
            <span
              key={column}
              className="h-2.5 max-w-40 flex-1 rounded bg-sunken"
              style={{ maxWidth: `${bars[(row + column) % bars.length]}px` }}
            />
          ))}
        </span>
      ))}
    </div>
  );
}

const units = ["B", "kB", "MB", "GB", "TB", "PB"];

/** "640 B", "1.2 MB": steps of a thousand, as disks and networks count. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return "–";
  let size = Math.abs(bytes);
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const decimals = unit === 0 || size >= 99.95 ? 0 : 1;
  return `${bytes < 0 ? "−" : ""}${size.toFixed(decimals)} ${units[unit]}`;
}

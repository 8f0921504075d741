/** "30 days", "7 days", "36 hours": hours as days where they are whole ones. */
export function inDays(hours: number): string {
  const isDays = hours % 24 === 0;
  const count = isDays ? hours / 24 : hours;
  return `${count} ${isDays ? "day" : "hour"}${count === 1 ? "" : "s"}`;
}

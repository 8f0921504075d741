const BROWSERS: [name: string, pattern: RegExp][] = [
  ["Edge", /Edg(?:e|A|iOS)?\/(\d+)/],
  ["Opera", /OPR\/(\d+)/],
  ["Firefox", /(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /Version\/(\d+).*Safari/],
  ["curl", /^curl\/(\d+)/],
];
const SYSTEMS: [name: string, pattern: RegExp][] = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X|Macintosh/],
  ["Linux", /Linux|X11/],
];

/** "Firefox 140 on Linux": enough to tell one's own browsers apart. What is not known is shown as it came. */
export function nameUserAgent(text: string): string {
  const browser = BROWSERS.map(([name, pattern]) => {
    const version = pattern.exec(text)?.[1];
    return version && `${name} ${version}`;
  }).find(Boolean);
  const system = SYSTEMS.find(([, pattern]) => pattern.test(text))?.[0];
  if (browser) return system ? `${browser} on ${system}` : browser;
  return text.trim().slice(0, 60) || "Unknown program";
}

import { isTimeZone } from "./time-zone";

export const THEMES = ["system", "ink", "paper"] as const;
export const DENSITIES = ["compact", "normal", "roomy"] as const;

/** How a browser likes its pages. Kept in its cookie, so that the first HTML is already right. */
export type Preferences = {
  theme: (typeof THEMES)[number];
  density: (typeof DENSITIES)[number];
  /** The side menu shows icons only. */
  menuFolded: boolean;
  /** The browser's own zone, learnt at the first visit. */
  timeZone: string | null;
};

const COOKIE = "wh_look";
const YEAR_S = 365 * 86_400;

/** A value that is not known falls away: an old cookie never breaks a page. */
export function parsePreferences(cookieHeader: string | null): Preferences {
  const found = cookieHeader?.split(/;\s*/).find((part) => part.startsWith(`${COOKIE}=`));
  const values = new URLSearchParams(found ? decode(found.slice(COOKIE.length + 1)) : "");
  const zone = values.get("zone");
  return {
    theme: oneOf(THEMES, values.get("theme")) ?? "system",
    density: oneOf(DENSITIES, values.get("density")) ?? "normal",
    menuFolded: values.get("menu") === "folded",
    timeZone: zone && isTimeZone(zone) ? zone : null,
  };
}

export function serializePreferences({ theme, density, menuFolded, timeZone }: Preferences): string {
  const values = new URLSearchParams({ theme, density, menu: menuFolded ? "folded" : "open" });
  if (timeZone) values.set("zone", timeZone);
  return `${COOKIE}=${encodeURIComponent(values.toString())}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
}

function oneOf<T extends string>(known: readonly T[], value: string | null): T | undefined {
  return known.find((each) => each === value);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The kinds of `StatusMark`, so that a part can be drawn as it is. */
export type PartKind = "ok" | "running" | "warning" | "error" | "off";

export type HealthPart = {
  name: string;
  /** Where more about it is to be seen. */
  href: string;
  kind: PartKind;
  detail: string;
  /** Since when it has been like this, where that is known. */
  since: string | null;
};

export type HealthSummary = { kind: PartKind; label: string };

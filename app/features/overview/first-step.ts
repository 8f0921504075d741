export const STEP_KEYS = ["password", "codes", "key", "sample", "backup", "webhook", "people"] as const;
export type StepKey = (typeof STEP_KEYS)[number];

export type FirstStep = {
  key: StepKey;
  title: string;
  why: string;
  isDone: boolean;
  href?: string;
  /** What does it in a terminal. */
  command?: string;
  /** A button that does it here. */
  button?: { intent: "remove-sample"; label: string };
};

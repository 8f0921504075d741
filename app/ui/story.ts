import type { ReactNode } from "react";

/** One state of one component, shown on /gallery. `app/ui/<x>.stories.tsx` exports `stories: Story[]`. */
export type Story = { group: string; name: string; render: () => ReactNode };

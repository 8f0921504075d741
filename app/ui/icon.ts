import type { ComponentType } from "react";

/** What an `icon` prop takes: an icon of lucide-react, or anything drawn alike. */
export type Icon = ComponentType<{ size?: number | string; strokeWidth?: number | string; className?: string }>;

import type { Role } from "~/platform/permissions";

export const ROLE_WORDS: Record<Role, { label: string; help: string }> = {
  viewer: { label: "Viewer", help: "Reads everything that is not about access." },
  operator: { label: "Operator", help: "Also runs the house: alerts, jobs, shared views." },
  editor: { label: "Editor", help: "Also changes what bots are told." },
  admin: { label: "Admin", help: "Also decides who comes in, and reads the audit log." },
};

import { AppError } from "~/lib/errors";

export const ROLES = ["viewer", "operator", "editor", "admin"] as const;
export type Role = (typeof ROLES)[number];

const everyone: readonly Role[] = ROLES;
const running: readonly Role[] = ["operator", "editor", "admin"];
const admins: readonly Role[] = ["admin"];

/** What a person may do, and in which role. What is not named here is allowed to nobody. */
const PERMISSIONS = {
  "overview:read": everyone,
  "account:write": everyone,
  "views:write": everyone,
  "views:share": running,
  "turns:read": everyone,
  "turns:export": running,
  "turns:write": running,
  "turns:delete": admins,
  "bots:read": everyone,
  "bots:write": running,
  "bots:delete": admins,
  "prompts:read": everyone,
  "prompts:write": running,
  "prompts:pin": running,
  "prompts:protect": admins,
  "alerts:read": everyone,
  "alerts:write": running,
  "health:read": everyone,
  "jobs:read": everyone,
  "jobs:write": running,
  "gallery:read": everyone,
  "docs:read": everyone,
  "settings:read": running,
  "settings:write": admins,
  "credentials:read": running,
  "credentials:write": admins,
  "webhooks:read": running,
  "webhooks:write": admins,
  "access:read": admins,
  "access:write": admins,
  "audit:read": admins,
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/** What an API key may be given. */
export const SCOPES = [
  "turns:write",
  "turns:read",
  "config:read",
  "config:write",
  "usage:read",
  "usage:write",
  "content:read",
  "content:ack",
  "avatars:read",
  "containers:read",
  "metrics:read",
] as const;
export type Scope = (typeof SCOPES)[number];

/** The name may come from data, so a role or a permission that the table does not know is a no. */
export function may(role: string, permission: string): boolean {
  const roles: readonly string[] | undefined = Object.hasOwn(PERMISSIONS, permission)
    ? PERMISSIONS[permission as Permission]
    : undefined;
  return roles?.includes(role) ?? false;
}

/** Write functions ask again, so that none depends on its route having asked. */
export function requirePermission(user: { role: string }, permission: Permission): void {
  if (!may(user.role, permission)) throw new AppError("forbidden", "Your role does not allow this.", { permission });
}

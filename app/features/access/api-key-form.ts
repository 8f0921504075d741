import ipaddr from "ipaddr.js";
import { z } from "zod";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { SCOPES } from "~/platform/permissions";
import { OVERLAPS } from "./overlap-hours";
import { Line } from "./person";

const words = (text: unknown) => (typeof text === "string" ? text.split(/[\s,]+/).filter(Boolean) : text);
const asList = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const Bots = z.preprocess(
  words,
  z
    .array(z.string().regex(/^(\*|[A-Za-z0-9._:-]{1,128})$/, "A bot is named by its slug, or * for every bot."))
    .transform((list) => (list.length === 0 || list.includes("*") ? ["*"] : [...new Set(list)])),
);

/** IPv4 in IPv6 clothes is compared as IPv4, so it is stored so too. */
const Addresses = z.preprocess(
  words,
  z.array(
    z.string().refine((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry), {
      error: (issue) => `${String(issue.input)} is not an address or a range.`,
    }),
  ),
);

export const NewApiKey = z.object({
  name: Line("The name"),
  scopes: z
    .preprocess(asList, z.array(z.enum(SCOPES, { error: (issue) => `There is no scope ${String(issue.input)}.` })))
    .refine((list) => list.length > 0, "Choose at least one scope.")
    .transform((list) => [...new Set(list)]),
  bots: Bots.default(["*"]),
  source: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._:-]{0,128}$/, "A source has letters, digits and . _ : - only.")
    .refine((source) => source !== SAMPLE_SOURCE, `${SAMPLE_SOURCE} is the source of sample data; choose another.`)
    .default(""),
  addresses: Addresses.default([]),
  expiresInDays: z.preprocess(
    (value) => (value === "" || value === "never" ? undefined : value),
    z.coerce.number().int().min(1).max(3650).optional(),
  ),
});
export type NewApiKey = z.infer<typeof NewApiKey>;

export const ApiKeyChange = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("rotate"),
    overlapHours: z.enum(OVERLAPS.map(({ value }) => value)).transform(Number),
  }),
  z.object({ intent: z.literal("revoke") }),
]);
export type ApiKeyChange = z.infer<typeof ApiKeyChange>;

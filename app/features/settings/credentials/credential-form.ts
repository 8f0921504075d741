import { z } from "zod";
import { CREDENTIAL_KINDS } from "./credential-kind";

const Secret = z
  .string()
  .min(1, "Enter the value")
  .max(16_384, "It may have at most 16,384 characters")
  .refine((value) => value.trim() === value, "It begins or ends with a blank, which is hardly meant");
const Named = {
  name: z.string().trim().min(1, "Give it a name").max(80),
  description: z.string().trim().max(400).default(""),
  kind: z.enum(CREDENTIAL_KINDS, "Choose what it is"),
};

export const CredentialInput = z.object({ ...Named, secret: Secret });
export type CredentialInput = z.infer<typeof CredentialInput>;

export const CredentialChange = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), ...Named }),
  z.object({ intent: z.literal("replace"), secret: Secret }),
  z.object({ intent: z.literal("delete"), confirmation: z.string() }),
]);
export type CredentialChange = z.infer<typeof CredentialChange>;

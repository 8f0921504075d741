import { z } from "zod";
import { Email } from "./person";

const To = z.string().max(2000).optional();

/** What is typed is compared and never judged: rules about new passwords do not belong here. */
export const SignIn = z.object({
  intent: z.literal("sign-in"),
  email: Email,
  password: z.string().min(1, "The password is missing.").max(1000, "That is too long for a password."),
  to: To,
});
export type SignIn = z.infer<typeof SignIn>;

export const SecondStep = z.object({
  intent: z.literal("code"),
  code: z.string().trim().min(1, "The code is missing.").max(100, "That is too long for a code."),
  to: To,
});
export type SecondStep = z.infer<typeof SecondStep>;

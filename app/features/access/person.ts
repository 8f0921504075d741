import { z } from "zod";
import { PASSWORD_MIN } from "./password-rule";

/** One line of text that a person typed: trimmed, and without the control characters Postgres and logs trip over. */
export const Line = (label: string, max = 100) =>
  z
    .string({ error: `${label} is missing.` })
    .trim()
    .min(1, `${label} is missing.`)
    .max(max, `${label} may have at most ${max} characters.`)
    // eslint-disable-next-line no-control-regex -- these are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, `${label} must be one line of text.`);

export const Email = z
  .string({ error: "The e-mail address is missing." })
  .trim()
  .max(254, "The e-mail address is too long.")
  .pipe(z.email("This is not an e-mail address."))
  .transform((text) => text.normalize("NFC").toLowerCase());

/** Length is what makes a password strong; rules about digits and signs only make it harder to remember. */
export const NewPassword = z
  .string({ error: "The password is missing." })
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .max(200, "Use at most 200 characters.")
  .refine((text) => new Set(text).size > 3, "Use more than three different characters.");

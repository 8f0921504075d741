/** What a credential is. The words alone: forms and lists need nothing more. */
export const CREDENTIAL_KIND_WORDS = {
  "api-key": "API key",
  token: "Token",
  password: "Password",
  other: "Something else",
} as const;
export type CredentialKind = keyof typeof CREDENTIAL_KIND_WORDS;
export const CREDENTIAL_KINDS = Object.keys(CREDENTIAL_KIND_WORDS) as CredentialKind[];

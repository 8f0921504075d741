/** Rules that many houses want, to be switched on. */
export type MaskExample = {
  slug: string;
  name: string;
  about: string;
  kind: "pattern" | "key";
  find: string;
  ignore_case: boolean;
  check_digits: boolean;
  replacement: string;
};

const pattern = { kind: "pattern", ignore_case: false, check_digits: false } as const;

export const MASK_EXAMPLES: readonly MaskExample[] = [
  {
    ...pattern,
    slug: "e-mail",
    name: "E-mail addresses",
    about: "ada@example.org",
    find: "[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\\.)+[A-Za-z]{2,}",
    replacement: "[e-mail]",
  },
  {
    ...pattern,
    slug: "api-keys",
    name: "API keys and tokens",
    about: "sk-…, ghp_…, xoxb-…, AKIA…, Bearer …",
    find: "\\b(?:(?:sk|pk|rk|whk|xox[abeprs]|gh[opsu]|github_pat|glpat|hf)[-_][A-Za-z0-9_-]{12,}|AKIA[A-Z0-9]{16}|[Bb]earer [A-Za-z0-9._~+/-]{16,}=*)",
    replacement: "[key]",
  },
  {
    ...pattern,
    slug: "cards",
    name: "Card numbers",
    about: "13 to 19 digits whose check digit is right",
    find: "\\b\\d(?:[ -]?\\d){12,18}\\b",
    check_digits: true,
    replacement: "[card]",
  },
  {
    ...pattern,
    slug: "phones",
    name: "Telephone numbers",
    about: "+49 30 901820, (212) 555-0147",
    find: "\\+\\d(?:[ ().-]{0,2}\\d){7,14}\\b|\\(\\d{3}\\) ?\\d{3}-\\d{4}\\b",
    replacement: "[phone]",
  },
  {
    slug: "passwords",
    name: "Passwords in JSON",
    about: "every key named password, at any depth",
    kind: "key",
    find: "password",
    ignore_case: true,
    check_digits: false,
    replacement: "[password]",
  },
];

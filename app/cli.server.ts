import { parseArgs, type ParseArgsConfig } from "node:util";
import type { z } from "zod";
import { env } from "~/config/env.server";
import { closePrisma } from "~/data/console/prisma.server";
import { closePostgres } from "~/data/postgres.server";
import { NewApiKey } from "~/features/access/api-key-form";
import { createPersonWithPassword, NewPersonWithPassword } from "~/features/access/create-person.server";
import { createSignInLinkFor } from "~/features/access/open-link.server";
import { Email } from "~/features/access/person";
import { createApiKeyAs } from "~/features/access/update-api-key.server";
import { loadSampleAgain } from "~/features/turns/sample/load-sample.server";
import { removeSampleAs } from "~/features/turns/sample/remove-sample.server";
import { rebuildAllUsage } from "~/features/usage/rebuild-usage.server";
import { AppError } from "~/lib/errors";
import { COMMAND_LINE } from "~/platform/audit.server";
import { rotateSecrets } from "~/platform/rotate-secrets.server";
import { keptWords } from "~/platform/sample-part";
import { SAMPLE_PARTS } from "~/sample.server";

type Command = {
  usage: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Returns what is printed: the result alone, so that a script can take it as it is. */
  run: (values: Record<string, string | boolean | undefined>, stdin: () => Promise<string>) => Promise<string>;
};

/** A flag that is missing or wrong, told by the name the person typed. */
function read<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", parsed.error.issues[0]?.message ?? "That is not right.");
}

const COMMANDS: Record<string, Command> = {
  "user create": {
    usage: "user create --email E --role R --password-stdin [--name N]",
    options: {
      email: { type: "string" },
      role: { type: "string" },
      name: { type: "string" },
      "password-stdin": { type: "boolean" },
    },
    async run({ email, role, name, "password-stdin": isOnStdin }, stdin) {
      if (!isOnStdin) throw new AppError("invalid", "Give the password on standard input, with --password-stdin.");
      const address = read(Email, email);
      const input = { email: address, role, name: name ?? address.split("@")[0], password: await stdin() };
      await createPersonWithPassword(COMMAND_LINE, read(NewPersonWithPassword, input));
      return `${address} may sign in as ${String(role)}.`;
    },
  },
  link: {
    usage: "link --email E",
    options: { email: { type: "string" } },
    run: async ({ email }) => createSignInLinkFor(COMMAND_LINE, read(Email, email), env().publicUrl),
  },
  "key create": {
    usage: "key create --name N --scopes a,b [--bot slug[,slug]|*]",
    options: { name: { type: "string" }, scopes: { type: "string" }, bot: { type: "string" } },
    async run({ name, scopes, bot }) {
      const list = typeof scopes === "string" ? scopes.split(",").map((scope) => scope.trim()) : [];
      const input = read(NewApiKey, { name, scopes: list.filter(Boolean), bots: bot ?? "*" });
      return (await createApiKeyAs(COMMAND_LINE, input)).key;
    },
  },
  "secrets rotate": {
    usage: "secrets rotate [--to-file]",
    options: { "to-file": { type: "boolean" } },
    async run({ "to-file": toFile }) {
      const { keyId, resealed, unreadable } = await rotateSecrets(COMMAND_LINE, { toFile: toFile === true });
      if (unreadable > 0)
        throw new AppError("conflict", `${resealed} secrets now have key ${keyId}; ${unreadable} could not be read.`);
      return `${resealed} secrets now have key ${keyId}.`;
    },
  },
  "usage rebuild": {
    usage: "usage rebuild",
    options: {},
    run: async () => `Summed what ${await rebuildAllUsage()} turns used, from their rows.`,
  },
  "sample load": {
    usage: "sample load",
    options: {},
    run: async () => `${await loadSampleAgain(COMMAND_LINE, SAMPLE_PARTS)} sample turns of a week up to now.`,
  },
  "sample remove": {
    usage: "sample remove",
    options: {},
    async run() {
      const { turns, tool_calls, llm_calls, events, sessions, parts } = await removeSampleAs(
        COMMAND_LINE,
        SAMPLE_PARTS,
      );
      const others = Object.entries(parts).map(([name, { removed }]) => `, ${removed} ${name}`);
      return `Removed ${turns} turns, ${tool_calls} tool calls, ${llm_calls} model calls, ${events} events, ${sessions} sessions${others.join("")}.${keptWords(parts)}`;
    },
  },
};

const USAGE = Object.values(COMMANDS).map((command) => command.usage);

async function readStdin(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin) text += String(chunk);
  return text.replace(/\r?\n$/, "");
}

async function execute(argv: string[], stdin: () => Promise<string>): Promise<string> {
  const name = [argv.slice(0, 2).join(" "), argv[0] ?? ""].find((words) => Object.hasOwn(COMMANDS, words));
  if (!name) {
    const given = argv.length > 0 ? `There is no command "${argv.join(" ")}"` : "No command was given";
    throw new AppError("invalid", `${given}. There are: ${USAGE.join(" · ")}`);
  }
  const command = COMMANDS[name]!;
  const args = argv.slice(name.split(" ").length);
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({ args, options: command.options, strict: true }) as { values: typeof values });
  } catch (error) {
    throw new AppError("invalid", `${(error as Error).message.split(". ")[0]}. Usage: ${command.usage}`);
  }
  return command.run(values, stdin);
}

type Streams = { out: (text: string) => void; error: (text: string) => void; stdin: () => Promise<string> };
const PROCESS: Streams = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  stdin: readStdin,
};

/** Runs one command of the product and returns its exit code: 0, or 1 with one line that says why. */
export async function runCli(argv: string[], streams: Streams = PROCESS): Promise<number> {
  try {
    streams.out(`${await execute(argv, streams.stdin)}\n`);
    return 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    streams.error(`${reason.trim().split("\n").at(-1)}\n`);
    return 1;
  } finally {
    await closePrisma();
    await closePostgres();
  }
}

import { BotName } from "~/ui/bot-mark";
import { scopeWords } from "./prompt-href";

/** Whom a prompt is for: a bot by its colour, or the words for everybody. */
export function ScopeName({ scope }: { scope: string }) {
  if (scope.startsWith("bot:")) return <BotName slug={scope.slice("bot:".length)} />;
  return <span className={scope === "default" ? "text-faint" : ""}>{scopeWords(scope)}</span>;
}

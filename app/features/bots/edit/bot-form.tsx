import type { ReactNode } from "react";
import { Form } from "~/ui/form/form";
import { BackendSection } from "./backend-section";
import { MemorySection, ToolSection, VoiceSection } from "./behaviour-section";
import type { BotFormValues } from "./bot-form-values";
import { EnabledSection, LimitSection, NextcloudSection } from "./extras-section";
import { ModelSection } from "./model-section";
import { PromptSection } from "./prompt-section";
import { WhoSection } from "./who-section";

const SECTIONS = [
  ["who", "Who it is"],
  ["prompts", "Prompts"],
  ["models", "Models"],
  ["backend", "Backend"],
  ["tools", "Tools"],
  ["memory", "Memory"],
  ["voice", "Voice"],
  ["limits", "Limits"],
  ["nextcloud", "Nextcloud"],
  ["state", "State"],
] as const;

type Props = {
  values: BotFormValues;
  /** Null while it has none yet. */
  slug: string | null;
  result: unknown;
  hidden: Record<string, string>;
  /** Buttons, which stay in sight. */
  children: ReactNode;
};

/** Everything a bot is set up with. */
export function BotForm({ values, slug, result, hidden, children }: Props) {
  const { texts, on, fallbacks } = values;
  return (
    <div className="flex items-start gap-8">
      <Form
        result={result}

        className="flex w-full max-w-180 flex-col gap-6 [&>section:first-of-type]:border-0 [&>section:first-of-type]:pt-0"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <WhoSection texts={texts} slug={slug} />
        <PromptSection texts={texts} />
        <ModelSection texts={texts} fallbacks={fallbacks} />
        <BackendSection texts={texts} />
        <ToolSection texts={texts} on={on} />
        <MemorySection on={on} />
        <VoiceSection texts={texts} on={on} />
        <LimitSection texts={texts} />
        <NextcloudSection texts={texts} />
        <EnabledSection on={on} />
        <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-2 border-t border-line-soft bg-base px-4 py-3">
          {children}
        </div>
      </Form>
      <nav aria-label="Parts of the form" className="sticky top-4 hidden w-36 shrink-0 flex-col gap-1 lg:flex">
        {SECTIONS.map(([id, label]) => (
          <a
            key={id}
            href={`#${id}`}
            className="rounded-control px-2 py-0.5 text-muted hover:bg-sunken hover:text-text"
          >
            {label}
          </a>
        ))}
      </nav>
    </div>
  );
}

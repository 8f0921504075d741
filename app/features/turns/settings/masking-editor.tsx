import type { ReactNode } from "react";
import { Form } from "~/ui/form/form";
import { EVERY_BOT } from "~/lib/every-bot";
import { MaskingFields } from "./masking-fields";
import type { MaskInput } from "./masking-form.server";
import { MaskingPreview, type Tried } from "./masking-preview";

export const NEW_RULE: MaskInput = {
  name: "",
  kind: "pattern",
  bot_id: EVERY_BOT,
  find: "",
  ignore_case: false,
  check_digits: false,
  replacement: "[hidden]",
};

type Props = { rule: MaskInput; tried: Tried | null; result: unknown; actions: ReactNode };

/** A rule and, beside it, a place to try it. */
export function MaskingEditor({ rule, tried, result, actions }: Props) {
  return (
    <Form result={result} className="grid max-w-300 grid-cols-2 items-start gap-x-8 gap-y-6 max-lg:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-4">
        <MaskingFields rule={tried?.input ?? rule} />
        <div className="flex flex-wrap gap-2">{actions}</div>
      </div>
      <MaskingPreview tried={tried} />
    </Form>
  );
}

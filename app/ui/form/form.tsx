import { Form as RemixForm, type FetcherWithComponents, type FormProps } from "@remix-run/react";
import { OctagonAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { FormProblemContext, isFormProblem } from "./form-problem";

type Props = FormProps & {
  /** What the action answered: `useActionData()` or `fetcher.data`. Anything that is not a problem is ignored. */
  result?: unknown;
  /** Sends without navigating. */
  fetcher?: FetcherWithComponents<unknown>;
};

/** A form whose fields show what the action refused. The first refused field gets the focus. */
export function Form({ result, fetcher, children, className = "flex max-w-180 flex-col gap-4", ...rest }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const answer = result ?? fetcher?.data;
  const problem = isFormProblem(answer) ? answer : undefined;
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);
  const Element = fetcher?.Form ?? RemixForm;
  return (
    <Element method="post" {...rest} ref={form} className={className}>
      <FormProblemContext.Provider value={problem}>
        {problem && (
          <p role="alert" className="flex items-start gap-2 rounded-control bg-err/10 px-3 py-2 text-err">
            <OctagonAlert size={14} strokeWidth={2} className="mt-[3px] shrink-0" />
            <span>{problem.fields.form ?? problem.message}</span>
          </p>
        )}
        {children}
      </FormProblemContext.Provider>
    </Element>
  );
}

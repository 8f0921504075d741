import { FlaskConical } from "lucide-react";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";

/** Says that what is shown is made up, and ends it in one click. */
export function SampleNotice({ mayRemove }: { mayRemove: boolean }) {
  return (
    <section
      aria-label="Sample data"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-brass/40 bg-brass/5 px-3 py-2"
    >
      <FlaskConical size={15} strokeWidth={1.7} className="shrink-0 text-brass" />
      <p className="min-w-60 flex-1">
        <span className="font-medium">You are looking at sample data.</span>{" "}
        <span className="text-muted">
          A made-up week, and seven bots that go on playing, so that every page shows how it will look. Your own bots
          may report beside them; removing touches nothing of theirs.
        </span>
      </p>
      {mayRemove && (
        <Form className="contents">
          <SubmitButton intent="remove-sample" tone="secondary">
            Remove sample data
          </SubmitButton>
        </Form>
      )}
    </section>
  );
}

import { useFetcher } from "@remix-run/react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import type { SavedView } from "~/lib/saved-view";
import { Button } from "../button";
import { Form } from "../form/form";
import { isFormProblem } from "../form/form-problem";
import { inputClass } from "../form/input-class";

type Props = {
  list: string;
  action: string;
  current: SavedView | null;
  changed: boolean;
  /** What is shown now, as a view would keep it. */
  search: string;
  pathname: string;
  close: () => void;
};

/** Save, save as, rename, delete: forms that are answered by going back to the list, with the view open. */
export function SavedViewForms({ list, action, current, changed, search, pathname, close }: Props) {
  const nameId = useId();
  const own = current?.mayChange ? current : null;
  const hidden = { list, search, pathname };
  return (
    <div className="mt-1 flex flex-col gap-2 border-t border-line-soft p-2">
      {own && (
        <>
          {/* It stays while it is answered, when nothing is changed any more: only then it closes the panel. */}
          <div hidden={!changed}>
            <ViewForm {...{ action, close }} fields={{ ...hidden, intent: "update", id: own.id }}>
              <Button type="submit" tone="primary" className="w-full">
                Save the changes to {own.name}
              </Button>
            </ViewForm>
          </div>
          <ViewForm {...{ action, close }} fields={{ ...hidden, intent: "rename", id: own.id }}>
            <input
              name="name"
              required
              maxLength={80}
              defaultValue={own.name}
              aria-label="New name of the view"
              className={`${inputClass} min-w-0 flex-1`}
            />
            <Button type="submit">Rename</Button>
          </ViewForm>
        </>
      )}
      <ViewForm {...{ action, close }} fields={{ ...hidden, intent: "create" }}>
        <label htmlFor={nameId} className="w-full text-label font-medium text-faint">
          Save what is shown as a new view
        </label>
        <input
          id={nameId}
          name="name"
          required
          maxLength={80}
          placeholder="Name"
          className={`${inputClass} min-w-0 flex-1`}
        />
        <Button type="submit">Save</Button>
        <label className="flex w-full items-center gap-2 text-small text-muted">
          <input type="checkbox" name="shared" value="true" className="tick" />
          Everybody sees it
        </label>
      </ViewForm>
      {own && (
        <ViewForm {...{ action, close }} fields={{ ...hidden, intent: "delete", id: own.id }}>
          <Button type="submit" tone="danger" size="small">
            Delete {own.name}
          </Button>
        </ViewForm>
      )}
    </div>
  );
}

type ViewFormProps = {
  action: string;
  fields: Record<string, string>;
  close: () => void;
  children: ReactNode;
};

function ViewForm({ action, fields, close, children }: ViewFormProps) {
  const fetcher = useFetcher();
  const sent = useRef(false);
  useEffect(() => {
    if (fetcher.state !== "idle") sent.current = true;
    else if (sent.current) {
      sent.current = false;
      if (!isFormProblem(fetcher.data)) close();
    }
  }, [fetcher.state, fetcher.data, close]);
  return (
    <Form action={action} fetcher={fetcher} className="flex flex-wrap items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}

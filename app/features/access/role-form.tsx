import { ROLES, type Role } from "~/platform/permissions";
import { Form } from "~/ui/form/form";
import { RadioGroup } from "~/ui/form/radio-group";
import { SubmitButton } from "~/ui/form/submit-button";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { ROLE_WORDS } from "./roles";

type Props = { person: { name: string; role: Role }; result: unknown };

/** What somebody may do here. The old role can be had back for as long as the message stands; their sessions cannot. */
export function RoleForm({ person: { name, role }, result }: Props) {
  const { write } = useUndoable();
  const change = (next: Role) => {
    const told = "by the page";
    write({
      fields: { intent: "role", role: next, told },
      undo: { intent: "role", role, told },
      done: `${name} is ${ROLE_WORDS[next].label.toLowerCase()} now.`,
    });
  };
  return (
    <Form
      key={role}
      result={result}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const next = new FormData(event.currentTarget).get("role");
        const chosen = ROLES.find((each) => each === next);
        if (chosen && chosen !== role) change(chosen);
      }}
    >
      <RadioGroup
        name="role"
        label="A new role ends their sessions, and they sign in again"
        defaultValue={role}
        options={ROLES.map((value) => ({ value, ...ROLE_WORDS[value] }))}
      />
      <div>
        <SubmitButton intent="role">Save the role</SubmitButton>
      </div>
    </Form>
  );
}

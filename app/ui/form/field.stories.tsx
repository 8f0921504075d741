import { Checkbox } from "./checkbox";
import { CheckboxGroup } from "./checkbox-group";
import { Form } from "./form";
import { PasswordInput } from "./password-input";
import { RadioGroup } from "./radio-group";
import { Select } from "./select";
import type { Story } from "../story";
import { SubmitButton } from "./submit-button";
import { Switch } from "./switch";
import { TextInput } from "./text-input";
import { Textarea } from "./textarea";

const roles = [
  { value: "viewer", label: "Viewer" },
  { value: "operator", label: "Operator" },
  { value: "editor", label: "Editor" },
  { value: "admin", label: "Admin", disabled: true },
];
const lifetimes = [
  { value: "month", label: "30 days", help: "It ends by itself; its owner is told a week before." },
  { value: "year", label: "A year" },
  { value: "never", label: "For ever", help: "Only for machines that nobody can reach.", disabled: true },
];

const scopes = [
  { value: "turns:write", label: "Write turns", help: "Start, fill and end them." },
  { value: "config:read", label: "Read the configuration" },
  { value: "usage:read", label: "Read usage", disabled: true },
];

function Fields() {
  return (
    <>
      <TextInput name="name" label="Name" defaultValue="Mail bridge" help="Shown wherever the key is used." />
      <TextInput name="bot" label="Bot" optional placeholder="any bot" />
      <PasswordInput name="password" label="Password" autoComplete="new-password" defaultValue="correct horse" />
      <Select name="role" label="Role" options={roles} defaultValue="operator" />
      <Textarea name="note" label="Note" optional defaultValue="Runs on the small machine under the stairs." rows={3} />
      <RadioGroup name="lifetime" label="Valid for" options={lifetimes} defaultValue="month" />
      <CheckboxGroup name="scopes[]" label="Scopes" options={scopes} defaultValues={["turns:write"]} />
      <Checkbox name="agreed" label="It may run unattended" defaultChecked />
      <Switch name="active" label="Active" help="A key that is off is refused at once." defaultChecked />
      <Switch name="loud" label="Tell me about each use" />
    </>
  );
}

export const stories: Story[] = [
  {
    group: "Form",
    name: "Fields",
    render: () => (
      <Form>
        <Fields />
        <div>
          <SubmitButton intent="create">Make the key</SubmitButton>
        </div>
      </Form>
    ),
  },
  {
    group: "Form",
    name: "Refused",
    render: () => (
      <Form
        result={{
          ok: false,
          message: "Some fields need another look.",
          fields: {
            name: "A key with this name exists already.",
            password: "Take at least 12 characters.",
            role: "Your role cannot give this role.",
            note: "At most 500 characters.",
            lifetime: "Choose one.",
            scopes: "Choose at least one scope.",
            active: "The owner is gone.",
          },
        }}
      >
        <Fields />
      </Form>
    ),
  },
  {
    group: "Form",
    name: "Disabled and read only",
    render: () => (
      <Form>
        <TextInput name="id" label="Id" defaultValue="0199f3a2-7c1e" readOnly className="font-mono text-small" />
        <TextInput name="email" label="E-mail" defaultValue="nora@wheelhouse.test" disabled />
        <Select name="zone" label="Time zone" options={[{ value: "o", label: "Europe/Oslo" }]} disabled />
        <Checkbox name="a" label="Ticked for good" disabled defaultChecked />
        <Switch name="b" label="Off for good" disabled />
      </Form>
    ),
  },
];

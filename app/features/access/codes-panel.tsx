import { CopyButton } from "~/ui/copy-button";
import { Form } from "~/ui/form/form";
import { LinkButton } from "~/ui/link-button";
import { PasswordInput } from "~/ui/form/password-input";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";

type WithResult = { result: unknown };

/** Codes are off: the password is asked before anything is made. */
export function StartCodes({ result }: WithResult) {
  return (
    <Form result={result} className="flex max-w-100 flex-col gap-4">
      <p className="text-muted">
        After your password you will be asked for six digits that an app on your phone makes: a stolen password alone
        then opens nothing.
      </p>
      <PasswordInput name="current" label="Your password" autoComplete="current-password" required />
      <div>
        <SubmitButton intent="start">Turn codes on</SubmitButton>
      </div>
    </Form>
  );
}

/** A secret waits for its first code. */
export function ConfirmCodes({ result, secret, qr }: WithResult & { secret: string; qr: string }) {
  return (
    <div className="flex max-w-150 flex-wrap items-start gap-6">
      <img src={qr} alt="The secret as a QR code" width={184} height={184} className="rounded-card bg-white" />
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-4">
        <p className="text-muted">Scan this with an authenticator app, or type the secret:</p>
        <div className="flex items-center gap-1">
          <code className="min-w-0 font-mono text-small break-all">{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
          <CopyButton text={secret} label="Copy the secret" />
        </div>
        <Form result={result} className="flex flex-col gap-4">
          <TextInput
            name="code"
            label="The code it shows now"
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={10}
            className="font-mono tracking-[0.12em]"
            required
            autoFocus
          />
          <div>
            <SubmitButton intent="confirm">Confirm</SubmitButton>
          </div>
        </Form>
        <Form className="contents">
          <SubmitButton intent="cancel" tone="ghost" className="self-start">
            Leave codes off
          </SubmitButton>
        </Form>
      </div>
    </div>
  );
}

/** Codes are on: both things that can be done ask for the password. */
export function ManageCodes({ result, left }: WithResult & { left: number }) {
  return (
    <Form result={result} className="flex max-w-100 flex-col gap-4">
      <p className="text-muted">
        Codes are on. {left === 1 ? "One recovery code is" : `${left} recovery codes are`} left for when the phone is
        not at hand.
      </p>
      <PasswordInput name="current" label="Your password" autoComplete="current-password" required />
      <div className="flex flex-wrap gap-2">
        <SubmitButton intent="renew" tone="secondary">
          Make new recovery codes
        </SubmitButton>
        <SubmitButton intent="remove" tone="danger">
          Turn codes off
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Shown once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="flex max-w-120 flex-col gap-4">
      <p role="status" className="text-muted">
        Keep these where you keep what must not be lost. Each lets you in once in place of a code. They are shown now
        and never again.
      </p>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-card border border-line-soft bg-raised p-4 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2">
        <CopyButton text={codes.join("\n")} label="Copy all" showLabel />
        <LinkButton to="/account" tone="primary">
          I have kept them
        </LinkButton>
      </div>
    </div>
  );
}

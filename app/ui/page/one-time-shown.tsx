import type { ReactNode } from "react";
import { Card } from "~/ui/page/card";
import { Command } from "~/ui/overlay/command";

/** Something that is shown now and never again: a link, a key. */
export function OneTimeShown({ title, value, children }: { title: string; value: string; children: ReactNode }) {
  return (
    <Card title={title} className="max-w-180 !border-brass/50">
      <div role="status" className="flex flex-col gap-2">
        <Command>{value}</Command>
        <p className="text-small text-faint">{children}</p>
      </div>
    </Card>
  );
}

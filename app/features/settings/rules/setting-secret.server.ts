import type { SettingScope } from "~/data/runtime/runtime-settings.server";
import { sealedRow } from "~/platform/rotate-secrets.server";
import { seal } from "~/platform/secret-box.server";
import { lastFourOf, type StoredSecret } from "./stored-secret";

export function sealSettingSecret(scope: SettingScope, key: string, secret: string): StoredSecret {
  return {
    sealed: seal(secret, {
      table: "runtime.runtime_settings",
      row: sealedRow([scope.type, scope.id, key]),
      column: "value",
    }),
    last_four: lastFourOf(secret),
  };
}

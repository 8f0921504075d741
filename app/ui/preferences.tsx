import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";
import { serializePreferences, type Preferences } from "~/lib/preferences";

type Value = { preferences: Preferences; change: (changes: Partial<Preferences>) => void };

const fallback: Preferences = { theme: "system", density: "normal", menuFolded: false, timeZone: null };
const PreferencesContext = createContext<Value>({ preferences: fallback, change: () => undefined });

/** Holds what the person chose here, over what the server read from the cookie. */
export function PreferencesProvider({ initial, children }: { initial?: Preferences; children: ReactNode }) {
  const [changed, setChanged] = useState<Partial<Preferences>>({});
  const preferences = useMemo(() => ({ ...fallback, ...initial, ...changed }), [initial, changed]);
  const change = useCallback(
    (changes: Partial<Preferences>) => {
      setChanged((before) => ({ ...before, ...changes }));
      // Written here and not by a request: a look needs no round trip.
      document.cookie = serializePreferences({ ...preferences, ...changes });
    },
    [preferences],
  );
  const value = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext.Provider value={value}>{children}</PreferencesContext.Provider>;
}

export function usePreferences(): Value {
  return useContext(PreferencesContext);
}

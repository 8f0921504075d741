import { createContext, useContext } from "react";

/** The response's nonce, for whoever writes a <script> or <style>. Undefined in the browser: it hides the attribute. */
export const NonceContext = createContext<string | undefined>(undefined);

/** Also in the browser, for code that writes a style later: the attribute is hidden there, the property is not. */
export function useNonce(): string | undefined {
  const given = useContext(NonceContext);
  if (given || typeof document === "undefined") return given;
  return document.querySelector<HTMLElement>("script[nonce]")?.nonce || undefined;
}

import { createContext } from "react";

/** The response's nonce, for whoever writes a <script> or <style>. Undefined in the browser: it hides the attribute. */
export const NonceContext = createContext<string | undefined>(undefined);

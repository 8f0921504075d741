/** Alone in its file: forms name it, and must not bring the schemas along into the browser. */
export const PASSWORD_MIN = 10;

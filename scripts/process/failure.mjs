/**
 * Something the operator can put right. Its message is one line that says what happened and what to do, and it is
 * shown without a stack. Anything else that is thrown is a bug.
 */
export class Failure extends Error {
  /** @param {string} message @param {{ cause?: unknown, exitCode?: number }} [options] */
  constructor(message, options = {}) {
    super(message, { cause: options.cause });
    this.name = "Failure";
    this.exitCode = options.exitCode ?? 1;
  }
}

/** The `code` of a Node or Postgres error, or an empty string. @param {unknown} error */
export function codeOf(error) {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** What a program says before it ends: the line of a failure, the stack of a bug. @param {unknown} error */
export function lastWordsOf(error) {
  if (error instanceof Failure || !(error instanceof Error)) return messageOf(error);
  return error.stack ?? error.message;
}

/** The failure that a full disk or a missing permission stands for, or the error itself. @param {unknown} error @param {string} what */
export function explainFileError(error, what) {
  const code = codeOf(error);
  // The last one is Postgres' own.
  if (code === "ENOSPC" || code === "EDQUOT" || code === "53100")
    return new Failure(`The disk is full: ${what}. Free some space and start again.`, { cause: error });
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new Failure(`No permission: ${what}. Give this user write access, or set DATA_DIR to a directory it owns.`, {
      cause: error,
    });
  }
  return error;
}

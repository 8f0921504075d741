/** Says that a loader or action is open to everybody, and why. */
export function anyone(_why: string): void {}

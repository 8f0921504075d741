/** Shares one answer between all who ask within `ms`, and between all who ask while it is being made. */
export function once<T>(ms: number, work: () => Promise<T>, now: () => number = () => performance.now()) {
  let asked = -Infinity;
  let answer: Promise<T> | undefined;
  return (): Promise<T> => {
    if (answer && now() - asked < ms) return answer;
    asked = now();
    const made = work();
    answer = made;
    // A failure is not kept: the next one who asks may be luckier.
    made.catch(() => {
      if (answer === made) answer = undefined;
    });
    return made;
  };
}

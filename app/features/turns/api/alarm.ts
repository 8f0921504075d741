export type Alarm = ReturnType<typeof newAlarm>;

/** Sleep that is cut short; a ring that nobody slept through cuts the next sleep short. */
export function newAlarm() {
  let rung = false;
  let stopped = false;
  let wake: () => void = () => undefined;
  return {
    ring() {
      rung = true;
      wake();
    },
    stop() {
      stopped = true;
      wake();
    },
    isStopped: () => stopped,
    async sleep(ms: number) {
      if (!rung && !stopped)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
    },
  };
}

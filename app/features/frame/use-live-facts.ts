import { useEffect, useState } from "react";
import type { FrameData } from "./frame-data";

type Facts = Pick<FrameData, "openAlerts" | "health" | "runningTurns" | "pauses" | "faces">;

/** The loader's facts, and then the stream's as they change. A hidden tab lets go of its stream. */
export function useLiveFacts(loaded: Facts): Facts {
  const [live, setLive] = useState<Facts | null>(null);
  useEffect(() => setLive(null), [loaded]);
  useEffect(() => {
    let stream: EventSource | undefined;
    const follow = () => {
      stream?.close();
      stream = undefined;
      if (document.hidden) return;
      stream = new EventSource("/live");
      stream.addEventListener("facts", (event: MessageEvent<string>) => setLive(JSON.parse(event.data) as Facts));
    };
    // Who signs out lets go first: the stream would come back only to be told that nobody is there.
    const leave = (event: SubmitEvent) => {
      if (new URL((event.target as HTMLFormElement).action).pathname === "/sign-out") stream?.close();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    document.addEventListener("submit", leave, { capture: true });
    return () => {
      document.removeEventListener("submit", leave, { capture: true });
      document.removeEventListener("visibilitychange", follow);
      stream?.close();
    };
  }, []);
  return {
    openAlerts: loaded.openAlerts === null ? null : (live?.openAlerts ?? loaded.openAlerts),
    health: live?.health ?? loaded.health,
    runningTurns: loaded.runningTurns === null ? null : (live?.runningTurns ?? loaded.runningTurns),
    pauses: live?.pauses ?? loaded.pauses,
    faces: live?.faces ?? loaded.faces,
  };
}

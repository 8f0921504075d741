import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const SOON_MS = 5_000;
const LOOK_AGAIN_MS = 1_200;

/** Looks again while a delivery is on its way, so that a test shows its answer; one that waits for a retry is left alone. */
export function useFollowUp(rows: readonly { status: string; nextAttemptAt: Date | null }[]): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const isOnItsWay = rows.some(({ status, nextAttemptAt }) => {
      const wait = nextAttemptAt ? nextAttemptAt.getTime() - Date.now() : Infinity;
      return status === "pending" && Math.abs(wait) < SOON_MS;
    });
    if (!isOnItsWay) return;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [rows, revalidate]);
}

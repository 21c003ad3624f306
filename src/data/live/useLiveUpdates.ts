/** Keeps what is on the screen as it is in the database. The client comes after the first page, which it must not delay. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useConnection } from "../ConnectionContext";

const afterMs = 700;

/** Another role may hear other topics, so it starts anew. */
export function useLiveUpdates(memberId: string, roleKey: string): void {
  const connection = useConnection();
  const queryClient = useQueryClient();
  useEffect(() => {
    let stop: (() => void) | undefined;
    let isOver = false;
    const start = async () => {
      const { startLive } = await import("./startLive");
      if (!isOver) stop = startLive({ connection, queryClient, memberId });
    };
    // Without it the page is as current as its last look; the next start gets it.
    const timer = setTimeout(() => void start().catch(() => undefined), afterMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop?.();
    };
  }, [connection, queryClient, memberId, roleKey]);
}

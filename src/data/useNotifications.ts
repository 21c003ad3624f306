/** What the member was told, looked up each minute while he looks at the page. */
import { useEffect } from "react";
import { readNotifications } from "./config/comments";
import { useConfigQuery } from "./useConfigQuery";

const everyMs = 60_000;

export function useNotifications() {
  const { answer, refetch } = useConfigQuery(
    { name: "my_notifications", isGet: true },
    {},
    readNotifications,
  );
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void refetch();
    }, everyMs);
    return () => clearInterval(timer);
  }, [refetch]);
  return { notifications: answer, refetch };
}

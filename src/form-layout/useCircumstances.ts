/** Who is asking and when, for rules of forms; the moment stays the same while a form is open. */
import { useMemo, useState } from "react";
import { useSnapshot } from "../data/useSnapshot";
import type { Circumstances } from "../model/holds";

export function useCircumstances(): Circumstances {
  const { snapshot } = useSnapshot();
  const [now] = useState(() => new Date());
  const me = snapshot?.viewAs?.member?.id ?? snapshot?.member.id ?? "";
  const timeZone = snapshot?.settings.timeZone;
  return useMemo(
    () => ({
      me,
      now: now.toISOString(),
      today: new Intl.DateTimeFormat("en-CA", { ...(timeZone && { timeZone }) }).format(now),
    }),
    [me, now, timeZone],
  );
}

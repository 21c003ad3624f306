/** Period and shops of the reports; they live in the address, so that a link shows the same figures. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useSnapshot } from "../../data/useSnapshot";
import { readPeriod, type ReportPeriod, todayIn } from "./ReportPeriod";

export function useReportPeriod() {
  const { snapshot } = useSnapshot();
  const [search, setSearch] = useSearchParams();
  const today = todayIn(snapshot?.settings.timeZone ?? "UTC");
  const period = useMemo(() => readPeriod(search, today), [search, today]);
  const setPeriod = useCallback(
    ({ since, until, channels }: ReportPeriod) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.set("since", since);
          after.set("until", until);
          if (channels.length > 0) after.set("channels", channels.join(","));
          else after.delete("channels");
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return { period, setPeriod, today };
}

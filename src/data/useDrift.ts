/** What differs between the configuration and the database; looked at again every minute while it is open. */
import { useEffect } from "react";
import { parseDrift } from "./config/driftFinding";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};
const minute = 60_000;

export function useDrift() {
  const { answer, error, isFetching, refetch } = useConfigQuery("drift", noArguments, parseDrift);
  useEffect(() => {
    const timer = setInterval(() => void refetch(), minute);
    return () => clearInterval(timer);
  }, [refetch]);
  return { findings: answer, error, isFetching, refetch };
}

/** An address at which an object of Storage can be shown; a small picture that is missing is replaced by the original. */
import { useQuery } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import { fileAddress } from "./fileAddresses";
import { useQueryScope } from "./useQueryScope";

export function useFileAddress(name: string) {
  const connection = useConnection();
  const scope = useQueryScope();
  const { data, isSuccess, isError } = useQuery({
    queryKey: ["kontor", "file", scope, name],
    queryFn: async () =>
      (await fileAddress(connection, name)) ??
      (name.endsWith("/small") ? fileAddress(connection, name.replace(/small$/, "original")) : null),
    // What was loaded stays in the page; a picture that is drawn anew needs an address that still opens.
    staleTime: 50_000,
    gcTime: 55_000,
    refetchOnWindowFocus: false,
    refetchOnMount: true,
    retry: 1,
  });
  return { address: data ?? undefined, isMissing: isError || (isSuccess && data === null) };
}

/** React Query as Refine sets it up, with retries only where trying again can help. */
import { keepPreviousData, QueryClient } from "@tanstack/react-query";
import { DataError } from "./DataError";

const mayHelp = (error: unknown) =>
  error instanceof DataError && (error.status === 0 || error.status >= 500) && error.reason !== "timeout";

export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // Offline requests shall fail and say so, not wait in silence.
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        refetchOnWindowFocus: false,
        placeholderData: keepPreviousData,
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && mayHelp(error),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
    },
  });

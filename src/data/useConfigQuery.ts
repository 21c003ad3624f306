/** Asks a function of the configuration; asked anew when the configuration changes. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { useQueryScope } from "./useQueryScope";

export type ConfigArgs = Record<string, unknown>;

/** Beginning of the key of every answer of the configuration. */
export const configKey = ["kontor", "config"] as const;

/** A record, as live messages name it. */
export interface RecordPlace {
  entity: string;
  record_id: string;
}

interface ConfigFunction {
  name: string;
  isEnabled?: boolean;
  /** Asked by GET, so that it also answers while somebody looks through other eyes; arguments must be scalars. */
  isGet?: boolean;
  /** Read anew when somebody writes about this record. */
  about?: RecordPlace;
  /** For an answer that is being edited: asked once, and never again by itself. */
  isFrozen?: boolean;
}

interface Envelope {
  content: unknown;
}

/**
 * `parse` gives the answer its type; it is a constant function.
 * The last answer to the same question stays while a new one is fetched.
 */
export function useConfigQuery<Answer>(
  asked: string | ConfigFunction,
  args: ConfigArgs,
  parse: (answer: unknown) => Answer,
) {
  const {
    name,
    isEnabled = true,
    isGet = false,
    isFrozen = false,
    about,
  }: ConfigFunction = typeof asked === "string" ? { name: asked } : asked;
  const { configuration } = useConnection();
  const scope = useQueryScope();
  const question = JSON.stringify([name, args]);
  const query = useQuery<Envelope, DataError>({
    queryKey: [...configKey, isFrozen ? "frozen" : scope, question],
    queryFn: async ({ signal }) => {
      const answer = await configuration.rpc(name, args, { get: isGet }).abortSignal(signal);
      if (answer.error) throw databaseError(answer.status, answer.error);
      return { content: answer.data as unknown };
    },
    enabled: isEnabled && scope !== "",
    ...(about && { meta: { about } }),
    placeholderData: (previous, last) => (last?.queryKey.at(-1) === question ? previous : undefined),
    ...(isFrozen && { staleTime: Infinity, gcTime: 0 }),
  });
  const { refetch, data } = query;
  return {
    answer: useMemo(() => data && parse(data.content), [data, parse]),
    isLoading: query.isPending,
    isFetching: query.isFetching,
    error: query.error,
    refetch: useCallback(async () => {
      await refetch();
    }, [refetch]),
  };
}

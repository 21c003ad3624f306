/** Two-step verification: which authenticator apps there are, proof by code, removal. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { authError } from "./authError";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";

interface Proof {
  /** The code may come from any of these apps: nobody knows which of two he has in hand. */
  factorIds: string[];
  code: string;
}

const factorsKey = ["kontor", "second-factors"] as const;

/** All throw DataError: mfa_verification_failed, mfa_challenge_expired, network. */
export function useSecondFactor() {
  const { auth } = useConnection();

  const factors = useQuery<{ id: string; addedAt: string }[], DataError>({
    queryKey: factorsKey,
    queryFn: async () => {
      const { data, error } = await auth.mfa.listFactors();
      if (error) throw authError(error);
      return data.totp.map(({ id, created_at }) => ({ id, addedAt: created_at }));
    },
    staleTime: 0,
    placeholderData: undefined,
  });

  const proof = useMutation<undefined, DataError, Proof>({
    mutationFn: async ({ factorIds, code }) => {
      let problem: DataError | undefined;
      for (const factorId of factorIds) {
        const { error } = await auth.mfa.challengeAndVerify({ factorId, code });
        problem = error ? authError(error) : undefined;
        if (problem?.reason !== "mfa_verification_failed") break;
      }
      if (problem) throw problem;
      await factors.refetch();
    },
  });

  const removal = useMutation<undefined, DataError, string>({
    mutationFn: async (factorId) => {
      const { error } = await auth.mfa.unenroll({ factorId });
      if (error) throw authError(error);
      await factors.refetch();
    },
  });

  return {
    factors: factors.data ?? [],
    isLoading: factors.isPending,
    error: factors.error,
    verify: proof.mutateAsync,
    isVerifying: proof.isPending,
    removeFactor: removal.mutateAsync,
  };
}

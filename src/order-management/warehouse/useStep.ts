/** Runs a step of the work and keeps why it was refused, in words. */
import { useCallback, useState } from "react";
import { DataError } from "../../data/DataError";
import { useRunOperation } from "../../data/useRunOperation";

export function useStep() {
  const { run, isRunning } = useRunOperation();
  const [problem, setProblem] = useState("");
  const step = useCallback(
    async (name: string, args: Record<string, unknown>): Promise<boolean> => {
      setProblem("");
      try {
        await run({ name, args });
        return true;
      } catch (refusal) {
        if (!(refusal instanceof DataError)) throw refusal;
        setProblem(refusal.message);
        return false;
      }
    },
    [run],
  );
  return { step, isRunning, problem };
}

/** A choice among a few words that this browser remembers. */
import { useCallback, useState } from "react";

export function useStoredChoice<Choice extends string>(key: string, choices: readonly [Choice, ...Choice[]]) {
  const [choice, setChoice] = useState<Choice>(() => {
    const stored = localStorage.getItem(key);
    return choices.find((candidate) => candidate === stored) ?? choices[0];
  });
  const choose = useCallback(
    (next: Choice) => {
      localStorage.setItem(key, next);
      setChoice(next);
    },
    [key],
  );
  return [choice, choose] as const;
}

/** The value as it was when it last stood still, so that not every key stroke asks the server. */
import { useEffect, useState } from "react";

const delayInMilliseconds = 250;

export function useDelayed<Value>(value: Value): Value {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), delayInMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return delayed;
}

/** Text of an input whose value is kept elsewhere, such as in the address, and comes back from there late. */
import { useEffect, useRef, useState } from "react";

/** Keeps what is typed, however long `value` takes to follow; a value that was not typed here replaces it. */
export function useTypedText(value: string, onType: (text: string) => void) {
  const [text, setText] = useState(value);
  const onTheWay = useRef<string[]>([]);

  useEffect(() => {
    const echo = onTheWay.current.lastIndexOf(value);
    if (echo >= 0) onTheWay.current.splice(0, echo + 1);
    else setText(value);
  }, [value]);

  const type = (typed: string) => {
    onTheWay.current.push(typed);
    setText(typed);
    onType(typed);
  };
  return { text, type };
}

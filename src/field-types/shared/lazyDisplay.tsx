/** A display that lists fetch only when such a field is shown. */
import { type ComponentType, lazy, Suspense } from "react";
import type { DisplayProps } from "../FieldType";

export function lazyDisplay(load: () => Promise<ComponentType<DisplayProps>>): ComponentType<DisplayProps> {
  const Display = lazy(async () => ({ default: await load() }));
  return function LazyDisplay(props: DisplayProps) {
    return (
      <Suspense fallback={<span aria-busy>…</span>}>
        <Display {...props} />
      </Suspense>
    );
  };
}

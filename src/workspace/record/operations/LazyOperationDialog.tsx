/** The dialog of an operation, fetched when it is opened. */
import { lazy, Suspense, type ComponentProps } from "react";

const OperationDialog = lazy(async () => ({ default: (await import("./OperationDialog")).OperationDialog }));

export function LazyOperationDialog(props: ComponentProps<typeof OperationDialog>) {
  return (
    <Suspense>
      <OperationDialog {...props} />
    </Suspense>
  );
}

/** Says why one part of an order could not be loaded; the rest of the page stays usable. */
import { lazy, Suspense } from "react";

const PartAlert = lazy(async () => ({ default: (await import("./PartAlert")).PartAlert }));

interface PartProblemProps {
  error: { message: string } | null;
}

export function PartProblem({ error }: PartProblemProps) {
  return (
    error && (
      <Suspense>
        <PartAlert message={error.message} />
      </Suspense>
    )
  );
}

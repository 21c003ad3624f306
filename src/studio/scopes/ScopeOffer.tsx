/** The dialog about slow lists, fetched when there are any. */
import { lazy, Suspense } from "react";
import type { ScopeCost } from "../../data/useScopeCost";
import type { StudioWorld } from "../StudioWorld";

const ScopeCostDialog = lazy(async () => ({
  default: (await import("./ScopeCostDialog")).ScopeCostDialog,
}));

interface ScopeOfferProps {
  world: StudioWorld;
  costs: readonly ScopeCost[];
  onClose: () => void;
}

export function ScopeOffer(props: ScopeOfferProps) {
  return <Suspense>{props.costs.length > 0 && <ScopeCostDialog {...props} />}</Suspense>;
}

/** After conditions were saved: looks whether they make lists slow. */
import { useState } from "react";
import { type CostOf, type ScopeCost, useScopeCost } from "../../data/useScopeCost";

export function useScopeOffer() {
  const [costs, setCosts] = useState<readonly ScopeCost[]>([]);
  const askCost = useScopeCost();
  return {
    /** What `ScopeOffer` shows. */
    offer: { costs, onClose: () => setCosts([]) },
    // Only a hint: without an answer the saved condition holds all the same.
    lookAt: (of: CostOf) => void askCost(of).then(setCosts, () => setCosts([])),
  };
}

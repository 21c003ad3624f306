/** Whether the active role may run an operation here and now. */
import { useSnapshot } from "./useSnapshot";

export function useMayRun(): (operation: string) => boolean {
  const { snapshot } = useSnapshot();
  const names = snapshot?.operations.map(({ name }) => name) ?? [];
  // Looking through other eyes changes nothing.
  return (operation) => !snapshot?.viewAs && names.includes(operation);
}

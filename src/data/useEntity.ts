/** The metadata of one entity, undefined when the role does not have it. */
import type { Entity } from "../model/snapshot";
import { useSnapshot } from "./useSnapshot";

export function useEntity(name: string | undefined): Entity | undefined {
  const { snapshot } = useSnapshot();
  return snapshot?.entities.find((entity) => entity.name === name);
}

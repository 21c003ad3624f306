/** The roles page with its entities in the form that filters know. */
import { useMemo } from "react";
import { useRolesPage } from "../data/useRolesPage";
import { toEntity } from "./toEntity";

export function useStudioWorld() {
  const { answer: page, error, refetch } = useRolesPage();
  const entities = useMemo(() => page?.entities.map(toEntity) ?? [], [page]);
  const filterWorld = useMemo(() => ({ entities, variables: page?.variables ?? [] }), [entities, page]);
  const world = useMemo(() => page && { ...page, entities }, [page, entities]);
  return { world, filterWorld, error, refetch };
}

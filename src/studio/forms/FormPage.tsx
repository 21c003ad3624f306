/** The designer of one entity's form. */
import { useMemo } from "react";
import { useParams } from "react-router";
import { useFormPage } from "../../data/useForms";
import { useSnapshot } from "../../data/useSnapshot";
import { FilterWorldContext } from "../../filter/FilterWorldContext";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { FormEditor } from "./FormEditor";
import { designedEntity } from "./designedEntity";

export function FormPage() {
  const { id: name = "" } = useParams();
  const { snapshot } = useSnapshot();
  const { answer: page, error, refetch } = useFormPage(name);
  const entity = useMemo(() => page && designedEntity(page), [page]);
  const world = useMemo(
    () => ({
      entities: [
        ...(entity ? [entity] : []),
        ...(snapshot?.entities.filter((other) => other.name !== name) ?? []),
      ],
      variables: page?.variables ?? [],
    }),
    [entity, name, page, snapshot],
  );
  if (error && !page) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!page || !entity) return <ListSkeleton rows={8} />;
  return (
    <FilterWorldContext value={world}>
      <FormEditor key={`${name}/${page.version}`} page={page} entity={entity} onSaved={refetch} />
    </FilterWorldContext>
  );
}

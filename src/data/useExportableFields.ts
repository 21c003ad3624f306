/** Names of the fields of an entity that the role may export. */
import { useConfigQuery } from "./useConfigQuery";

const parseNames = (answer: unknown) => (answer ?? []) as string[];

export const useExportableFields = (entity: string) =>
  useConfigQuery({ name: "exportable_fields", isGet: true }, { entity }, parseNames);

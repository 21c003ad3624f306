/** What the role may import into an entity, and how the member matched columns the last time. */
import { parseSetup } from "./importing";
import { useConfigQuery } from "./useConfigQuery";

export const useImportSetup = (entity: string) =>
  useConfigQuery({ name: "import_setup", isGet: true }, { entity }, parseSetup);

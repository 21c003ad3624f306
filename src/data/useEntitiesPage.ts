/** All entities in short, for those who configure them. */
import { parseEntitiesPage } from "./config/fieldsPage";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};

export const useEntitiesPage = () => useConfigQuery("entities_page", noArguments, parseEntitiesPage);

/** Roles, entities with all fields, operations, variables and scopes: the material of the role pages. */
import { parseRolesPage } from "./config/rolesPage";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};

export const useRolesPage = () => useConfigQuery("roles_page", noArguments, parseRolesPage);

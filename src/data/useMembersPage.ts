/** All members, with the roles and sets of records that the reader may give them. */
import { parseMembersPage } from "./config/membersPage";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};

export const useMembersPage = () => useConfigQuery("members_page", noArguments, parseMembersPage);

/** What a role may be allowed to configure. */
import type { ConfigurationRight } from "../../model/snapshot";

export const configurationRights: readonly ConfigurationRight[] = [
  "members",
  "roles",
  "entities",
  "views",
  "settings",
];

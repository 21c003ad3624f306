/** Read-only logins for reporting tools, and what can be done with them. */
import { parseBiLogins, parseNewBiLogin } from "./config/biLogins";
import { useConfigAction } from "./useConfigAction";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};

export function useBiLogins() {
  const { answer, error, refetch } = useConfigQuery("logins_page", noArguments, parseBiLogins);
  return { logins: answer, error, refetch };
}

/** All throw DataError. */
export function useBiLoginActions() {
  const creation = useConfigAction("create_login", parseNewBiLogin);
  const extension = useConfigAction("extend_login", () => undefined);
  const removal = useConfigAction("delete_login", () => undefined);
  return {
    create: creation.run,
    extend: extension.run,
    remove: removal.run,
    isRunning: creation.isRunning || extension.isRunning || removal.isRunning,
  };
}

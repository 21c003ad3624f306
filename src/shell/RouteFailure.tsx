/** What the router shows when a page breaks or cannot be fetched. */
import { useRouteError } from "react-router";
import { PageFailure } from "../ui/PageFailure";

export function RouteFailure() {
  const error = useRouteError();
  return <PageFailure error={error instanceof Error ? error : new Error(String(error))} />;
}

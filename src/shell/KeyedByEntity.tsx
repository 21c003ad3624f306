/** Draws the pages of an entity anew for the next one, so that no filter or draft leaks over. */
import { Outlet, useParams } from "react-router";

export function KeyedByEntity() {
  const { entity } = useParams();
  return <Outlet key={entity} />;
}

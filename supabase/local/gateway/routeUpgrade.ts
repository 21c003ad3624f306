/** Which sockets are opened: those of the realtime service, for somebody with a key of this project. */
import type { ApiKeys } from "./ApiKeys";
import { refuseUpgrade } from "./startGateway";
import type { Upgrader } from "./startGateway";

const SOCKET = "/realtime/v1/websocket";

export function routeUpgrade(keys: ApiKeys, accept: Upgrader): Upgrader {
  return (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const key = searchParams.get("apikey");
    if (pathname === SOCKET && key !== null && keys.roleOf(key)) accept(request, socket, head);
    else refuseUpgrade(request, socket);
  };
}

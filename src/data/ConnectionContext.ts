/** Where the app puts its connection; several apps on one page keep theirs apart. */
import { createContext, useContext } from "react";
import type { Connection } from "./connection";

export const ConnectionContext = createContext<Connection | undefined>(undefined);

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error("useConnection needs a ConnectionContext");
  return connection;
}

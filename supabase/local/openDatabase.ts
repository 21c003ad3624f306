/** The database of a stack: the embedded one, or the one that DATABASE_URL names. */
import type { Login } from "./secrets";
import { startDatabase } from "./startDatabase";
import type { Database, DatabaseOptions } from "./startDatabase";

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const url = process.env.DATABASE_URL;
  return url ? externalDatabase(url) : startDatabase(options);
}

/** `supabase start` gives every login the same password; DATABASE_URL_<LOGIN> names another address for one. */
function externalDatabase(url: string): Database {
  const urlOf = (login: Login) => {
    const given = process.env[`DATABASE_URL_${login.toUpperCase()}`];
    if (given) return given;
    const address = new URL(url);
    address.username = login;
    return address.href;
  };
  return { url, urlOf, stop: () => Promise.resolve() };
}

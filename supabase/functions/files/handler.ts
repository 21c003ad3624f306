/** Removes files that are no longer used; called with the secret key by whatever runs once a day. */
import { collectFiles } from "./collectFiles.ts";

type Environment = Readonly<Record<string, string>>;

export async function handle(request: Request, environment: Environment): Promise<Response> {
  const url = environment.SUPABASE_URL;
  const secretKey = environment.SUPABASE_SECRET_KEY ?? environment.SUPABASE_SERVICE_ROLE_KEY;
  if (!url || !secretKey) return Response.json({ message: "The function is not set up" }, { status: 500 });
  if (request.headers.get("authorization") !== `Bearer ${secretKey}`) {
    return Response.json({ message: "Only the service may do this" }, { status: 401 });
  }
  return Response.json({ removed: await collectFiles({ url, secretKey }) });
}

/** Runs the runtime-neutral half of an Edge Function: supabase/functions/<name>/handler.ts. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { isObject } from "../jsonFile";

/** What Supabase gives a function in its environment. */
export type FunctionEnvironment = Readonly<Record<string, string>>;

const NAME = /^[a-z][a-z0-9-]*$/;

/** A handler file exports `handle(request, environment)` and answers with a Response. */
export function functionsApp(folder: string, environment: FunctionEnvironment): Hono {
  const app = new Hono();
  app.all("/functions/v1/:name/*", async (c) => run(c.req.param("name"), c.req.raw));
  app.all("/functions/v1/:name", async (c) => run(c.req.param("name"), c.req.raw));

  async function run(name: string, request: Request): Promise<Response> {
    const file = join(folder, name, "handler.ts");
    if (!NAME.test(name) || !existsSync(file)) {
      return Response.json(
        { code: "NOT_FOUND", message: "Requested function was not found" },
        { status: 404 },
      );
    }
    const module: unknown = await import(file);
    const handle = isObject(module) ? module.handle : undefined;
    if (!isHandle(handle)) throw new Error(`${file} does not export a function handle`);
    return handle(request, environment);
  }

  return app;
}

type Handle = (request: Request, environment: FunctionEnvironment) => Response | Promise<Response>;

function isHandle(value: unknown): value is Handle {
  return typeof value === "function";
}

/** Entry for Deno on Supabase; the handler itself runs anywhere. */
import { handle } from "./handler.ts";

declare const Deno: {
  serve(handler: (request: Request) => Promise<Response>): void;
  env: { toObject(): Record<string, string> };
};

Deno.serve((request) => handle(request, Deno.env.toObject()));

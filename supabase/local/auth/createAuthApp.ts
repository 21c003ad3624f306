/** The auth server: the part of Supabase Auth (GoTrue) that Kontor uses, as an app to mount at /auth/v1. */
import { Hono } from "hono";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { health, publicKeys, settings } from "./about";
import { adminCreateUser } from "./adminCreateUser";
import { adminDeleteUser } from "./adminDeleteUser";
import { adminDeleteFactor, adminListFactors } from "./adminFactors";
import { adminGenerateLink } from "./adminGenerateLink";
import { adminGetUser } from "./adminGetUser";
import { adminListUsers } from "./adminListUsers";
import { adminUpdateUser } from "./adminUpdateUser";
import { answerError } from "./answerError";
import { auth as createAuth } from "./Auth";
import type { Auth } from "./Auth";
import type { AuthDeps } from "./AuthDeps";
import { AuthError } from "./authError";
import { challengeFactor } from "./challengeFactor";
import { enrollFactor } from "./enrollFactor";
import { forgettingOldRows } from "./forgetOldRows";
import { getUser } from "./getUser";
import { invite } from "./invite";
import { logout } from "./logout";
import { otp } from "./otp";
import { reauthenticate } from "./reauthenticate";
import { recover } from "./recover";
import { resend } from "./resend";
import { signup } from "./signup";
import { tokenEndpoint } from "./tokenEndpoint";
import { unenrollFactor } from "./unenrollFactor";
import { updateUser } from "./updateUser";
import { verifyFactor } from "./verifyFactor";
import { verifyGet } from "./verifyGet";
import { verifyPost } from "./verifyPost";

const LARGEST_BODY = 1024 * 1024;

type Handler = (auth: Auth, c: Context) => Promise<Response> | Response;

export function createAuthApp(deps: AuthDeps): Hono {
  const auth = createAuth(deps);
  const app = new Hono();
  const forgetOldRows = forgettingOldRows();
  const by = (handler: Handler) => (c: Context) => handler(auth, c);
  app.onError((error, c) => answerError(c, error, auth.log));
  app.notFound((c) => answerError(c, new AuthError(404, "not_found", "404: Not Found"), auth.log));
  app.use(async (c, next) => {
    c.header("Cache-Control", "no-store");
    await next();
    forgetOldRows(auth);
  });
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => refuseLargeBody(auth, c) }));

  app.get("/health", health);
  app.get("/settings", by(settings));
  app.get("/.well-known/jwks.json", by(publicKeys));

  app.post("/token", by(tokenEndpoint));
  app.post("/logout", by(logout));
  app.get("/user", by(getUser));
  app.put("/user", by(updateUser));
  app.get("/reauthenticate", by(reauthenticate));

  app.post("/signup", by(signup));
  app.post("/recover", by(recover));
  app.post("/otp", by(otp));
  app.post("/magiclink", by(otp));
  app.post("/resend", by(resend));
  app.get("/verify", by(verifyGet));
  app.post("/verify", by(verifyPost));

  app.post("/factors", by(enrollFactor));
  app.post("/factors/:factor_id/challenge", by(challengeFactor));
  app.post("/factors/:factor_id/verify", by(verifyFactor));
  app.delete("/factors/:factor_id", by(unenrollFactor));

  app.post("/invite", by(invite));
  app.post("/admin/generate_link", by(adminGenerateLink));
  app.get("/admin/users", by(adminListUsers));
  app.post("/admin/users", by(adminCreateUser));
  app.get("/admin/users/:user_id", by(adminGetUser));
  app.put("/admin/users/:user_id", by(adminUpdateUser));
  app.delete("/admin/users/:user_id", by(adminDeleteUser));
  app.get("/admin/users/:user_id/factors", by(adminListFactors));
  app.delete("/admin/users/:user_id/factors/:factor_id", by(adminDeleteFactor));
  return app;
}

function refuseLargeBody(auth: Auth, c: Context): Response {
  // The rest of the body is still under way: the next request needs another connection.
  c.header("Connection", "close");
  return answerError(c, new AuthError(413, "validation_failed", "Request body too large"), auth.log);
}

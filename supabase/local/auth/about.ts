/** What the server says about itself: /health, /settings and the public keys. */
import type { Context } from "hono";
import type { Auth } from "./Auth";

const PROVIDERS = [
  "anonymous_users",
  "apple",
  "azure",
  "bitbucket",
  "discord",
  "facebook",
  "figma",
  "fly",
  "github",
  "gitlab",
  "google",
  "keycloak",
  "kakao",
  "linkedin",
  "linkedin_oidc",
  "notion",
  "spotify",
  "slack",
  "slack_oidc",
  "workos",
  "twitch",
  "twitter",
  "email",
  "phone",
  "zoom",
];

export function health(c: Context): Response {
  return c.json({
    version: "kontor-local",
    name: "GoTrue",
    description: "GoTrue is a user registration and authentication API",
  });
}

export function settings(auth: Auth, c: Context): Response {
  return c.json({
    external: Object.fromEntries(PROVIDERS.map((name) => [name, name === "email"])),
    disable_signup: auth.signupDisabled,
    mailer_autoconfirm: auth.autoconfirm,
    phone_autoconfirm: false,
    sms_provider: "",
    saml_enabled: false,
    passkeys_enabled: false,
  });
}

export function publicKeys(auth: Auth, c: Context): Response {
  c.header("Cache-Control", "public, max-age=600");
  return c.json(auth.tokens.publicKeys);
}

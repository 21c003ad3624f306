/** Users, identities and factors as clients read them; empty optional fields are left out, as Go does. */
import type { FactorRow, IdentityRow, User } from "./users";

export function userJson(user: User): object {
  return {
    id: user.id,
    aud: user.aud ?? "",
    role: user.role ?? "",
    email: user.email ?? "",
    ...optional("email_confirmed_at", user.email_confirmed_at),
    ...optional("invited_at", user.invited_at),
    phone: "",
    ...optional("confirmation_sent_at", user.confirmation_sent_at),
    ...optional("confirmed_at", user.confirmed_at),
    ...optional("recovery_sent_at", user.recovery_sent_at),
    ...optional("new_email", user.email_change),
    ...optional("email_change_sent_at", user.email_change_sent_at),
    ...optional("reauthentication_sent_at", user.reauthentication_sent_at),
    ...optional("last_sign_in_at", user.last_sign_in_at),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    ...(user.factors.length > 0 && { factors: user.factors.map(factorJson) }),
    identities: user.identities.map(identityJson),
    created_at: user.created_at,
    updated_at: user.updated_at,
    ...optional("banned_until", user.banned_until),
    ...optional("deleted_at", user.deleted_at),
    is_anonymous: user.is_anonymous,
  };
}

export function factorJson(factor: FactorRow): object {
  return {
    id: factor.id,
    created_at: factor.created_at,
    updated_at: factor.updated_at,
    status: factor.status,
    ...optional("friendly_name", factor.friendly_name),
    factor_type: factor.factor_type,
    phone: factor.phone ?? "",
    last_challenged_at: factor.last_challenged_at,
  };
}

function identityJson(identity: IdentityRow): object {
  return {
    identity_id: identity.id,
    id: identity.provider_id,
    user_id: identity.user_id,
    identity_data: identity.identity_data,
    provider: identity.provider,
    ...optional("last_sign_in_at", identity.last_sign_in_at),
    created_at: identity.created_at,
    updated_at: identity.updated_at,
    ...optional("email", identity.email),
  };
}

function optional(name: string, value: Date | string | null): object {
  return value === null || value === "" ? {} : { [name]: value };
}

-- Who may see schema auth: nobody over the API; `postgres` reads it, may pass that on, and may reference users.

grant usage on schema auth to anon, authenticated, service_role, postgres;

alter table auth.instances enable row level security;
alter table auth.schema_migrations enable row level security;
alter table auth.users enable row level security;
alter table auth.identities enable row level security;
alter table auth.sessions enable row level security;
alter table auth.refresh_tokens enable row level security;
alter table auth.mfa_factors enable row level security;
alter table auth.mfa_challenges enable row level security;
alter table auth.mfa_amr_claims enable row level security;
alter table auth.one_time_tokens enable row level security;
alter table auth.flow_state enable row level security;
alter table auth.audit_log_entries enable row level security;

grant all on all tables in schema auth to postgres;
revoke all on auth.schema_migrations from postgres;
grant select on all tables in schema auth to postgres with grant option;
grant all on all sequences in schema auth to postgres;

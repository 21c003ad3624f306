-- Supabase's schemas, who owns them and who may use them.
create schema extensions;
grant all on schema extensions to postgres;
grant usage on schema extensions to anon, authenticated, service_role;

create schema auth;
grant all on schema auth to supabase_auth_admin;
grant usage on schema auth to anon, authenticated, service_role, postgres;

create schema storage;
grant usage on schema storage to supabase_storage_admin;
grant usage on schema storage to anon, authenticated, service_role, postgres;

create schema realtime;
grant all on schema realtime to supabase_realtime_admin;
grant usage on schema realtime to anon, authenticated, service_role, postgres;

grant all on database postgres to postgres;
alter schema public owner to postgres;
grant usage on schema public to anon, authenticated, service_role;

-- Existing projects open every new object of public to the API roles; Kontor's first migration has to undo it.
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;

-- postgres reads the tables of auth and may pass that right on.
alter default privileges for role supabase_auth_admin in schema auth
  grant select on tables to postgres with grant option;
alter default privileges for role supabase_auth_admin in schema auth
  grant execute on functions to postgres;

-- Supabase's roles with their attributes and memberships. Runs once, as the superuser supabase_admin.
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;

create role authenticator login noinherit;
grant anon, authenticated, service_role to authenticator;

create role supabase_auth_admin login noinherit createrole;
create role supabase_storage_admin nologin noinherit createrole;
create role supabase_realtime_admin nologin noinherit;

-- What a project's owner gets: no superuser, but everything that migrations need.
create role postgres login createdb createrole replication bypassrls;
grant anon, authenticated, service_role to postgres with admin option;
grant authenticator to postgres with admin option, inherit false, set false;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;

-- On Supabase the extension supautils allows these settings to postgres.
grant set on parameter "pgrst.db_pre_request" to postgres;
grant set on parameter "pgrst.db_schemas" to postgres;
grant set on parameter "pgrst.db_extra_search_path" to postgres;
grant set on parameter "pgrst.db_max_rows" to postgres;
grant set on parameter "pgrst.db_aggregates_enabled" to postgres;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_auth_admin set idle_in_transaction_session_timeout = '60s';

-- Schemas, extensions and the grants that everything else starts from: nobody may do anything.

create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists pgcrypto with schema extensions;

create schema config;
comment on schema config is 'What admins edit: roles, members, entities, fields, permissions. Exposed over REST.';
create schema engine;
comment on schema engine is 'Private: compiler, security helpers, audit, jobs. Never exposed over REST.';

grant usage on schema config, engine to anon, authenticated, service_role;

-- Older Supabase projects give anon and authenticated everything on each new table; ours own nothing.
revoke all on all tables in schema public from anon, authenticated;
revoke all on all sequences in schema public from anon, authenticated;
revoke all on all functions in schema public from anon, authenticated;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
revoke create on schema public from public;

-- Only the global form works: `in schema` cannot take back what PUBLIC has by default.
alter default privileges revoke execute on functions from public;
alter default privileges in schema config grant all on tables to service_role;
alter default privileges in schema config grant execute on functions to service_role;

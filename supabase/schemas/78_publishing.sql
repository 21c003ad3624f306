-- The doors of publishing: do the work, then read as the roles that changed. One mismatch and nothing has happened.

create function config.save_role(role_id uuid, document jsonb, note text default '')
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  version_id bigint;
begin
  version_id := engine.save_role(role_id, document, note);
  perform engine.require_verified(engine.role_keys(array[role_id]));
  return version_id;
end;
$$;
comment on function config.save_role is
  'Saves and publishes a role in one transaction; returns the number of the version. Needs the right roles.
Reasons: changed_meanwhile (409), above_own_rank, right_not_held (403), invalid_…, unknown_…, scope_exists (400),
verification_failed with the cell, busy.';

create function config.create_role(label jsonb, copy_of uuid default null)
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  new_id uuid;
begin
  new_id := engine.create_role(label, copy_of);
  perform engine.require_verified(engine.role_keys(array[new_id]));
  return new_id;
end;
$$;
comment on function config.create_role is 'A new role without rights, or with those of another; returns its id.';

create function config.save_scope(scope_id uuid, label jsonb, condition jsonb, note text default '')
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  saved_id uuid;
begin
  saved_id := engine.save_scope(scope_id, label, condition, note);
  perform engine.require_verified(engine.role_keys(engine.role_ids_of_scope(saved_id)));
  return saved_id;
end;
$$;
comment on function config.save_scope is
  'Adds a scope (id null) or changes one in all roles that use it, in one transaction; returns its id. Needs the right
roles. Reasons unknown_scope (404), above_own_rank, right_not_held (403), invalid_label, invalid_condition,
verification_failed, busy.';

create function config.restore_version(version_id bigint, note text default '')
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  new_id bigint;
begin
  new_id := engine.restore_version(version_id, note);
  perform engine.require_verified(engine.role_keys());
  return new_id;
end;
$$;
comment on function config.restore_version is
  'Makes all roles and scopes what they were in a version, in one transaction; returns the number of the new version.
Needs the right roles. Reasons unknown_version (404), role_in_use, above_own_rank, right_not_held, last_admin,
verification_failed, busy.';

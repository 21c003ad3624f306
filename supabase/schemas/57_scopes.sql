-- Named scopes in the studio: written once, used in many cells, changed in all of them at once.

create function engine.free_key(name text, fallback text, taken text[])
returns text
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  base text := left(trim(both '_' from regexp_replace(lower(coalesce(name, '')), '[^a-z0-9]+', '_', 'g')), 30);
  candidate text;
begin
  if base !~ '^[a-z]' then
    base := trim(both '_' from fallback || '_' || base);
  end if;
  candidate := base;
  for n in 2..10000 loop
    exit when candidate <> all (taken);
    candidate := base || '_' || n;
  end loop;
  return candidate;
end;
$$;
comment on function engine.free_key is 'A safe key that is not taken, made from any text; emoji and other scripts become scope_2 and so on.';

create function engine.define_new_scopes(new_scopes jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  scope jsonb;
begin
  if jsonb_typeof(coalesce(new_scopes, '[]')) <> 'array' then
    perform engine.refuse('invalid_document', 'New scopes come as a list', errcode => '22023');
  end if;
  for scope in select * from jsonb_array_elements(new_scopes) loop
    if not coalesce(scope ->> 'key' ~ '^[a-z][a-z0-9_]{0,39}$', false) then
      perform engine.refuse('invalid_name', 'A key has up to 40 small letters, digits and _', '{"field": "key"}');
    elsif exists (select from config.scopes as s where s.key = scope ->> 'key') then
      perform engine.refuse(
        'scope_exists', 'There is a scope of this name already', jsonb_build_object('scope', scope -> 'key')
      );
    end if;
    perform engine.require_label(scope -> 'label');
    perform engine.check_condition(scope -> 'condition');
    perform engine.define_scope(scope ->> 'key', scope -> 'label', scope -> 'condition');
  end loop;
end;
$$;
comment on function engine.define_new_scopes is
  'Adds the scopes that came with a document. Reasons scope_exists, invalid_name, invalid_label, invalid_condition.';

create function engine.roles_of_scope(scope_id uuid)
returns setof config.roles
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select r.* from config.roles as r
  where exists (
    select from config.permissions as p where p.role_id = r.id and p.scope_id = roles_of_scope.scope_id
  )
  order by r.rank, r.key;
$$;
comment on function engine.roles_of_scope is 'Roles whose rows depend on a scope.';

-- Whoever changes a scope changes every role that uses it.
create function engine.require_scope(scope_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  if not exists (select from config.scopes as s where s.id = scope_id) then
    perform engine.refuse('unknown_scope', 'This scope does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_reach(r.rank, r.may_configure) from engine.roles_of_scope(scope_id) as r;
end;
$$;
comment on function engine.require_scope is
  'Refuses a scope that is gone (unknown_scope, 404) or used by a role beyond the caller (above_own_rank, right_not_held).';

create function engine.write_scope(scope_id uuid, condition jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.check_condition(condition);
  update config.scopes as s set condition = write_scope.condition where s.id = write_scope.scope_id;
  perform engine.check_condition_on(r.key, e.name, condition)
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where p.scope_id = write_scope.scope_id;
end;
$$;
comment on function engine.write_scope is 'Gives a scope another condition that fits wherever it is used. Reason invalid_condition.';

create function engine.save_scope(scope_id uuid, label jsonb, condition jsonb, note text)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  saved_id uuid := scope_id;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_label(label);
  if saved_id is null then
    perform engine.check_condition(condition);
    insert into config.scopes (key, label, condition)
    values (
      engine.free_key(label ->> 'en', 'scope', array(select s.key::text from config.scopes as s)), label, condition
    )
    returning id into saved_id;
  else
    perform engine.require_scope(saved_id);
    perform engine.write_scope(saved_id, condition);
    update config.scopes as s set label = save_scope.label where s.id = saved_id;
    perform engine.publish_roles(array(select r.key::text from engine.roles_of_scope(saved_id) as r));
  end if;
  perform engine.record_version(note);
  return saved_id;
end;
$$;
comment on function engine.save_scope is 'The work behind config.save_scope.';

create function engine.role_ids_of_scope(scope_id uuid)
returns uuid[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(select r.id from engine.roles_of_scope(scope_id) as r);
$$;
comment on function engine.role_ids_of_scope is 'Ids of the roles whose rows depend on a scope.';

create function config.review_scope(scope_id uuid, condition jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
declare
  role_ids constant uuid[] := engine.role_ids_of_scope(scope_id);
  before constant jsonb := engine.role_states(role_ids);
  after jsonb;
begin
  perform engine.require_right('roles');
  perform engine.require_scope(scope_id);
  begin
    perform engine.write_scope(scope_id, condition);
    after := engine.role_states(role_ids);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return engine.role_changes(role_ids, before, after);
end;
$$;
comment on function config.review_scope is
  'What another condition would change for every role that uses the scope, as config.review_role. Changes nothing.';

create function config.delete_scope(scope_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  doomed config.scopes;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_scope(scope_id);
  select s.* into doomed from config.scopes as s where s.id = delete_scope.scope_id;
  if engine.scope_uses(scope_id) <> '[]' then
    perform engine.refuse(
      'scope_in_use', 'Roles still use this scope', jsonb_build_object('used_by', engine.scope_uses(scope_id))
    );
  end if;
  delete from config.scopes as s where s.id = delete_scope.scope_id;
  perform engine.record_version(format('Deleted scope %s', doomed.label ->> 'en'));
end;
$$;
comment on function config.delete_scope is 'Deletes a scope that nothing uses. Reasons scope_in_use (with the cells), unknown_scope.';

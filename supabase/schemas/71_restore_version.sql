-- Going back to a version: the same way as saving, for all roles and scopes at once.

-- Entities, fields and operations that are gone since cannot come back by restoring rights to them.
create function engine.without_gone(document jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select document || jsonb_build_object('roles', (
    select coalesce(jsonb_agg(role || jsonb_build_object(
      'permissions', (
        select coalesce(jsonb_agg(cell || jsonb_build_object(
          'fields', case when jsonb_typeof(cell -> 'fields') = 'array' then (
            select coalesce(jsonb_agg(field order by position), '[]')
            from jsonb_array_elements_text(cell -> 'fields') with ordinality as t (field, position)
            where exists (select from config.fields as f where f.entity_id = e.id and f.name = field)
          ) end,
          'presets', (
            select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(cell -> 'presets')
            where exists (select from config.fields as f where f.entity_id = e.id and f.name = key)
          )
        )), '[]')
        from jsonb_array_elements(role -> 'permissions') as cell
        join config.entities as e on e.name = cell ->> 'entity'
      ),
      'operations', (
        select coalesce(jsonb_agg(o.name), '[]') from config.operations as o where role -> 'operations' ? o.name
      )
    ) order by position), '[]')
    from jsonb_array_elements(document -> 'roles') with ordinality as r (role, position)
  ));
$$;
comment on function engine.without_gone is 'A configuration without rights to what does not exist any more.';

create function engine.require_version(document jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  held text[];
begin
  perform engine.require_reach(least(r.rank, (wanted ->> 'rank')::integer),
    coalesce(r.may_configure, '{}') || engine.text_array(wanted -> 'may_configure'))
  from jsonb_array_elements(document -> 'roles') as wanted
  full join config.roles as r on r.key = wanted ->> 'key'
  where wanted is distinct from engine.role_document(r.id);
  perform engine.require_scope(s.id)
  from config.scopes as s
  left join jsonb_array_elements(document -> 'scopes') as wanted on wanted ->> 'key' = s.key
  where wanted -> 'condition' is distinct from s.condition;

  select array_agg(r.key) into held from config.roles as r
  where not exists (select from jsonb_array_elements(document -> 'roles') as wanted where wanted ->> 'key' = r.key)
    and exists (select from config.member_roles as mr where mr.role_id = r.id);
  if held is not null then
    perform engine.refuse(
      'role_in_use', 'Members hold a role that this version does not have: give them another role first',
      jsonb_build_object('roles', held)
    );
  end if;
end;
$$;
comment on function engine.require_version is
  'Refuses a configuration that changes roles beyond the caller, or lacks a role that members hold (role_in_use).';

create function engine.write_version(document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  wanted record;
begin
  perform engine.define_scope(s ->> 'key', s -> 'label', s -> 'condition')
  from jsonb_array_elements(document -> 'scopes') as s;
  delete from config.roles as r
  where not exists (select from jsonb_array_elements(document -> 'roles') as w where w ->> 'key' = r.key);
  insert into config.roles (key, label)
  select w ->> 'key', w -> 'label' from jsonb_array_elements(document -> 'roles') as w
  on conflict on constraint roles_key_key do nothing;
  -- Roles that may configure first: somebody must be admin at every moment.
  for wanted in
    select r.id, w as document
    from jsonb_array_elements(document -> 'roles') as w join config.roles as r on r.key = w ->> 'key'
    where w is distinct from engine.role_document(r.id)
    order by not (w -> 'may_configure') ? 'members', r.rank, r.key
  loop
    perform engine.write_role(wanted.id, wanted.document);
  end loop;
  delete from config.scopes as s
  where not exists (select from jsonb_array_elements(document -> 'scopes') as w where w ->> 'key' = s.key);
  perform engine.write_forms(document -> 'forms');
  perform engine.write_views(document -> 'views');
end;
$$;
comment on function engine.write_version is 'Makes roles, scopes, forms and shared views what a configuration says, without compiling them.';

create function config.review_version(version_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
declare
  role_ids uuid[];
  document jsonb;
  before jsonb;
  after jsonb;
begin
  perform engine.require_right('roles');
  document := engine.without_gone(engine.version_document(version_id));
  perform engine.require_version(document);
  role_ids := array(select r.id from config.roles as r order by r.rank, r.key);
  before := engine.role_states(role_ids);
  begin
    perform engine.write_version(document);
    role_ids := role_ids || array(select r.id from config.roles as r where r.id <> all (role_ids) order by r.rank, r.key);
    after := engine.role_states(role_ids);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return engine.role_changes(role_ids, before, after)
    || engine.form_changes(engine.forms_document(), coalesce(document -> 'forms', engine.forms_document()))
    || engine.view_changes(engine.views_document(), coalesce(document -> 'views', engine.views_document()));
end;
$$;
comment on function config.review_version is
  'What restoring a version would change now, per role as config.review_role. Changes nothing. Reason role_in_use.';

create function engine.restore_version(version_id bigint, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  document jsonb;
  keys_before constant text[] := array(select r.key::text from config.roles as r);
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  document := engine.without_gone(engine.version_document(version_id));
  perform engine.require_version(document);
  perform engine.write_version(document);
  perform engine.drop_postgres_role(k) from unnest(keys_before) as k
  where not exists (select from config.roles as r where r.key = k);
  perform engine.publish_roles(array(select r.key::text from config.roles as r));
  perform engine.publish_forms();
  return engine.record_version(note);
end;
$$;
comment on function engine.restore_version is 'The work behind config.restore_version.';

-- Drift, and the choice to keep it: what somebody did by SQL becomes configuration.

create function engine.action_of(privilege text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case privilege
    when 'SELECT' then 'read' when 'INSERT' then 'create' when 'UPDATE' then 'update' when 'DELETE' then 'delete'
  end;
$$;
comment on function engine.action_of is 'The action that a privilege on a table stands for.';

create function engine.can_adopt(finding engine.mismatches)
returns boolean
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case
    when finding.problem in ('unknown_column', 'missing_column') then true
    when finding.problem not in ('extra_grant', 'missing_grant') then false
    when finding.privilege = 'EXECUTE' then exists (
      select from config.operations as o
      join pg_catalog.pg_proc as p on p.proname = o.name and p.pronamespace = 'public'::regnamespace
      where p.oid::regprocedure::text = finding.object
    )
    -- Without a permission there is no row scope either, and to invent one would show all rows.
    else exists (
      select from config.permissions as p
      join config.roles as r on r.id = p.role_id and r.key = finding.role_key
      join config.entities as e on e.id = p.entity_id and e.name = finding.table_name
      left join config.fields as f on f.entity_id = e.id and f.name = finding.object
      join engine.keys as k on k.table_name = e.name
      where p.action = engine.action_of(finding.privilege) and case
        when finding.object is null then true
        when f.id is null or f.name ~ '_grams$' then false
        when p.action = 'read' then f.name not in (k.primary_key, coalesce(k.version_field, ''))
        else not f.is_read_only
      end
    )
  end;
$$;
comment on function engine.can_adopt is
  'Whether configuration can express what was found: grants on fields of a permission, operations, columns.';

create function engine.adopt_operation(finding engine.mismatches)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  with operation as (
    select r.id as role_id, p.proname as name
    from config.roles as r, pg_catalog.pg_proc as p
    where r.key = finding.role_key and p.oid::regprocedure::text = finding.object
  ), added as (
    insert into config.role_operations (role_id, operation_name)
    select role_id, name from operation where finding.problem = 'extra_grant'
  )
  delete from config.role_operations as ro using operation as o
  where finding.problem = 'missing_grant' and (ro.role_id, ro.operation_name) = (o.role_id, o.name);
$$;
comment on function engine.adopt_operation is 'Lets a role run what it was granted by SQL, or no longer what was revoked.';

create function engine.adopt_grant(finding engine.mismatches)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  changed config.permissions;
  found_field_id uuid;
begin
  select p.* into changed
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = finding.role_key
  join config.entities as e on e.id = p.entity_id and e.name = finding.table_name
  where p.action = engine.action_of(finding.privilege);
  select f.id into found_field_id from config.fields as f
  where f.entity_id = changed.entity_id and f.name = finding.object;

  if finding.object is null and finding.problem = 'missing_grant' then
    delete from config.permissions as p where p.id = changed.id;
  elsif finding.object is null then
    update config.permissions as p set all_fields = true where p.id = changed.id;
  elsif finding.problem = 'extra_grant' then
    insert into config.permission_fields (permission_id, field_id) values (changed.id, found_field_id);
  else
    if changed.all_fields then
      update config.permissions as p set all_fields = false where p.id = changed.id;
      insert into config.permission_fields (permission_id, field_id)
      select changed.id, f.id from config.fields as f
      where f.entity_id = changed.entity_id and f.name !~ '_grams$';
    end if;
    delete from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (changed.id, found_field_id);
  end if;
end;
$$;
comment on function engine.adopt_grant is 'Makes a permission what the grants on its table say.';

create function config.drift()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads catalog and configuration
as $$
begin
  perform engine.require_right('roles');
  return (
    select coalesce(jsonb_agg(
      to_jsonb(m) || jsonb_build_object('can_adopt', engine.can_adopt(m)) order by m.table_name, m.problem, m.object
    ), '[]')
    from engine.mismatches as m
  );
end;
$$;
comment on function config.drift is
  'What was changed by SQL behind the configuration, and whether it can be adopted; [] when all is as configured.';

create function engine.adopt_drift(finding jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  found_mismatch engine.mismatches;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  select m.* into found_mismatch from engine.mismatches as m where finding @> to_jsonb(m) limit 1;
  if not found then
    perform engine.refuse('finding_gone', 'This is as configured by now; look again', errcode => 'PT409');
  elsif not engine.can_adopt(found_mismatch) then
    perform engine.refuse('cannot_adopt', 'The configuration cannot express this; it can only be put back');
  end if;
  perform engine.require_reach(r.rank, r.may_configure) from config.roles as r where r.key = found_mismatch.role_key;

  if found_mismatch.role_key is null then
    perform engine.adopt_fields(engine.entity_id(found_mismatch.table_name), found_mismatch.table_name);
    perform engine.publish_roles(array(select r.key::text from config.roles as r));
  else
    if found_mismatch.privilege = 'EXECUTE' then
      perform engine.adopt_operation(found_mismatch);
    else
      perform engine.adopt_grant(found_mismatch);
    end if;
    perform engine.publish_roles(array[found_mismatch.role_key]);
  end if;
  return engine.record_version(concat_ws(
    ' ', 'Adopted', replace(found_mismatch.problem, '_', ' '), found_mismatch.table_name, found_mismatch.object
  ));
end;
$$;
comment on function engine.adopt_drift is 'The work behind config.adopt_drift.';

create function config.adopt_drift(finding jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  return engine.adopt_drift(finding);
end;
$$;
comment on function config.adopt_drift is
  'Makes one finding of config.drift part of the configuration, the catalog being right; returns the number of the
version. Needs the right roles. Reasons finding_gone (409), cannot_adopt, above_own_rank.';

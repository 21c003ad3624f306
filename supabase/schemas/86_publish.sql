-- Publishing: all steps in one transaction or none, then the rights to what was touched, then a version that remembers them.

create function engine.roles_of_entities(entity_names text[])
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select distinct r.key::text from config.permissions as p
    join config.roles as r on r.id = p.role_id
    join config.entities as e on e.id = p.entity_id and e.name = any (entity_names)
    union
    select c.role_key from engine.compiled_policies as c where c.table_name = any (entity_names)
  );
$$;
comment on function engine.roles_of_entities is 'Keys of the roles that hold, or held until now, a permission on one of these entities.';

-- Column grants of a few tables only: these wait while the tables are locked, so nothing else is looked at.
create function engine.grant_gaps(table_names text[])
returns table (role_key text, verb text, table_name text, privilege text, column_name text)
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  with wanted as materialized (
    select p.role_key, p.table_name, t.privilege, p.column_name
    from engine.permitted_columns_of(table_names) as p
    join (values ('read', 'SELECT'), ('create', 'INSERT'), ('update', 'UPDATE')) as t (action, privilege) using (action)
  ), actual as materialized (
    select a.role_key, a.table_name, a.privilege, a.column_name
    from engine.actual_grants as a where a.table_name = any (table_names) and a.column_name is not null
  )
  select g.role_key, g.verb, g.table_name, g.privilege, g.column_name
  from (
    select 'revoke' as verb, excess.* from (table actual except table wanted) as excess
    union all
    select 'grant', missing.* from (table wanted except table actual) as missing
  ) as g;
$$;
comment on function engine.grant_gaps is 'Column privileges of some tables that differ from the configuration.';

create function engine.publish_columns(table_names text[])
returns void
language plpgsql volatile security definer set search_path = '' -- grants
as $$
declare
  statement text;
begin
  for statement in
    select format('%s %s (%s) on public.%I %s %I', g.verb, g.privilege,
      string_agg(quote_ident(g.column_name), ', ' order by g.column_name), g.table_name,
      case g.verb when 'grant' then 'to' else 'from' end, engine.role_name(g.role_key))
    from engine.grant_gaps(table_names) as g
    group by g.verb, g.privilege, g.table_name, g.role_key
    union all
    select format('grant execute on function %s to %I', f.routine, engine.role_name(r.key))
    from engine.functions_of_columns as f, config.roles as r
    where not has_function_privilege(engine.role_name(r.key), f.routine, 'execute')
    union all
    select format('grant usage on sequence %s to %I', s.sequence, engine.role_name(r.key))
    from engine.sequences_of_defaults as s
    join config.entities as e on e.name = s.table_name and e.name = any (table_names)
    join config.permissions as p on p.entity_id = e.id and p.action = 'create'
    join config.roles as r on r.id = p.role_id
    where not has_sequence_privilege(engine.role_name(r.key), s.sequence, 'usage')
    union all
    select l.statement from config.logins as login
    join config.roles as r on r.id = login.role_id
    cross join lateral engine.login_statements(r.key) as l (statement)
  loop
    execute statement;
  end loop;
  perform engine.refuse('verification_failed', format('Not published: rights to %s.%s', g.table_name, g.column_name), to_jsonb(g))
  from engine.grant_gaps(table_names) as g limit 1;
end;
$$;
comment on function engine.publish_columns is
  'Brings column grants of some tables to the configuration, and refuses (reason verification_failed) when they differ after it.';

create function engine.publish(note text, changes jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
declare
  asked jsonb;
  done jsonb;
  touched text[];
  version_id bigint;
begin
  perform engine.require_right('entities');
  perform engine.lock_configuration();
  asked := engine.require_changes(changes);
  done := engine.make_changes(asked);
  if done = '[]' then
    perform engine.refuse('nothing_to_publish', 'Nothing has changed');
  end if;
  touched := array(select distinct split_part(s ->> 'object', '.', 1) from jsonb_array_elements(done) as s);
  if exists (select from jsonb_array_elements(done) as s where s ->> 'kind' ~ '^(create|trash|restore)_entity$|^adopt_table$') then
    -- Policies and table privileges are new, too.
    perform engine.publish_roles(engine.roles_of_entities(touched));
  end if;
  perform engine.publish_columns(touched);
  version_id := engine.record_version(coalesce(nullif(btrim(note), ''), done -> 0 -> 'words' ->> 'en'));
  update config.versions as v set steps = done where v.id = version_id;
  if changes is null then
    delete from config.draft_changes as d where d.id > 0;
  end if;
  update engine.installation set configuration_version = configuration_version + 1 where id;
  notify pgrst, 'reload schema';
  return version_id;
end;
$$;
comment on function engine.publish is 'The work behind config.publish.';

create function config.plan(changes jsonb default null)
returns jsonb
language sql volatile security definer set search_path = '' -- reads catalog and configuration
as $$
  select engine.plan(changes);
$$;
comment on function config.plan is
  'What changes of fields and entities would do, as steps with kind, object, words, risk and SQL; of the draft when none
are given. Changes nothing. Needs the right entities.';

create function config.publish(note text default '', changes jsonb default null)
returns bigint
language sql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
  select engine.publish(note, changes);
$$;
comment on function config.publish is
  'Makes changes of fields and entities, those of the draft when none are given: all in one transaction or none. Returns
the number of the version. Needs the right entities. Reasons: those of the changes, busy, nothing_to_publish,
verification_failed.';

create function config.keep_draft(changes jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.require_right('entities');
  perform engine.require_changes(changes);
  delete from config.draft_changes as d where d.id > 0;
  insert into config.draft_changes (change, author_id)
  select c, engine.member_id() from jsonb_array_elements(coalesce(changes, '[]')) as c;
end;
$$;
comment on function config.keep_draft is 'Replaces the draft by these changes; [] empties it. Needs the right entities.';

-- Does Postgres do what the configuration says? Asked by really reading as each role; a surprise blocks a publish.
-- These are invoker functions: Postgres forbids a definer function to change the role.

create function engine.let_operator_become(role_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- only the owner may give roles away
as $$
begin
  if session_user = current_user then
    execute engine.membership_sql(role_name, session_user, false);
  end if;
end;
$$;
comment on function engine.let_operator_become is
  'Lets the operator''s own login switch to an app role, as authenticator always may; does nothing in any other login.';

create function engine.forget_sets()
returns void
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select set_config('engine.' || v.key, '', true) from config.variables as v;
$$;
comment on function engine.forget_sets is 'Makes policies look up the sets of whoever is asked for, not those of the caller.';

create function engine.become(role_name text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform set_config('role', role_name, true);
exception when insufficient_privilege then
  perform engine.let_operator_become(role_name);
  perform set_config('role', role_name, true);
end;
$$;
comment on function engine.become is 'Switches to a role for the rest of the transaction.';

create function engine.read_sample(sample engine.sample)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  seen text[];
  problem text;
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', sample.user_id)::text, true);
  begin
    execute format(
      'select coalesce(array_agg(t.%1$I::text), ''{}'') from (
         select %2$s from public.%3$I where %1$I = any (%4$L::%5$s[])
       ) as t',
      sample.key_column, (select string_agg(quote_ident(c), ', ') from unnest(sample.columns) as c),
      sample.table_name, sample.keys, sample.key_type
    ) into seen;
    problem := case
      when not seen <@ sample.expected then 'sees_too_much' when not sample.expected <@ seen then 'sees_too_little'
    end;
  exception
    when insufficient_privilege then problem := 'cannot_read';
    when invalid_object_definition then problem := 'circular_scope';
  end;
  return case when problem is not null then jsonb_build_object(
    'role', sample.role_key, 'entity', sample.table_name, 'action', 'read', 'field', null, 'problem', problem
  ) end;
end;
$$;
comment on function engine.read_sample is 'Reads a sample in the present role; the mismatch, or null when all is as expected.';

-- Planning is enough: that is when Postgres notices a scope that leads back to itself.
create function engine.plan_write(write jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  execute format(
    case write ->> 'action'
      when 'create' then 'explain insert into public.%1$I default values'
      when 'update' then 'explain update public.%1$I set %2$I = default where true'
      else 'explain delete from public.%1$I where true'
    end, write ->> 'entity', write ->> 'key'
  );
  return null;
exception
  when insufficient_privilege then return null; -- rights to columns are compared with the catalog
  when invalid_object_definition then return write - 'key' || '{"field": null, "problem": "circular_scope"}';
end;
$$;
comment on function engine.plan_write is 'Plans a write in the present role; the mismatch when its scope looks back at its own rows.';

create function engine.scoped_writes(role_key text)
returns setof jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('roles');
  return query
    select jsonb_build_object('role', r.key, 'entity', e.name, 'action', p.action, 'key', engine.primary_key(e.name))
    from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = scoped_writes.role_key
    join config.entities as e on e.id = p.entity_id
    where p.scope_id is not null and p.action in ('create', 'update', 'delete');
end;
$$;
comment on function engine.scoped_writes is 'Writes of a role that a row scope limits.';

create function engine.verify_roles(role_keys text[])
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  own_role constant text := current_setting('role');
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
  report jsonb := engine.catalog_findings(role_keys) || '{"rows": 0}';
  samples engine.sample[];
  writes jsonb[];
  role_key text;
begin
  perform engine.forget_sets();
  foreach role_key in array role_keys loop
    samples := array(select s from engine.samples_of(role_key) as s);
    writes := array(select w from engine.scoped_writes(role_key) as w);
    perform set_config('request.headers', '', true);
    perform engine.become('bo_' || role_key);
    report := report || (
      select jsonb_build_object(
        'rows', (report ->> 'rows')::bigint + coalesce(sum(cardinality((t.s).keys)), 0),
        'mismatches', report -> 'mismatches' || coalesce(jsonb_agg(distinct t.m) filter (where t.m is not null), '[]')
      )
      from (
        select s, engine.read_sample(s) as m from unnest(samples) as s
        union all select null, engine.plan_write(w) from unnest(writes) as w
        offset 0
      ) as t
    );
    perform set_config('role', own_role, true);
    perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
    perform set_config('request.headers', coalesce(headers_before, ''), true);
  end loop;
  return report;
end;
$$;
comment on function engine.verify_roles is 'Report on these roles: cells and sample rows compared, and what does not match.';

create function engine.require_verified(role_keys text[])
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  mismatch jsonb;
begin
  mismatch := engine.verify_roles(role_keys) -> 'mismatches' -> 0;
  if mismatch is not null then
    perform engine.refuse(
      'verification_failed',
      format('Not published: %s (%s, %s, %s, %s)', mismatch ->> 'problem', mismatch ->> 'role',
        coalesce(mismatch ->> 'entity', '-'), coalesce(mismatch ->> 'action', '-'), coalesce(mismatch ->> 'field', '-')),
      mismatch
    );
  end if;
end;
$$;
comment on function engine.require_verified is 'Refuses (reason verification_failed) and names the cell when a role is not as configured.';

create function engine.role_keys(role_ids uuid[] default null)
returns text[]
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('roles');
  return array(
    select r.key::text from config.roles as r where role_ids is null or r.id = any (role_ids) order by r.rank, r.key
  );
end;
$$;
comment on function engine.role_keys is 'Keys of roles by id, in order; of all roles for null.';

create function config.verify_permissions()
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select engine.verify_roles(engine.role_keys());
$$;
comment on function config.verify_permissions is
  'Compares every role x entity x action x field with the catalog, and reads sample rows as each role: how many roles,
cells and rows, and the mismatches. Needs the right roles.';

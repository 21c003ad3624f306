-- Work queues: views whose settings say `queue` are counted on the first page of everybody who may read them.

create function engine.check_queue(entity_name text, queue jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  readable constant jsonb := engine.readable_fields(engine.role_name(engine.current_role_key()));
  setting text;
begin
  if jsonb_typeof(queue) <> 'object' or exists (
    select from jsonb_object_keys(queue) as k where k not in ('position', 'due', 'since', 'operations')
  ) or jsonb_typeof(coalesce(queue -> 'position', '0')) <> 'number'
    or jsonb_typeof(coalesce(queue -> 'operations', '[]')) <> 'array'
  then
    perform engine.refuse('invalid_view', 'A queue has a position, two dates and operations', errcode => '22023');
  end if;
  foreach setting in array array['due', 'since'] loop
    if queue ? setting and not exists (
      select from config.fields as f
      where f.entity_id = engine.entity_id(entity_name) and f.name = queue ->> setting and f.type in ('date', 'datetime')
        and readable -> entity_name ? f.name::text
    ) then
      perform engine.refuse('invalid_view', 'A queue is late by a date that you may read', errcode => '22023');
    end if;
  end loop;
end;
$$;
comment on function engine.check_queue is
  'Refuses (reason invalid_view) what is no queue: {position, due, since, operations}, all optional; due and since are dates.';

create function engine.queue_sql(view config.views, entity text, readable jsonb)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with said as (
    select engine.primary_key(entity) as key,
      engine.condition_sql(entity, 't', coalesce(view.settings -> 'filter', '{"all": []}')) as condition,
      case when readable -> entity ? (view.settings -> 'queue' ->> 'due') then view.settings -> 'queue' ->> 'due' end as due,
      case when readable -> entity ? (view.settings -> 'queue' ->> 'since') then view.settings -> 'queue' ->> 'since' end as since,
      -- A relation has a name of its own, which the app would have to look up.
      (select e.title_field::text from config.entities as e
        where e.name = entity and readable -> entity ->> e.title_field::text = '') as title,
      (select string_agg(format('t.%I %s', item ->> 'field', case when (item ->> 'descending')::boolean then 'desc' else 'asc' end),
          ', ' order by position)
        from jsonb_array_elements(engine.page_order(entity, view.settings -> 'sort')) with ordinality as s (item, position)
        where readable -> entity ? (item ->> 'field')) as sorting
  )
  select format(
    'select %1$L as view, (select count(*) from (select from public.%2$I as t where %3$s limit 10000) as c) as count,
      %4$s as overdue, (select jsonb_agg(to_jsonb(c)) from (
        select t.%5$I as id, %6$s as title, %7$s as due, %8$s as since from public.%2$I as t where %3$s order by %9$s limit 3
      ) as c) as first',
    view.id, entity, condition, case when due is null then '0' else format(
      '(select count(*) from (select from public.%I as t where (%s) and t.%I < now() limit 10000) as c)', entity, condition, due
    ) end,
    key, coalesce('t.' || quote_ident(title) || '::text', 'null'), coalesce('t.' || quote_ident(due), 'null'),
    coalesce('t.' || quote_ident(since), 'null'), sorting
  )
  from said;
$$;
comment on function engine.queue_sql is
  'The statement that counts a queue up to 10,000 and reads the first three of it; only fields that are readable occur in it.';

create function engine.queues_sql()
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with readable as materialized (
    select engine.readable_fields(engine.role_name(engine.current_role_key())) as fields
  )
  select format('select coalesce(jsonb_agg(to_jsonb(q)), ''[]'') from (%s) as q', string_agg(
    engine.queue_sql(v, e.name, readable.fields), ' union all '
  ))
  from config.views as v
  join config.entities as e on e.id = v.entity_id
  cross join readable
  where v.settings ? 'queue' and (v.sharing <> 'personal' or v.owner_id = engine.member_id())
    and readable.fields ? e.name::text and readable.fields -> e.name ? engine.primary_key(e.name)
    -- Of a queue whose condition cannot be read in full, any number would be wrong.
    and (not v.settings ? 'filter'
      or engine.readable_condition(v.settings -> 'filter', e.name, readable.fields) = v.settings -> 'filter');
$$;
comment on function engine.queues_sql is 'Statement behind config.work_queues; null when there is no queue.';
select engine.add_helper('engine.queues_sql()');

create function config.work_queues()
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  answer jsonb;
begin
  execute coalesce(engine.queues_sql(), 'select ''[]''::jsonb') into answer;
  return answer;
end;
$$;
comment on function config.work_queues is
  'How much waits in each queue that the caller may read, among the rows that he sees: [{view, count, overdue, first}]. Counts
end at 10,000; first are up to three records {id, title, due, since} in the order of the view.';

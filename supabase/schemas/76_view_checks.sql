-- What a view may hold: checked before it is saved.

create function engine.check_view_items(items jsonb, most integer)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if items is not null and (
    jsonb_typeof(items) <> 'array' or jsonb_array_length(items) > most
    or exists (select from jsonb_array_elements(items) as item where jsonb_typeof(item) <> 'object')
  ) then
    perform engine.refuse('invalid_view', format('A view has lists of up to %s objects', most), errcode => '22023');
  end if;
end;
$$;
comment on function engine.check_view_items is 'Refuses (reason invalid_view) what is no short list of objects.';

create function engine.check_view_type(entity_id uuid, type text, settings jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  needed constant text := case type when 'kanban' then 'lane' when 'calendar' then 'date' end;
  fitting constant text[] := case type when 'kanban' then array['choice', 'checkbox'] else array['date', 'datetime'] end;
begin
  if type = 'chart' and not coalesce(settings ->> 'chart' ~ '^(bar|line|pie)(\.(day|week|month|quarter|year))?$', true) then
    perform engine.refuse('invalid_view', 'A chart is a bar, line or pie', errcode => '22023');
  elsif not coalesce(type in ('table', 'kanban', 'calendar', 'gallery', 'chart'), false) then
    perform engine.refuse('invalid_view', format('There is no view type %s', left(type, 40)), errcode => '22023');
  elsif needed is not null and not exists (
    select from config.fields as f
    where f.entity_id = check_view_type.entity_id and f.name = settings ->> needed and f.type = any (fitting)
  ) then
    perform engine.refuse(
      'view_needs_field', format('A %s needs a field as its %s', type, needed),
      jsonb_build_object('type', type, 'setting', needed), '22023'
    );
  end if;
end;
$$;
comment on function engine.check_view_type is
  'A kanban needs a choice as lane, a calendar a date. Reasons invalid_view, view_needs_field.';

-- Whoever saves may read all that he saves; conditions are tried on the table in his role.
create function engine.check_view_settings(entity_name text, settings jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  role_key constant text := engine.current_role_key();
  key text;
  condition jsonb;
begin
  if jsonb_typeof(settings) is distinct from 'object' or length(settings::text) > 32768 then
    perform engine.refuse('invalid_view', 'Settings of a view are an object of up to 32 kB', errcode => '22023');
  end if;
  for key in select * from jsonb_object_keys(settings) loop
    if key not in (
      'columns', 'filter', 'sort', 'group', 'aggregates', 'density', 'colours', 'pageSize', 'lane', 'date', 'end', 'cover',
      'chart', 'queue'
    ) then
      perform engine.refuse('invalid_view', format('A view has no setting %s', left(key, 40)), errcode => '22023');
    elsif key in ('columns', 'sort', 'group', 'aggregates', 'colours') then
      perform engine.check_view_items(settings -> key, 200);
    elsif key = 'queue' then
      perform engine.check_queue(entity_name, settings -> key);
    end if;
  end loop;
  for condition in
    select settings -> 'filter' where settings ? 'filter'
    union all
    select colour -> 'condition' from jsonb_array_elements(settings -> 'colours') as colour
  loop
    perform engine.check_condition(condition);
    if engine.readable_condition(condition, entity_name, engine.readable_fields(engine.role_name(role_key)))
      is distinct from condition
    then
      perform engine.refuse(
        'view_names_hidden_field', 'The view asks for a field that you may not read', errcode => '42501'
      );
    elsif role_key is not null then
      perform engine.check_condition_on(role_key, entity_name, condition);
    end if;
  end loop;
  if engine.readable_settings(settings, entity_name, engine.readable_fields(engine.role_name(role_key))) <> settings then
    perform engine.refuse(
      'view_names_hidden_field', 'The view names a field that you may not read', errcode => '42501'
    );
  end if;
end;
$$;
comment on function engine.check_view_settings is
  'Refuses settings that are unknown, too long or name what the caller may not read.
Reasons invalid_view, invalid_condition, view_names_hidden_field.';

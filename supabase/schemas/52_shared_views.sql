-- Views that others see are part of the configuration: they have a key, and every version knows them.

create function engine.name_view()
returns trigger
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
begin
  if new.sharing = 'personal' then
    new.key := null;
  elsif new.key is null then
    -- Two of the same name at once wait for each other.
    perform pg_advisory_xact_lock(hashtext('config.views'), hashtext(new.entity_id::text));
    new.key := engine.free_key(new.label ->> 'en', 'view', array(
      select v.key::text from config.views as v where v.entity_id = new.entity_id and v.key is not null
    ));
  end if;
  return new;
end;
$$;
comment on function engine.name_view is 'Trigger that gives a view its key when others come to see it, and takes it when it becomes personal.';

create trigger views__name before insert or update of sharing, key on config.views
for each row execute function engine.name_view();

create function engine.views_document()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'entity', e.name, 'key', v.key, 'type', v.type, 'label', v.label, 'sharing', v.sharing, 'settings', v.settings,
    'position', v.position, 'first_of', (
      select coalesce(jsonb_agg(r.key order by r.key), '[]')
      from config.view_defaults as d join config.roles as r on r.id = d.role_id where d.view_id = v.id
    )
  ) order by e.name, v.position, v.key), '[]')
  from config.views as v join config.entities as e on e.id = v.entity_id
  where v.key is not null;
$$;
comment on function engine.views_document is
  'All views that others see, each with the roles for which its entity opens with it, in a stable order.';

-- What is gone since does not come back; a view that cannot be without it stays away.
create function engine.views_that_fit(documents jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  readable constant jsonb := engine.readable_fields(null);
  view jsonb;
  fitting jsonb := '[]';
begin
  for view in
    select d from jsonb_array_elements(documents) as d join config.entities as e on e.name = d ->> 'entity'
  loop
    begin
      view := jsonb_set(view, '{settings}', engine.readable_settings(view -> 'settings', view ->> 'entity', readable));
      perform engine.check_view_type(engine.entity_id(view ->> 'entity'), view ->> 'type', view -> 'settings');
      perform engine.check_view_settings(view ->> 'entity', view -> 'settings');
      fitting := fitting || view;
    exception when raise_exception or invalid_parameter_value then null; -- its field does not exist any more
    end;
  end loop;
  return fitting;
end;
$$;
comment on function engine.views_that_fit is 'Views of a version without fields that are gone since.';

create function engine.write_views(documents jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  wanted jsonb;
begin
  if documents is null or documents = engine.views_document() then
    return;
  end if;
  perform engine.require_right('views');
  wanted := engine.views_that_fit(documents);
  delete from config.views as v using config.entities as e
  where e.id = v.entity_id and v.key is not null and not exists (
    select from jsonb_array_elements(wanted) as w where (w ->> 'entity', w ->> 'key') = (e.name, v.key)
  );
  insert into config.views as v (entity_id, key, type, label, sharing, settings, position)
  select engine.entity_id(w ->> 'entity'), w ->> 'key', w ->> 'type', w -> 'label', w ->> 'sharing', w -> 'settings',
    (w ->> 'position')::integer
  from jsonb_array_elements(wanted) as w
  on conflict on constraint view_has_a_key_of_its_own do update set
    type = excluded.type, label = excluded.label, sharing = excluded.sharing, settings = excluded.settings,
    position = excluded.position, version = v.version + 1
  where (v.type, v.label, v.sharing, v.settings, v.position)
    is distinct from (excluded.type, excluded.label, excluded.sharing, excluded.settings, excluded.position);
  delete from config.view_defaults as d where d.entity_id is not null;
  insert into config.view_defaults (entity_id, role_id, view_id)
  select v.entity_id, r.id, v.id
  from jsonb_array_elements(wanted) as w
  join config.views as v on v.entity_id = engine.entity_id(w ->> 'entity') and v.key = w ->> 'key'
  join config.roles as r on w -> 'first_of' ? r.key;
end;
$$;
comment on function engine.write_views is
  'Makes the views that others see what a configuration says; null leaves them. Needs the right views when something differs.';

create function engine.view_changes(before jsonb, after jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'role', null, 'label', engine.label_of_entity(changed.entity), 'gained', '[]'::jsonb, 'lost', '[]'::jsonb,
      'settings', changed.settings
    ) order by changed.entity), '[]')
    from (
      select e.name as entity, jsonb_agg(jsonb_build_object(
        'setting', 'view', 'label', coalesce(n.view, o.view) -> 'label',
        'before', o.view is not null, 'after', n.view is not null
      ) order by key) as settings
      from (select v ->> 'entity' as entity, v ->> 'key' as key, v as view from jsonb_array_elements(before) as v) as o
      full join (select v ->> 'entity' as entity, v ->> 'key' as key, v as view from jsonb_array_elements(after) as v) as n
        using (entity, key)
      join config.entities as e on e.name = entity
      where n.view is distinct from o.view
      group by e.name
    ) as changed
  );
end;
$$;
comment on function engine.view_changes is 'What lies between two lists of views: per entity those that came, went or changed.';

-- What others see is configuration, of which every state is kept.
create function engine.record_views(note text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  if engine.views_document() is distinct from (
    select v.document -> 'views' from config.versions as v order by v.id desc limit 1
  ) then
    perform engine.record_version(note);
  end if;
end;
$$;
comment on function engine.record_views is 'Keeps a version when the views that others see differ from those of the last one.';

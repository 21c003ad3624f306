-- Saving views. Everybody keeps personal ones; what others see as well needs the right to configure views.

create function engine.require_readable(entity_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  if engine.current_role_key() is not null and not exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
    where p.entity_id = require_readable.entity_id and p.action = 'read'
  ) then
    perform engine.refuse('action_not_granted', 'You may not read this', errcode => '42501');
  end if;
end;
$$;
comment on function engine.require_readable is 'Refuses (action_not_granted, 403) an entity that the caller may not read.';

create function engine.own_view(view_id uuid)
returns config.views
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_view config.views;
begin
  select v.* into found_view from config.views as v
  where v.id = own_view.view_id and (v.sharing <> 'personal' or v.owner_id = engine.member_id())
  for update;
  if not found then
    perform engine.refuse('unknown_view', 'This view does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_readable(found_view.entity_id);
  return found_view;
end;
$$;
comment on function engine.own_view is
  'A view that the caller sees, locked for a change. Somebody else''s personal view is like none: unknown_view (404).';

create function engine.add_view(view jsonb)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  its_entity constant uuid := engine.entity_id(view ->> 'entity');
  saved_id uuid;
begin
  perform engine.require_readable(its_entity);
  perform engine.check_view_type(its_entity, view ->> 'type', view -> 'settings');
  perform engine.check_view_settings(view ->> 'entity', view -> 'settings');
  if (
    select count(*) from config.views as v where v.entity_id = its_entity and v.owner_id = engine.member_id()
  ) >= 200 then
    perform engine.refuse('too_many_views', 'You have 200 views of this already');
  end if;
  insert into config.views (entity_id, type, label, owner_id, sharing, settings, position)
  select its_entity, view ->> 'type', view -> 'label', engine.member_id(), view ->> 'sharing', view -> 'settings',
    coalesce(max(v.position), 0) + 1
  from config.views as v where v.entity_id = its_entity
  returning id into saved_id;
  return saved_id;
end;
$$;
comment on function engine.add_view is 'A new view of the caller. Reasons as config.save_view.';

create function engine.change_view(old config.views, view jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  entity_name constant text := (select e.name from config.entities as e where e.id = old.entity_id);
  readable constant jsonb := engine.readable_fields(engine.role_name(engine.current_role_key()));
  -- A list that is saved anew says nothing of its queue; null takes it away.
  wanted jsonb := case when view -> 'settings' -> 'queue' = 'null' then (view -> 'settings') - 'queue' else view -> 'settings' end;
begin
  if view ? 'version' and old.version::text is distinct from view ->> 'version' then
    perform engine.refuse('view_conflict', 'Somebody else changed this view', errcode => 'PT409');
  elsif old.sharing = 'locked' and view ->> 'sharing' is not distinct from 'locked' then
    perform engine.refuse('view_locked', 'This view is locked', errcode => '42501');
  elsif wanted is not null then
    if exists (
      select from jsonb_each(old.settings) as s (key, value)
      where key <> 'columns'
        and engine.readable_settings(old.settings, entity_name, readable) -> key is distinct from value
    ) then
      perform engine.refuse(
        'view_has_hidden_parts', 'The view asks for fields that you may not see; save it as another one',
        errcode => '42501'
      );
    end if;
    perform engine.check_view_type(old.entity_id, old.type, wanted);
    perform engine.check_view_settings(entity_name, wanted);
    if not view -> 'settings' ? 'queue' and old.settings ? 'queue' then
      wanted := wanted || jsonb_build_object('queue', old.settings -> 'queue');
    end if;
    -- Columns that this member does not see stay where others do.
    if wanted ? 'columns' then
      wanted := jsonb_set(wanted, '{columns}', (wanted -> 'columns') || (
        select coalesce(jsonb_agg(item), '[]')
        from jsonb_array_elements(old.settings -> 'columns') as item
        where not coalesce(readable -> entity_name ? (item ->> 'field'), false)
      ));
    end if;
  end if;
  update config.views as v set
    label = coalesce(view -> 'label', v.label::jsonb),
    sharing = view ->> 'sharing',
    owner_id = case when view ->> 'sharing' = 'personal' then engine.member_id() else v.owner_id end,
    settings = coalesce(wanted, v.settings),
    position = coalesce((view ->> 'position')::integer, v.position),
    version = v.version + 1
  where v.id = old.id;
  if view ->> 'sharing' = 'personal' then
    delete from config.view_defaults as d where d.view_id = old.id;
    delete from config.view_favourites as f where f.view_id = old.id and f.member_id <> engine.member_id();
  end if;
end;
$$;
comment on function engine.change_view is 'Changes what the document names. Reasons as config.save_view.';

create function config.save_view(view_id uuid, view jsonb)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  old config.views;
  sharing text := coalesce(view ->> 'sharing', 'personal');
  saved_id uuid := view_id;
begin
  if jsonb_typeof(view) is distinct from 'object' then
    perform engine.refuse('invalid_view', 'A view is an object', errcode => '22023');
  elsif view_id is not null then
    old := engine.own_view(view_id);
    sharing := coalesce(view ->> 'sharing', old.sharing);
  end if;
  if sharing not in ('shared', 'locked', 'personal') then
    perform engine.refuse('invalid_view', 'A view is shared, locked or personal', errcode => '22023');
  elsif sharing <> 'personal' or old.sharing <> 'personal' then
    perform engine.require_right('views');
  end if;
  if view ? 'label' or view_id is null then
    perform engine.require_label(view -> 'label');
  end if;
  if view_id is null then
    saved_id := engine.add_view('{"type": "table", "settings": {}}' || view || jsonb_build_object('sharing', sharing));
  else
    perform engine.change_view(old, view || jsonb_build_object('sharing', sharing));
  end if;
  perform engine.record_views(format('View %s', coalesce(view -> 'label', old.label::jsonb) ->> 'en'));
  return saved_id;
end;
$$;
comment on function config.save_view is
  'Makes a view (id null: entity, type, label, sharing, settings) or changes what the document names; version guards
against overwriting. Reasons right_missing, unknown_view, view_locked, view_conflict, view_has_hidden_parts,
view_names_hidden_field, view_needs_field, invalid_view, invalid_condition, invalid_label, too_many_views.';

create function config.delete_view(view_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  doomed constant config.views := engine.own_view(view_id);
begin
  if doomed.sharing = 'locked' then
    perform engine.refuse('view_locked', 'This view is locked', errcode => '42501');
  elsif doomed.sharing = 'shared' then
    perform engine.require_right('views');
  end if;
  delete from config.views as v where v.id = doomed.id;
  perform engine.record_views(format('Deleted view %s', doomed.label ->> 'en'));
end;
$$;
comment on function config.delete_view is 'Deletes a view. Reasons unknown_view, view_locked, right_missing.';

create function config.favour_view(view_id uuid, is_favourite boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  favoured constant config.views := engine.own_view(view_id);
begin
  delete from config.view_favourites as f where f.view_id = favoured.id and f.member_id = engine.member_id();
  if is_favourite and engine.member_id() is not null then
    insert into config.view_favourites (view_id, member_id) values (favoured.id, engine.member_id());
  end if;
end;
$$;
comment on function config.favour_view is 'Puts a view among the caller''s favourites or takes it out. Reason unknown_view.';

create function config.set_default_view(entity text, role_id uuid, view_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  its_entity uuid;
  target config.roles;
  chosen config.views;
begin
  perform engine.require_right('views');
  its_entity := engine.entity_id(entity);
  select r.* into target from config.roles as r where r.id = set_default_view.role_id;
  if not found then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_reach(target.rank);
  delete from config.view_defaults as d
  where d.entity_id = its_entity and d.role_id = target.id;
  if view_id is not null then
    chosen := engine.own_view(view_id);
    if chosen.sharing = 'personal' or chosen.entity_id <> its_entity then
      perform engine.refuse('view_not_shared', 'Only a shared view of this can be the first one of a role');
    end if;
    insert into config.view_defaults (entity_id, role_id, view_id) values (its_entity, target.id, chosen.id);
  end if;
  perform engine.record_views(format('First view of %s', target.label ->> 'en'));
end;
$$;
comment on function config.set_default_view is
  'The view in which an entity opens for a role; null for none. Reasons right_missing, above_own_rank, unknown_role,
unknown_view, view_not_shared.';

create function config.view_roles(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('views');
  return (
    select coalesce(jsonb_agg(engine.role_json(r) || jsonb_build_object('view', d.view_id) order by r.rank, r.key), '[]')
    from config.roles as r
    join config.permissions as p on p.role_id = r.id and p.entity_id = engine.entity_id(entity) and p.action = 'read'
    left join config.view_defaults as d on d.role_id = r.id and d.entity_id = p.entity_id
    where r.is_active and r.rank >= coalesce((engine.own_role()).rank, 0)
  );
end;
$$;
comment on function config.view_roles is
  'Roles that may read an entity and stand not above the caller''s, each with its first view. Reason right_missing.';

-- Views that an app brings along.

create function engine.define_view(entity text, label jsonb, type text, settings jsonb)
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  its_entity constant uuid := engine.entity_id(entity);
  saved_id uuid;
begin
  perform engine.require_label(label);
  perform engine.check_view_type(its_entity, type, settings);
  perform engine.check_view_settings(entity, settings);
  update config.views as v set type = define_view.type, settings = define_view.settings, version = v.version + 1
  where v.entity_id = its_entity and v.owner_id is null
    and v.key = engine.free_key(define_view.label ->> 'en', 'view', '{}')
  returning v.id into saved_id;
  if not found then
    insert into config.views (entity_id, type, label, sharing, settings, position)
    select its_entity, define_view.type, define_view.label, 'shared', define_view.settings,
      coalesce(max(v.position), 0) + 1
    from config.views as v where v.entity_id = its_entity
    returning id into saved_id;
  end if;
  return saved_id;
end;
$$;
comment on function engine.define_view is
  'A shared view of the app, told by the key that its label makes; everybody who may configure views can change it. Returns its id.
Reasons invalid_view, view_needs_field, invalid_condition, unknown_entity.';

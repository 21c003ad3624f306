-- Configuration is watched like data: audited, stamped, and announced to open apps.

do $$
declare
  watched record;
  event text;
begin
  for watched in
    select *
    from (values
      ('settings', '{id}'), ('roles', '{id}'), ('members', '{id}'), ('member_roles', '{member_id,role_id}'),
      ('member_values', '{member_id,variable_key,record_id}'), ('navigation_groups', '{key}'),
      ('entities', '{id}'), ('fields', '{id}'), ('lookups', '{id}'), ('variables', '{key}'), ('scopes', '{id}'),
      ('permissions', '{id}'), ('permission_fields', '{permission_id,field_id}'),
      ('operations', '{name}'), ('role_operations', '{role_id,operation_name}'),
      ('logins', '{id}'), ('trash', '{id}'),
      ('views', '{id}'), ('view_defaults', '{entity_id,role_id}'),
      ('forms', '{id}'), ('form_rules', '{id}')
    ) as t (name, keys)
  loop
    foreach event in array array['insert', 'update', 'delete'] loop
      execute engine.audit_trigger_sql(format('config.%I', watched.name), event, watched.keys::text[]);
    end loop;
    -- Of a view only those who use it need to know, when they next look.
    if watched.name not in (
      'settings', 'members', 'member_roles', 'member_values', 'views', 'view_defaults'
    ) then
      execute format(
        'create trigger configuration__bump after insert or update or delete on config.%I
         for each statement execute function engine.bump_configuration_version()', watched.name
      );
    end if;
    if exists (
      select from pg_catalog.pg_attribute as a
      where a.attrelid = format('config.%I', watched.name)::regclass and a.attname = 'updated_at'
    ) then
      execute format(
        'create trigger entity__touch before update on config.%I
         for each row execute function engine.touch_updated_at()', watched.name
      );
    end if;
  end loop;
end;
$$;

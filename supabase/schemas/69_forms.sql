-- Brings the triggers of form rules to the configuration.

create function engine.changed_form_rules(table_names text[])
returns setof engine.compiled_rules
language sql stable security invoker set search_path = ''
as $$
  select table_name, trigger_name, null, w.source, null
  from engine.wanted_form_rules as w
  full join (select * from engine.compiled_rules as c where c.role_key is null) as c using (table_name, trigger_name)
  where (table_names is null or table_name = any (table_names)) and (
    w.source is distinct from c.source or c.deparsed is distinct from engine.rule_text(table_name, trigger_name)
  );
$$;
comment on function engine.changed_form_rules is
  'Triggers of form rules that differ from the configuration, as they should be; without source = to be dropped.';

create function engine.publish_forms(table_names text[] default null)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
declare
  rules constant engine.compiled_rules[] := array(select r from engine.changed_form_rules(table_names) as r);
begin
  perform engine.lock_tables(array(select r.table_name from unnest(rules) as r));
  perform engine.compile_rule(r) from unnest(rules) as r;
end;
$$;
comment on function engine.publish_forms is 'Creates, replaces and drops triggers of form rules where they differ; null = of all tables.';

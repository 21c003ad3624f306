-- Another count or sum in the column of a rollup: what stood there is computed, so nothing is lost.

create function engine.plan_change_rollup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  shape jsonb;
  is_full boolean;
begin
  if not field.options ? 'rollup' then
    perform engine.refuse_rollup('no_rollup');
  end if;
  shape := engine.clean_rollup(entity, change -> 'options');
  is_full := shape -> 'rollup' ->> 'op' in ('count', 'sum');
  return next engine.step('change_rollup', entity.name || '.' || field.name,
    format('Compute “%s” another way', label ->> 'en'), format('修改“%s”的汇总方式', label ->> 'zh-CN'),
    format($sql$select engine.stop_rollup(%1$L, %2$L, %3$L);
alter table public.%1$I alter column %2$I drop not null, alter column %2$I drop default;
alter table public.%1$I alter column %2$I type %4$s using %5$s::%4$s%6$s;
update config.fields set type = %7$L, options = %8$L where id = %9$L;
select engine.start_rollup(%1$L, %2$L)$sql$,
      entity.name, field.name, field.options -> 'rollup' ->> 'entity', shape ->> 'column_type',
      case when is_full then '0' else 'null' end,
      case when is_full then format(', alter column %1$I set default 0, alter column %1$I set not null', field.name) else '' end,
      shape ->> 'type', (field.options - array['rollup', 'scale', 'max', 'currency', 'unit']) || (shape -> 'options')
        || jsonb_build_object('rollup', shape -> 'rollup'), field.id), 'look_twice');
end;
$$;
comment on function engine.plan_change_rollup is
  'Step that lets a rollup count or add something else: {entity, field, options: {entity, by, op, field}}. Reason invalid_rollup.';

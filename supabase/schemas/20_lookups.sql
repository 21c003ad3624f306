-- Fields of related records that an entity shows as its own. There is no column: they are read through the relation, in
-- the reader's own rights.

create table config.lookups (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  name text not null,
  label engine.label not null,
  help jsonb,
  relation_id uuid not null references config.fields (id) on delete cascade,
  source_id uuid not null references config.fields (id) on delete cascade,
  position integer not null default 0,
  is_hidden boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (entity_id, name)
);
comment on table config.lookups is 'Fields of the record that a relation points at, shown beside the relation.';
comment on column config.lookups.relation_id is 'Field of the own entity that points at the other record.';
comment on column config.lookups.source_id is 'Field of the other record.';
create index lookups_relation_id_idx on config.lookups (relation_id);
create index lookups_source_id_idx on config.lookups (source_id);
alter table config.lookups enable row level security;

create view engine.lookups with (security_invoker = true) as
select l.*, e.name::text as entity_name, relation.name as relation_name, target.name::text as target_name, source.name as source_name
from config.lookups as l
join config.entities as e on e.id = l.entity_id
join config.fields as relation on relation.id = l.relation_id
join config.fields as source on source.id = l.source_id
join config.entities as target on target.id = source.entity_id;
comment on view engine.lookups is 'Lookups with the names of what they read.';

create function engine.lookup_path(entity_name text, field_name text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return (
    select l.relation_name || '.' || l.source_name from engine.lookups as l
    where l.entity_name = lookup_path.entity_name and l.name = lookup_path.field_name
  );
end;
$$;
comment on function engine.lookup_path is 'The path of relations behind a lookup; null when there is none of this name.';

-- What a field may be: one row per type, with the column that Postgres keeps for it.

create table engine.field_types (
  name text primary key,
  column_type text,
  holds text,
  check_sql text,
  fallback text,
  converts boolean not null default true,
  has_own_plan boolean not null default false
);
comment on table engine.field_types is 'Types of fields and the columns that are made for them.';
comment on column engine.field_types.column_type is 'Postgres type; null where the options of the field decide.';
comment on column engine.field_types.holds is 'What values must keep to, in words that end the name of the constraint.';
comment on column engine.field_types.check_sql is 'The same as SQL; %1$I is the column, %2$s the largest value of a scale.';
comment on column engine.field_types.fallback is 'Default of a new column that cannot be empty; null where it can.';
comment on column engine.field_types.converts is 'Whether another type can become this one and back.';
comment on column engine.field_types.has_own_plan is 'Made by engine.plan_add_<name>, because more than a column is needed.';
alter table engine.field_types enable row level security;

insert into engine.field_types (name, column_type, holds, check_sql, fallback)
values
  ('text', 'text', null, null, null),
  ('long_text', 'text', null, null, null),
  ('integer', 'bigint', null, null, null),
  ('decimal', null, null, null, null),
  ('money', 'numeric(14,2)', null, null, null),
  ('percent', 'numeric(9,4)', null, null, null),
  ('checkbox', 'boolean', null, null, 'false'),
  ('date', 'date', null, null, null),
  ('datetime', 'timestamp with time zone', null, null, null),
  ('choice', 'text', 'is_a_choice', null, null),
  ('multi_choice', 'text[]', 'are_choices', null, '{}'),
  ('tags', 'text[]', null, null, '{}'),
  ('email', 'text', 'is_an_email', '%1$I ~ ''^[^@[:space:]]+@[^@[:space:]]+$''', null),
  ('phone', 'text', 'is_a_phone_number', '%1$I ~* ''^[+]?[0-9[:space:]()./#x-]{3,32}$''', null),
  ('url', 'text', 'is_a_web_address', '%1$I ~* ''^https?://[^[:space:]]+$''', null),
  ('relation', null, null, null, null),
  ('person', 'uuid', null, null, null),
  ('json', 'jsonb', null, null, null),
  ('rating', 'smallint', 'is_within_the_scale', '%1$I between 1 and %2$s', null),
  ('progress', 'smallint', 'is_within_the_scale', '%1$I between 0 and 100', null),
  ('file', 'text[]', 'are_some_files', 'cardinality(%1$I) between 1 and 20', null),
  ('image', 'text[]', 'are_some_files', 'cardinality(%1$I) between 1 and 20', null),
  ('barcode', 'text', 'is_a_code', '%1$I ~ ''^[[:graph:]]([ -~]{0,62}[[:graph:]])?$''', null),
  ('rich_text', 'text', null, null, null),
  ('duration', 'bigint', 'is_a_duration', '%1$I between 0 and 3599999999', null);
insert into engine.field_types (name, column_type, converts, has_own_plan)
values
  ('auto_number', 'text', false, true),
  ('rollup', null, false, true),
  ('lookup', null, false, true),
  ('relations', null, false, true);
update engine.field_types set converts = false where name in ('relation', 'person', 'file', 'image');

-- How records are filled in: layouts of forms, and rules that the form follows and the database may enforce.

create table config.forms (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  role_id uuid references config.roles (id) on delete cascade,
  layout jsonb not null constraint layout_is_an_object check (jsonb_typeof(layout) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_form_for_each_role unique nulls not distinct (entity_id, role_id),
  constraint layout_is_short check (length(layout::text) <= 65536)
);
comment on table config.forms is 'Layout of an entity''s form and detail page, for everybody (role_id null) or for one role.';
comment on column config.forms.layout is 'tabs › sections › fields, and the names of fields that are left out.';
create index forms_role_id_idx on config.forms (role_id);
alter table config.forms enable row level security;

create table config.form_rules (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  key engine.identifier not null,
  label engine.label not null,
  kind text not null constraint rule_kind_is_known check (kind in ('show', 'require', 'lock', 'set', 'check')),
  fields text[] not null default '{}',
  condition jsonb not null,
  value jsonb,
  message engine.label,
  is_enforced boolean not null default false,
  is_enabled boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rule_has_a_key_of_its_own unique (entity_id, key),
  constraint showing_is_up_to_the_form check (kind <> 'show' or not is_enforced),
  constraint only_set_has_a_value check ((kind = 'set') = (value is not null)),
  constraint rule_names_its_fields check (kind = 'check' or fields <> '{}')
);
comment on table config.form_rules is
  'What a form does while a condition holds; an enforced rule is compiled to triggers that act for every client.';
comment on column config.form_rules.kind is
  'show, require, lock or set the fields while the condition holds; check = the condition must hold.';
comment on column config.form_rules.value is 'What set writes: {"value": …} or {"variable": "me" | "now" | "today"}.';
alter table config.form_rules enable row level security;

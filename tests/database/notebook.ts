/** A small app of notes in places to try the engine on; the setup of the engine's tests installs it once. */
export const notebook = `
  create table public.places (
    id bigint generated always as identity primary key,
    name text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  comment on table public.places is 'Places | 地点';
  comment on column public.places.name is E'Name | 名称\\nWhat people call it | 大家的叫法';

  create sequence public.note_numbers;
  create table public.notes (
    id bigint generated always as identity primary key,
    no text not null default 'N' || nextval('public.note_numbers'),
    place_id bigint references public.places (id) on delete cascade,
    title text not null,
    title_grams text[] generated always as (engine.grams(title)) stored,
    state text not null default 'open' constraint state_is_known check (state in ('open', 'it''s done')),
    secret numeric(14,2) not null default 0,
    owner_id uuid default engine.member_id() references config.members (id),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );

  create function public.close_note(note_id bigint)
  returns bigint
  language sql volatile security definer set search_path = ''
  as $$ update public.notes set state = 'it''s done' where id = note_id returning id $$;

  select engine.define_group('work', '{"en": "Work", "zh-CN": "工作"}');
  select engine.adopt_table('places', '{"group": "work", "title_field": "name"}');
  select engine.adopt_table('notes', '{"group": "work", "title_field": "title", "default_sort": "-created_at,id"}');
  select engine.define_operation('close_note', '{"en": "Close", "zh-CN": "结束"}', 'notes');
  select engine.define_variable('my_places', 'places', '{"en": "My places", "zh-CN": "我的地点"}');
  select engine.define_scope('own_places', '{"en": "Own places", "zh-CN": "自己的地点"}',
    '{"field": "place_id", "op": "in", "variable": "my_places"}');

  select engine.define_role('boss', '{"en": "Boss", "zh-CN": "老板"}',
    '{"rank": 0, "can_view_as": true, "may_configure": ["members", "roles", "entities", "views", "settings"]}');
  select engine.allow('boss', entity, action)
  from unnest(array['places', 'notes']) as entity, unnest(array['read', 'create', 'update', 'delete']) as action;

  select engine.allow_operations('boss', 'close_note');

  select engine.define_role('clerk', '{"en": "Clerk", "zh-CN": "文员"}', '{"rank": 50}');
  select engine.allow('clerk', 'places', 'read');
  select engine.allow('clerk', 'notes', 'read', except_fields => array['secret'], scope => 'own_places');
  select engine.allow('clerk', 'notes', 'create', fields => array['title', 'place_id'], scope => 'own_places');
  select engine.allow('clerk', 'notes', 'update', fields => array['title', 'place_id'], scope => 'own_places');

  select engine.define_role('auditor', '{"en": "Auditor", "zh-CN": "审计"}', '{"rank": 20, "requires_mfa": true}');
  select engine.allow('auditor', 'notes', 'read');
  select engine.sync_roles();
`;

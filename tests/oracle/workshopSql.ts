/** Tables and functions of the workshop, and the administrator who sets up its roles. */
export const workshopSql = `
  create table public.regions (
    id bigint generated always as identity (start with 1000) primary key,
    name text not null,
    level integer,
    is_open boolean default true
  );
  create table public.shops (
    id bigint generated always as identity (start with 1000) primary key,
    region_id bigint references public.regions (id) on delete set null,
    parent_id bigint references public.shops (id) on delete set null,
    name text not null,
    opened_on date,
    budget numeric(14,2),
    kinds text[] default '{}',
    lead_id uuid references config.members (id),
    updated_at timestamptz not null default now()
  );
  create table public.jobs (
    id bigint generated always as identity (start with 1000) primary key,
    shop_id bigint references public.shops (id) on delete set null,
    title text not null,
    title_grams text[] generated always as (engine.grams(title)) stored,
    note text,
    state text default 'open' constraint state_is_known check (state in ('draft', 'open', 'paid', 'shut')),
    cost numeric(14,2),
    qty integer,
    double_qty integer generated always as (qty * 2) stored,
    is_urgent boolean,
    due_at timestamptz,
    due_on date,
    labels text[],
    shop_ids bigint[] default '{}',
    owner_id uuid default engine.member_id() references config.members (id),
    version integer not null default 1
  );
  create table public.steps (
    id bigint generated always as identity (start with 1000) primary key,
    job_id bigint not null references public.jobs (id) on delete cascade,
    name text not null,
    weight integer,
    is_done boolean default false,
    done_at timestamptz
  );
  create index on public.shops (region_id);
  create index on public.shops (parent_id);
  create index on public.jobs (shop_id);
  create index on public.steps (job_id);

  create function public.finish_job(job_id bigint)
  returns bigint
  language sql volatile security definer set search_path = ''
  as $$ select id from public.jobs where id = job_id $$;
  create function public.tally()
  returns bigint
  language sql stable security definer set search_path = ''
  as $$ select count(*) from public.jobs $$;

  select engine.define_group('work', '{"en": "Work", "zh-CN": "工作"}');
  select engine.adopt_table(name, '{"group": "work"}')
  from unnest(array['regions', 'shops', 'jobs', 'steps']) as name;
  select engine.define_operation('finish_job', '{"en": "Finish", "zh-CN": "完成"}', 'jobs');
  select engine.define_operation('tally', '{"en": "Tally", "zh-CN": "合计"}');
  select engine.define_variable('my_regions', 'regions', '{"en": "My regions", "zh-CN": "我的地区"}');
  select engine.define_variable('my_shops', 'shops', '{"en": "My shops", "zh-CN": "我的店铺"}');
  select engine.define_role('owner', '{"en": "Owner", "zh-CN": "业主"}',
    '{"rank": 0, "can_view_as": true, "may_configure": ["members", "roles", "entities", "views", "settings"]}');
  select engine.sync_roles();
`;

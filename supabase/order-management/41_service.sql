-- Promises about time, what goes wrong at large, and who has to do something.

create table public.sla_policies (
  id bigint generated always as identity primary key,
  stage text not null constraint stage_is_known check (
    stage in ('pay', 'review', 'release', 'pick', 'ship', 'deliver', 'first_reply', 'resolve')
  ),
  channel_id bigint
    constraint promise_is_made_on_a_channel references public.channels (id) on delete cascade,
  hours numeric(8,2) not null constraint hours_are_positive check (hours > 0),
  calendar text not null default 'always' constraint calendar_is_known check (
    calendar in ('always', 'working_hours')
  ),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint stage_has_one_promise_per_channel unique nulls not distinct (stage, channel_id)
);
create index sla_policies_channel_id_idx on public.sla_policies (channel_id);

comment on table public.sla_policies is 'Time limits | 时效标准';
comment on column public.sla_policies.stage is 'Stage | 环节';
comment on column public.sla_policies.channel_id is 'Channel | 渠道
Empty: all channels | 为空表示全部渠道';
comment on column public.sla_policies.hours is 'Hours | 小时';
comment on column public.sla_policies.calendar is 'Counted in | 计时方式';
comment on column public.sla_policies.is_active is 'Active | 启用';

create table public.incidents (
  id bigint generated always as identity primary key,
  incident_no text not null generated always as (public.document_number('IN-', id)) stored
    constraint incident_number_is_unique unique,
  type text not null constraint type_is_known check (
    type in ('carrier_stopped', 'warehouse_stopped', 'system_failure', 'stock_wrong', 'data_leak', 'other')
  ),
  title text not null,
  description text,
  plan jsonb not null default '[]' constraint plan_is_a_list check (jsonb_typeof(plan) = 'array'),
  is_drill boolean not null default false,
  carrier_id bigint
    constraint incident_concerns_a_carrier references public.carriers (id) on delete restrict,
  warehouse_id bigint
    constraint incident_concerns_a_warehouse references public.warehouses (id) on delete restrict,
  owner_id uuid
    constraint incident_is_led_by_a_member references config.members (id) on delete set null,
  opened_at timestamptz not null default now(),
  closed_at timestamptz constraint incident_ends_after_it_began check (closed_at >= opened_at),
  findings text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index incidents_carrier_id_idx on public.incidents (carrier_id);
create index incidents_warehouse_id_idx on public.incidents (warehouse_id);
create index incidents_owner_id_idx on public.incidents (owner_id);

comment on table public.incidents is 'Incidents | 突发事件';
comment on column public.incidents.incident_no is 'Incident number | 事件编号';
comment on column public.incidents.type is 'Type | 类型';
comment on column public.incidents.title is 'Title | 标题';
comment on column public.incidents.description is 'Description | 描述';
comment on column public.incidents.plan is 'Checklist | 应急清单';
comment on column public.incidents.is_drill is 'Drill | 演练
Nothing is sent to customers | 不会通知客户';
comment on column public.incidents.carrier_id is 'Carrier | 物流公司';
comment on column public.incidents.warehouse_id is 'Warehouse | 仓库';
comment on column public.incidents.owner_id is 'Led by | 负责人';
comment on column public.incidents.opened_at is 'Opened | 发生时间';
comment on column public.incidents.closed_at is 'Closed | 结束时间';
comment on column public.incidents.findings is 'Findings | 总结';

create table public.tasks (
  id bigint generated always as identity primary key,
  title text not null constraint title_is_not_blank check (btrim(title) <> ''),
  description text,
  role_key text,
  assignee_id uuid
    constraint task_is_given_to_a_member references config.members (id) on delete set null,
  order_id bigint
    constraint task_concerns_an_order references public.orders (id) on delete cascade,
  complaint_id bigint
    constraint task_concerns_a_complaint references public.complaints (id) on delete cascade,
  incident_id bigint
    constraint task_concerns_an_incident references public.incidents (id) on delete cascade,
  state text not null default 'open' constraint state_is_known check (state in ('open', 'done', 'cancelled')),
  due_at timestamptz,
  done_at timestamptz,
  done_by_id uuid
    constraint task_was_done_by_a_member references config.members (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index tasks_assignee_id_idx on public.tasks (assignee_id);
create index tasks_order_id_idx on public.tasks (order_id);
create index tasks_complaint_id_idx on public.tasks (complaint_id);
create index tasks_incident_id_idx on public.tasks (incident_id);
create index tasks_done_by_id_idx on public.tasks (done_by_id);
create index tasks_open_idx on public.tasks (role_key, due_at) where state = 'open';
create index tasks_due_at_idx on public.tasks (due_at, id);

comment on table public.tasks is 'Tasks | 任务';
comment on column public.tasks.title is 'Title | 标题';
comment on column public.tasks.description is 'Description | 描述';
comment on column public.tasks.role_key is 'For role | 负责角色';
comment on column public.tasks.assignee_id is 'For | 负责人';
comment on column public.tasks.order_id is 'Order | 订单';
comment on column public.tasks.complaint_id is 'Complaint | 投诉';
comment on column public.tasks.incident_id is 'Incident | 突发事件';
comment on column public.tasks.state is 'State | 状态';
comment on column public.tasks.due_at is 'Due | 截止时间';
comment on column public.tasks.done_at is 'Done | 完成时间';
comment on column public.tasks.done_by_id is 'Done by | 完成人';

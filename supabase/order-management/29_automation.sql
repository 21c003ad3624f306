-- What may follow what, what happens by itself, and what waits to be sent.

create table public.status_rules (
  id bigint generated always as identity primary key,
  axis text not null constraint axis_is_known check (
    axis in ('lifecycle', 'sub_order', 'payment', 'refund', 'return', 'complaint')
  ),
  from_state text not null,
  to_state text not null,
  role_key text not null,
  guards text[] not null default '{}' constraint guards_are_known check (
    guards <@ array[
      'complete', 'not_on_hold', 'within_limit', 'four_eyes', 'not_released', 'not_shipped', 'delivered', 'no_open_return'
    ]
  ),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint transition_is_described_once_per_role unique (axis, from_state, to_state, role_key)
);

comment on table public.status_rules is 'Transitions | 状态流转规则
Which role may move what from which state to which | 各角色可执行的状态变更';
comment on column public.status_rules.axis is 'Of | 对象';
comment on column public.status_rules.from_state is 'From | 原状态';
comment on column public.status_rules.to_state is 'To | 新状态';
comment on column public.status_rules.role_key is 'Role | 角色
A role, `system` for what happens by itself, or * for everybody | 角色标识；system 表示自动处理，* 表示所有人';
comment on column public.status_rules.guards is 'Conditions | 条件';
comment on column public.status_rules.is_active is 'Active | 启用';

create table public.automation_rules (
  id bigint generated always as identity primary key,
  name text not null,
  event text not null constraint event_is_known check (
    event in (
      'order_received', 'order_paid', 'order_shipped', 'order_delivered', 'order_overdue', 'return_requested',
      'complaint_opened', 'stock_low'
    )
  ),
  conditions jsonb not null default '{"all": []}' constraint conditions_are_an_object check (
    jsonb_typeof(conditions) = 'object'
  ),
  actions jsonb not null default '[]' constraint actions_are_a_list check (jsonb_typeof(actions) = 'array'),
  priority integer not null default 100,
  is_active boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.automation_rules is 'Automation rules | 自动化规则';
comment on column public.automation_rules.name is 'Name | 名称';
comment on column public.automation_rules.event is 'When | 触发事件';
comment on column public.automation_rules.conditions is 'If | 条件';
comment on column public.automation_rules.actions is 'Then | 动作';
comment on column public.automation_rules.priority is 'Priority | 优先级';
comment on column public.automation_rules.is_active is 'Active | 启用';

create table public.rule_runs (
  id bigint generated always as identity primary key,
  rule_id bigint not null
    constraint run_is_of_a_rule references public.automation_rules (id) on delete cascade,
  order_id bigint
    constraint run_concerns_an_order references public.orders (id) on delete cascade,
  order_event_id bigint
    constraint run_was_triggered_by_an_event references public.order_events (id) on delete cascade,
  state text not null constraint state_is_known check (state in ('succeeded', 'failed', 'skipped')),
  log text,
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rule_runs_once_per_event unique (rule_id, order_id, order_event_id)
);
create index rule_runs_order_id_idx on public.rule_runs (order_id);
create index rule_runs_order_event_id_idx on public.rule_runs (order_event_id);
create index rule_runs_at_idx on public.rule_runs (at desc, id desc);

comment on table public.rule_runs is 'Rule runs | 规则执行记录';
comment on column public.rule_runs.rule_id is 'Rule | 规则';
comment on column public.rule_runs.order_id is 'Order | 订单';
comment on column public.rule_runs.order_event_id is 'Triggered by | 触发事件';
comment on column public.rule_runs.state is 'Result | 结果';
comment on column public.rule_runs.log is 'Log | 日志';
comment on column public.rule_runs.at is 'When | 时间';

create table public.outbox (
  id bigint generated always as identity primary key,
  topic text not null constraint topic_is_not_blank check (btrim(topic) <> ''),
  payload jsonb not null default '{}',
  order_id bigint
    constraint message_concerns_an_order references public.orders (id) on delete cascade,
  dedupe_key text not null constraint message_is_sent_once unique,
  attempts integer not null default 0 constraint attempts_are_not_negative check (attempts >= 0),
  next_at timestamptz not null default now(),
  done_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index outbox_order_id_idx on public.outbox (order_id);
create index outbox_waiting_idx on public.outbox (next_at) where done_at is null;

comment on table public.outbox is 'Outbox | 待发消息
Mails, labels and calls that wait to be sent | 待发送的邮件、面单与接口调用';
comment on column public.outbox.topic is 'Topic | 主题';
comment on column public.outbox.payload is 'Content | 内容';
comment on column public.outbox.order_id is 'Order | 订单';
comment on column public.outbox.dedupe_key is 'Sent once per | 去重键';
comment on column public.outbox.attempts is 'Attempts | 尝试次数';
comment on column public.outbox.next_at is 'Next attempt | 下次尝试';
comment on column public.outbox.done_at is 'Sent | 完成时间';
comment on column public.outbox.last_error is 'Last error | 最近错误';

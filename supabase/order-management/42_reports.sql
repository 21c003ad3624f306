-- Reports that are made regularly, their results, and the limits that figures are measured against.

create table public.report_definitions (
  id bigint generated always as identity primary key,
  code text not null constraint report_code_is_unique unique,
  name text not null,
  description text,
  period text not null default 'day' constraint period_is_known check (
    period in ('day', 'week', 'month', 'quarter', 'year')
  ),
  due_time text constraint due_time_is_a_time_of_day check (due_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  parameters jsonb not null default '{}' constraint parameters_are_an_object check (
    jsonb_typeof(parameters) = 'object'
  ),
  role_keys text[] not null default '{}',
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.report_definitions is 'Scheduled reports | 定期报表';
comment on column public.report_definitions.code is 'Code | 编码';
comment on column public.report_definitions.name is 'Name | 名称';
comment on column public.report_definitions.description is 'Definition | 口径说明';
comment on column public.report_definitions.period is 'Period | 周期';
comment on column public.report_definitions.due_time is 'Made at | 生成时间';
comment on column public.report_definitions.parameters is 'Parameters | 参数';
comment on column public.report_definitions.role_keys is 'For roles | 接收角色';
comment on column public.report_definitions.is_active is 'Active | 启用';

create table public.report_runs (
  id bigint generated always as identity primary key,
  definition_id bigint not null
    constraint run_is_of_a_report references public.report_definitions (id) on delete cascade,
  period_start date not null,
  period_end date not null,
  figures jsonb not null default '{}',
  made_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint report_is_made_once_per_period unique (definition_id, period_start),
  constraint period_is_in_order check (period_start <= period_end)
);

comment on table public.report_runs is 'Report results | 报表结果';
comment on column public.report_runs.definition_id is 'Report | 报表';
comment on column public.report_runs.period_start is 'From | 开始日期';
comment on column public.report_runs.period_end is 'To | 结束日期';
comment on column public.report_runs.figures is 'Figures | 数据';
comment on column public.report_runs.made_at is 'Made | 生成时间';

create table public.metric_limits (
  id bigint generated always as identity primary key,
  metric text not null,
  platform text not null,
  warning_at numeric(10,4),
  limit_at numeric(10,4) not null,
  higher_is_better boolean not null default false,
  source text,
  valid_from date not null default current_date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint limit_is_set_once_per_day unique (metric, platform, valid_from)
);

comment on table public.metric_limits is 'Metric limits | 指标阈值
Platforms change their targets, so each has its date and source | 平台标准会变化，须注明日期与来源';
comment on column public.metric_limits.metric is 'Metric | 指标';
comment on column public.metric_limits.platform is 'Platform | 平台';
comment on column public.metric_limits.warning_at is 'Warning at | 预警值';
comment on column public.metric_limits.limit_at is 'Limit | 阈值';
comment on column public.metric_limits.higher_is_better is 'Higher is better | 越高越好';
comment on column public.metric_limits.source is 'Source | 来源';
comment on column public.metric_limits.valid_from is 'Valid from | 生效日期';

-- Complaints: from receipt over finding and measure to the reply.

create table public.complaints (
  id bigint generated always as identity primary key,
  complaint_no text not null generated always as (public.document_number('CP-', id)) stored
    constraint complaint_number_is_unique unique,
  order_id bigint
    constraint complaint_is_about_an_order references public.orders (id) on delete restrict,
  customer_id bigint
    constraint complaint_is_made_by_a_customer references public.customers (id) on delete restrict,
  channel_id bigint
    constraint complaint_came_through_a_channel references public.channels (id) on delete restrict,
  type text not null constraint type_is_known check (
    type in ('quality', 'delivery', 'service', 'wrong_item', 'price', 'invoice', 'other')
  ),
  severity text not null default 'normal' constraint severity_is_known check (
    severity in ('low', 'normal', 'high', 'urgent')
  ),
  state text not null default 'open' constraint state_is_known check (
    state in ('open', 'investigating', 'waiting_customer', 'resolved', 'closed')
  ),
  subject text not null constraint subject_is_not_blank check (btrim(subject) <> ''),
  description text,
  assignee_id uuid
    constraint complaint_is_handled_by_a_member references config.members (id) on delete set null,
  finding text,
  measure text,
  reply text,
  csat integer constraint satisfaction_is_1_to_5 check (csat between 1 and 5),
  due_at timestamptz,
  first_response_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  is_negative_feedback boolean not null default false,
  is_az_claim boolean not null default false,
  is_claim_denied boolean not null default false,
  is_chargeback boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint resolving_needs_a_reply check (
    state not in ('resolved', 'closed') or coalesce(btrim(reply), '') <> ''
  ),
  constraint only_a_claim_is_denied check (is_az_claim or not is_claim_denied)
);
create index complaints_order_id_idx on public.complaints (order_id);
create index complaints_customer_id_idx on public.complaints (customer_id);
create index complaints_channel_id_idx on public.complaints (channel_id);
create index complaints_assignee_id_idx on public.complaints (assignee_id) where assignee_id is not null;
create index complaints_state_idx on public.complaints (state, due_at);
create index complaints_created_at_idx on public.complaints (created_at desc, id desc);
select order_management.keep_parent('complaints', 'order_id');

comment on table public.complaints is 'Complaints | 投诉';
comment on column public.complaints.complaint_no is 'Complaint number | 投诉单号';
comment on column public.complaints.order_id is 'Order | 订单';
comment on column public.complaints.customer_id is 'Customer | 客户';
comment on column public.complaints.channel_id is 'Channel | 渠道';
comment on column public.complaints.type is 'Type | 类型';
comment on column public.complaints.severity is 'Severity | 严重程度';
comment on column public.complaints.state is 'State | 状态';
comment on column public.complaints.subject is 'Subject | 主题';
comment on column public.complaints.description is 'Description | 描述';
comment on column public.complaints.assignee_id is 'Handled by | 处理人';
comment on column public.complaints.finding is 'Finding | 调查结果';
comment on column public.complaints.measure is 'Measure | 处理措施';
comment on column public.complaints.reply is 'Reply | 回复
Needed to resolve the complaint | 解决投诉前必须填写';
comment on column public.complaints.csat is 'Satisfaction (1-5) | 满意度（1-5）';
comment on column public.complaints.due_at is 'Due | 截止时间';
comment on column public.complaints.first_response_at is 'First response | 首次响应';
comment on column public.complaints.resolved_at is 'Resolved | 解决时间';
comment on column public.complaints.closed_at is 'Closed | 关闭时间';
comment on column public.complaints.is_negative_feedback is 'Negative feedback | 差评';
comment on column public.complaints.is_az_claim is 'A-to-z claim | A-to-z 索赔';
comment on column public.complaints.is_claim_denied is 'Claim denied | 索赔被驳回';
comment on column public.complaints.is_chargeback is 'Chargeback | 拒付';

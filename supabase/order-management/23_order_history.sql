-- What happened to an order, and which orders belong together.

create table public.order_events (
  id bigint generated always as identity primary key,
  order_id bigint not null
    constraint event_happened_to_an_order references public.orders (id) on delete cascade,
  at timestamptz not null default now(),
  type text not null constraint type_is_known check (
    type in (
      'created', 'status_changed', 'recipient_changed', 'address_changed', 'note_changed', 'promise_changed',
      'hold_changed', 'amount_changed', 'line_added', 'line_changed', 'line_removed',
      'payment_added', 'payment_changed', 'refund_added', 'refund_changed', 'invoice_added', 'invoice_changed',
      'sub_order_added', 'sub_order_changed', 'parcel_added', 'parcel_shipped', 'parcel_delivered', 'parcel_changed',
      'return_added', 'return_changed', 'complaint_added', 'complaint_changed'
    )
  ),
  actor_id uuid
    constraint event_was_caused_by_a_member references config.members (id) on delete set null,
  actor_role text,
  old_values jsonb,
  new_values jsonb,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index order_events_order_id_idx on public.order_events (order_id, at);
create index order_events_type_idx on public.order_events (type, at);
create index order_events_actor_id_idx on public.order_events (actor_id) where actor_id is not null;

comment on table public.order_events is 'Timeline | 订单动态
Written by the database, never changed | 由数据库记录，不可更改';
comment on column public.order_events.order_id is 'Order | 订单';
comment on column public.order_events.at is 'When | 时间';
comment on column public.order_events.type is 'What | 事件';
comment on column public.order_events.actor_id is 'Who | 操作人';
comment on column public.order_events.actor_role is 'Role | 角色';
comment on column public.order_events.old_values is 'Before | 变更前';
comment on column public.order_events.new_values is 'After | 变更后';
comment on column public.order_events.note is 'Note | 说明';

create table public.order_links (
  id bigint generated always as identity primary key,
  from_order_id bigint not null
    constraint link_starts_at_an_order references public.orders (id) on delete cascade,
  to_order_id bigint not null
    constraint link_ends_at_an_order references public.orders (id) on delete cascade,
  kind text not null constraint kind_is_known check (kind in ('exchange', 'replacement', 'merged', 'related')),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint orders_are_linked_once_per_kind unique (from_order_id, to_order_id, kind),
  -- Ids grow with time, so links that point from older to younger orders can never form a circle.
  constraint link_points_to_a_younger_order check (from_order_id < to_order_id)
);
create index order_links_to_order_id_idx on public.order_links (to_order_id);

comment on table public.order_links is 'Linked orders | 关联订单';
comment on column public.order_links.from_order_id is 'Original order | 原订单';
comment on column public.order_links.to_order_id is 'Following order | 后续订单';
comment on column public.order_links.kind is 'Kind | 类型';
comment on column public.order_links.note is 'Note | 说明';

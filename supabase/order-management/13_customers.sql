-- People who buy, and the names under which each channel knows them.

create table public.customers (
  id bigint generated always as identity primary key,
  name text not null constraint name_is_not_blank check (btrim(name) <> ''),
  name_grams text[] generated always as (engine.grams(name)) stored,
  phone text,
  phone_masked text generated always as (
    case
      when length(phone) >= 11 then left(phone, 3) || '****' || right(phone, 4)
      when length(phone) >= 7 then left(phone, 2) || '****' || right(phone, 2)
      when phone <> '' then '****'
    end
  ) stored,
  email text,
  country text,
  level text not null default 'normal' constraint level_is_known check (
    level in ('normal', 'silver', 'gold', 'platinum')
  ),
  points integer not null default 0,
  tags text[] not null default '{}',
  note text,
  is_blocked boolean not null default false,
  merged_into_id bigint
    constraint customer_is_merged_into_a_customer references public.customers (id) on delete restrict
    constraint customer_is_not_merged_into_itself check (merged_into_id <> id),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index customers_name_grams_idx on public.customers using gin (name_grams);
create index customers_phone_idx on public.customers using gin (phone extensions.gin_trgm_ops);
create index customers_email_idx on public.customers using gin (email extensions.gin_trgm_ops);
create index customers_merged_into_id_idx on public.customers (merged_into_id);
create index customers_created_at_idx on public.customers (created_at desc, id desc);

comment on table public.customers is 'Customers | 客户';
comment on column public.customers.name is 'Name | 姓名';
comment on column public.customers.phone is 'Phone | 电话';
comment on column public.customers.phone_masked is 'Phone (masked) | 电话（脱敏）';
comment on column public.customers.email is 'E-mail | 邮箱';
comment on column public.customers.country is 'Country | 国家/地区';
comment on column public.customers.level is 'Level | 会员等级';
comment on column public.customers.points is 'Points | 积分';
comment on column public.customers.tags is 'Tags | 标签';
comment on column public.customers.note is 'Note | 备注';
comment on column public.customers.is_blocked is 'Blocked | 黑名单';
comment on column public.customers.merged_into_id is 'Merged into | 已合并到
The customer record that is used instead | 合并后使用的客户';

create table public.customer_identities (
  id bigint generated always as identity primary key,
  customer_id bigint not null
    constraint identity_belongs_to_a_customer references public.customers (id) on delete cascade,
  channel_id bigint not null
    constraint identity_is_known_to_a_channel references public.channels (id) on delete restrict,
  external_buyer_id text not null,
  buyer_name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint buyer_is_known_once_per_channel unique (channel_id, external_buyer_id)
);
create index customer_identities_customer_id_idx on public.customer_identities (customer_id);

comment on table public.customer_identities is 'Customer identities | 客户身份
Accounts of a customer on the channels | 客户在各渠道的账号';
comment on column public.customer_identities.customer_id is 'Customer | 客户';
comment on column public.customer_identities.channel_id is 'Channel | 渠道';
comment on column public.customer_identities.external_buyer_id is 'Buyer ID | 买家账号';
comment on column public.customer_identities.buyer_name is 'Buyer name | 买家昵称';

-- Where orders come from, with the rules that each shop sets for itself.

create table public.channels (
  id bigint generated always as identity primary key,
  code text not null constraint channel_code_is_unique unique,
  platform text not null default 'manual' constraint platform_is_known check (
    platform in ('taobao', 'tmall', 'jd', 'pdd', 'douyin', 'amazon', 'shopify', 'manual', 'other')
  ),
  shop_name text not null,
  time_zone text not null default 'Asia/Shanghai' constraint time_zone_is_known check (
    timezone(time_zone, timestamptz '2000-01-01 00:00:00+00') is not null
  ),
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  split_policy text not null default 'ship_available' constraint split_policy_is_known check (
    split_policy in ('all_or_nothing', 'ship_available', 'hold')
  ),
  minimum_part_value numeric(14,2) not null default 0 constraint part_value_is_not_negative check (
    minimum_part_value >= 0
  ),
  shipping_shared_by text not null default 'amount' constraint shipping_is_shared_in_a_known_way check (
    shipping_shared_by in ('amount', 'weight', 'first')
  ),
  review_above numeric(14,2) constraint review_limit_is_not_negative check (review_above >= 0),
  second_approval_above numeric(14,2) constraint approval_limit_is_not_negative check (
    second_approval_above >= 0
  ),
  change_window_minutes integer not null default 30 constraint change_window_is_not_negative check (
    change_window_minutes >= 0
  ),
  return_window_days integer not null default 7 constraint return_window_is_not_negative check (
    return_window_days >= 0
  ),
  complete_after_days integer not null default 7 constraint completion_delay_is_not_negative check (
    complete_after_days >= 0
  ),
  reviews_blocked_customers boolean not null default true,
  change_fields text[] not null
    default '{ship_name,ship_phone,ship_province,ship_city,ship_district,ship_street,ship_zip}'
    constraint customers_change_known_fields check (
      change_fields <@ array[
        'ship_name', 'ship_phone', 'ship_province', 'ship_city', 'ship_district', 'ship_street', 'ship_zip'
      ]
    ),
  confirms_when_paid boolean not null default true,
  splits_when_paid boolean not null default true,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.channels is 'Channels | 渠道
Shops and other places where orders come from | 店铺等订单来源';
comment on column public.channels.code is 'Code | 编码';
comment on column public.channels.platform is 'Platform | 平台';
comment on column public.channels.shop_name is 'Shop | 店铺名称';
comment on column public.channels.time_zone is 'Time zone | 时区
Days of reports and deadlines are counted in it | 报表日期与时限按此时区计算';
comment on column public.channels.currency is 'Currency | 币种';
comment on column public.channels.split_policy is 'When stock is short | 缺货时的拆单策略';
comment on column public.channels.minimum_part_value is 'Least value of a part | 子订单最低金额
A split must leave at least this value on both sides | 拆分后两部分均不得低于此金额';
comment on column public.channels.shipping_shared_by is 'Shipping fee is shared by | 运费分摊方式';
comment on column public.channels.review_above is 'Review orders above | 超过此金额需审核';
comment on column public.channels.second_approval_above is 'Second approval of refunds above | 退款超过此金额需二次审批';
comment on column public.channels.change_window_minutes is 'Change window (minutes) | 可修改时间（分钟）';
comment on column public.channels.return_window_days is 'Return window (days) | 退货期限（天）';
comment on column public.channels.complete_after_days is 'Completed after delivery (days) | 签收后自动完成（天）';
comment on column public.channels.reviews_blocked_customers is 'Review orders of blocked customers | 黑名单客户订单需审核';
comment on column public.channels.change_fields is 'Customers may change | 客户可修改
Within the change window after the order was confirmed | 在审核后的可修改时间内';
comment on column public.channels.confirms_when_paid is 'Confirm paid orders by itself | 付款后自动审核
Orders that need no review and lack nothing | 无需人工审核且信息完整的订单';
comment on column public.channels.splits_when_paid is 'Split paid orders by itself | 付款后自动拆单
Sub-orders are made and stock is reserved at once | 立即生成子订单并占用库存';
comment on column public.channels.is_active is 'Active | 启用';

-- How each channel names what we sell.

create table public.channel_skus (
  id bigint generated always as identity primary key,
  channel_id bigint not null
    constraint listing_is_on_a_channel references public.channels (id) on delete restrict,
  external_sku text not null,
  external_item_id text,
  title text,
  sku_id bigint
    constraint listing_sells_a_sku references public.skus (id) on delete restrict,
  qty_factor integer not null default 1 constraint factor_is_positive check (qty_factor > 0),
  buffer integer not null default 0 constraint buffer_is_not_negative check (buffer >= 0),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channel_lists_a_sku_once unique (channel_id, external_sku)
);
create index channel_skus_sku_id_idx on public.channel_skus (sku_id);
create index channel_skus_external_sku_idx on public.channel_skus
  using gin (external_sku extensions.gin_trgm_ops);

comment on table public.channel_skus is 'Listings | 渠道商品
How a channel names a SKU | 渠道商品与 SKU 的对应关系';
comment on column public.channel_skus.channel_id is 'Channel | 渠道';
comment on column public.channel_skus.external_sku is 'SKU on the channel | 渠道 SKU';
comment on column public.channel_skus.external_item_id is 'Item ID on the channel | 渠道商品 ID';
comment on column public.channel_skus.title is 'Title | 标题';
comment on column public.channel_skus.sku_id is 'SKU | SKU
Empty: not mapped yet | 为空表示尚未匹配';
comment on column public.channel_skus.qty_factor is 'Pieces per unit sold | 每件折算数量';
comment on column public.channel_skus.buffer is 'Stock kept back | 预留库存';
comment on column public.channel_skus.is_active is 'Active | 启用';

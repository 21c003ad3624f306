-- Generated from supabase/order-management by "npm run migrations"; edit the sources.

-- supabase/order-management/60_imports.sql
-- Files that were imported, every row of them, and the profiles that say how to read a file.

create table public.import_profiles (
  id bigint generated always as identity primary key,
  name text not null unique constraint import_profile_name_has_1_to_60_characters
    check (length(name) between 1 and 60),
  channel_code text not null,
  shop_name text not null,
  platform text not null,
  time_zone text not null default 'Asia/Shanghai'
    constraint time_zone_is_known check (engine.is_time_zone(time_zone)),
  currency text not null default 'CNY'
    constraint import_profile_currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  header_map jsonb not null constraint header_map_names_the_needed_columns check (
    jsonb_typeof(header_map) = 'object'
    and header_map ?& array['external_no', 'placed_at', 'sku_code', 'quantity', 'unit_price']
  ),
  delimiter text constraint delimiter_is_one_character check (length(delimiter) = 1),
  date_order text not null default 'ymd'
    constraint date_order_is_known check (date_order in ('ymd', 'mdy', 'dmy')),
  credit_prefix text,
  orders_are_paid boolean not null default false,
  orders_are_completed boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.import_profiles is
  E'Import profile | 导入配置\nHow the columns of a file become orders | 文件的各列如何变成订单';
comment on column public.import_profiles.id is 'No. | 编号';
comment on column public.import_profiles.name is 'Name | 名称';
comment on column public.import_profiles.channel_code is
  E'Channel code | 渠道代码\nThe channel is created with the first import | 首次导入时自动创建渠道';
comment on column public.import_profiles.shop_name is 'Shop name | 店铺名称';
comment on column public.import_profiles.platform is 'Platform | 平台';
comment on column public.import_profiles.time_zone is
  E'Time zone | 时区\nTimes in the file are read in this zone | 文件中的时间按此时区解读';
comment on column public.import_profiles.currency is 'Currency | 币种';
comment on column public.import_profiles.header_map is
  E'Column headers | 列标题\nEach field with the headers it may have | 每个字段及其可能的列标题';
comment on column public.import_profiles.delimiter is
  E'Delimiter | 分隔符\nEmpty: told from the header | 留空则根据表头判断';
comment on column public.import_profiles.date_order is
  E'Order of dates | 日期顺序\nThe order of year, month and day | 年、月、日的先后';
comment on column public.import_profiles.credit_prefix is
  E'Prefix of credits | 冲销单前缀\nNumbers that start so take a sale back | 以此开头的单号为冲销';
comment on column public.import_profiles.orders_are_paid is
  E'Orders are paid | 订单已付款\nEvery order of the file gets its payment | 文件中的每个订单都会生成付款';
comment on column public.import_profiles.orders_are_completed is
  E'Orders are completed | 订单已完成\nPast orders: nothing is left to ship | 历史订单：无需再发货';
comment on column public.import_profiles.is_active is 'Active | 启用';
comment on column public.import_profiles.created_at is 'Created | 创建时间';
comment on column public.import_profiles.updated_at is 'Changed | 修改时间';

create table public.import_batches (
  id bigint generated always as identity primary key,
  profile_id bigint not null references public.import_profiles (id) on delete restrict,
  channel_id bigint not null references public.channels (id) on delete restrict,
  file_name text not null,
  sha256 text not null constraint sha256_is_a_digest check (sha256 ~ '^[0-9a-f]{64}$'),
  encoding text not null,
  header text[] not null,
  positions jsonb not null,
  state text not null default 'staging'
    constraint import_batch_state_is_known check (state in ('staging', 'orders', 'credits', 'done')),
  next_chunk integer not null default 0,
  row_count integer not null constraint row_count_is_not_negative check (row_count >= 0),
  created_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  rejected_count integer not null default 0,
  order_no_count integer not null default 0,
  credit_no_count integer not null default 0,
  signed_sum numeric(20, 4) not null default 0,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (sha256, profile_id),
  constraint finished_batch_accounts_for_every_row check (
    state <> 'done'
    or created_count + updated_count + unchanged_count + rejected_count = row_count
  )
);
create index import_batches_profile_id_idx on public.import_batches (profile_id);
create index import_batches_channel_id_idx on public.import_batches (channel_id);
comment on table public.import_batches is
  E'Import | 导入批次\nOne file that was imported; the same file again changes nothing | 一个已导入的文件；重复导入不会改变任何数据';
comment on column public.import_batches.id is 'No. | 编号';
comment on column public.import_batches.profile_id is 'Import profile | 导入配置';
comment on column public.import_batches.channel_id is 'Channel | 渠道';
comment on column public.import_batches.file_name is 'File | 文件';
comment on column public.import_batches.sha256 is
  E'Fingerprint | 指纹\nSHA-256 of the unpacked content | 解压后内容的 SHA-256';
comment on column public.import_batches.encoding is 'Encoding | 编码';
comment on column public.import_batches.header is 'Column headers | 列标题';
comment on column public.import_batches.positions is 'Columns by field | 字段所在列';
comment on column public.import_batches.state is 'State | 状态';
comment on column public.import_batches.next_chunk is 'Next chunk | 下一分块';
comment on column public.import_batches.row_count is 'Rows | 行数';
comment on column public.import_batches.created_count is 'Rows created | 新建行数';
comment on column public.import_batches.updated_count is 'Rows updated | 更新行数';
comment on column public.import_batches.unchanged_count is 'Rows unchanged | 未变行数';
comment on column public.import_batches.rejected_count is 'Rows rejected | 拒绝行数';
comment on column public.import_batches.order_no_count is
  E'Order numbers | 单号数\nDistinct numbers in the file, credits included | 文件中不同的单号数，含冲销单';
comment on column public.import_batches.credit_no_count is 'Credit numbers | 冲销单号数';
comment on column public.import_batches.signed_sum is
  E'Signed sum | 带符号合计\nQuantity x price over all readable rows | 所有可读行的数量乘单价之和';
comment on column public.import_batches.finished_at is 'Finished | 完成时间';
comment on column public.import_batches.created_at is 'Started | 开始时间';
comment on column public.import_batches.updated_at is 'Changed | 修改时间';

create table public.import_rows (
  id bigint generated always as identity primary key,
  batch_id bigint not null references public.import_batches (id) on delete cascade,
  row_no integer not null,
  chunk integer not null,
  raw text[] not null,
  state text not null default 'new'
    constraint import_row_state_is_known check (state in ('new', 'created', 'updated', 'unchanged', 'rejected')),
  reason text,
  detail jsonb,
  order_id bigint references public.orders (id) on delete set null,
  unique (batch_id, row_no),
  constraint rejected_row_has_a_reason check ((state = 'rejected') = (reason is not null))
);
create index import_rows_open_idx on public.import_rows (batch_id, chunk) where state = 'new';
create index import_rows_rejected_idx on public.import_rows (batch_id, row_no) where state = 'rejected';
create index import_rows_order_id_idx on public.import_rows (order_id);
comment on table public.import_rows is
  E'Imported row | 导入行\nEvery row of the file as it stood there, and what became of it | 文件的每一行原文及其处理结果';
comment on column public.import_rows.id is 'No. | 编号';
comment on column public.import_rows.batch_id is 'Import | 导入批次';
comment on column public.import_rows.row_no is
  E'Row | 行号\nAs a spreadsheet counts, the header is row 1 | 与电子表格一致，表头为第 1 行';
comment on column public.import_rows.chunk is 'Chunk | 分块';
comment on column public.import_rows.raw is 'Cells | 原始单元格';
comment on column public.import_rows.state is 'State | 状态';
comment on column public.import_rows.reason is 'Reason of rejection | 拒绝原因';
comment on column public.import_rows.detail is 'Details | 详情';
comment on column public.import_rows.order_id is 'Order | 订单';

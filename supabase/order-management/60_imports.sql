-- Files that were imported, every row of them, and the profiles that say how to read a file.

create table public.import_profiles (
  id bigint generated always as identity primary key,
  name text not null constraint profile_name_is_unique unique
    constraint name_has_1_to_60_characters check (length(name) between 1 and 60),
  channel_code text not null,
  shop_name text not null,
  platform text not null default 'manual' constraint platform_is_known check (
    platform in ('taobao', 'tmall', 'jd', 'pdd', 'douyin', 'amazon', 'shopify', 'manual', 'other')
  ),
  time_zone text not null default 'Asia/Shanghai'
    constraint time_zone_is_known check (
      timezone(time_zone, timestamptz '2000-01-01 00:00:00+00') is not null
    ),
  currency text not null default 'CNY'
    constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
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
comment on table public.import_profiles is 'Import profiles | 导入配置
How the columns of a file become orders | 文件的各列如何变成订单';
comment on column public.import_profiles.name is 'Name | 名称';
comment on column public.import_profiles.channel_code is 'Channel code | 渠道代码
The channel is created with the first import | 首次导入时自动创建渠道';
comment on column public.import_profiles.shop_name is 'Shop name | 店铺名称';
comment on column public.import_profiles.platform is 'Platform | 平台';
comment on column public.import_profiles.time_zone is 'Time zone | 时区
Times in the file are read in this zone | 文件中的时间按此时区解读';
comment on column public.import_profiles.currency is 'Currency | 币种';
comment on column public.import_profiles.header_map is 'Column headers | 列标题
Each field with the headers it may have | 每个字段及其可能的列标题';
comment on column public.import_profiles.delimiter is 'Delimiter | 分隔符
Empty: told from the header | 留空则根据表头判断';
comment on column public.import_profiles.date_order is 'Order of dates | 日期顺序
The order of year, month and day | 年、月、日的先后';
comment on column public.import_profiles.credit_prefix is 'Prefix of credits | 冲销单前缀
Numbers that start so take a sale back | 以此开头的单号为冲销';
comment on column public.import_profiles.orders_are_paid is 'Orders are paid | 订单已付款
Every order of the file gets its payment | 文件中的每个订单都会生成付款';
comment on column public.import_profiles.orders_are_completed is 'Orders are completed | 订单已完成
Past orders: nothing is left to ship | 历史订单：无需再发货';
comment on column public.import_profiles.is_active is 'Active | 启用';

create table public.import_batches (
  id bigint generated always as identity primary key,
  profile_id bigint not null
    constraint batch_is_read_by_a_profile references public.import_profiles (id) on delete restrict,
  channel_id bigint not null
    constraint batch_is_for_a_channel references public.channels (id) on delete restrict,
  file_name text not null,
  sha256 text not null constraint sha256_is_a_digest check (sha256 ~ '^[0-9a-f]{64}$'),
  encoding text not null,
  header text[] not null,
  positions jsonb not null,
  state text not null default 'staging'
    constraint state_is_known check (state in ('staging', 'orders', 'credits', 'done')),
  next_chunk integer not null default 0,
  row_count integer not null constraint row_count_is_not_negative check (row_count >= 0),
  created_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  rejected_count integer not null default 0,
  order_no_count integer not null default 0,
  credit_no_count integer not null default 0,
  signed_sum numeric(24,4) not null default 0,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint file_is_imported_once_per_profile unique (sha256, profile_id),
  constraint finished_batch_accounts_for_every_row check (
    state <> 'done'
    or created_count + updated_count + unchanged_count + rejected_count = row_count
  )
);
create index import_batches_profile_id_idx on public.import_batches (profile_id);
create index import_batches_channel_id_idx on public.import_batches (channel_id);
comment on table public.import_batches is 'Imports | 导入批次
One file that was imported; the same file again changes nothing | 一个已导入的文件；重复导入不会改变任何数据';
comment on column public.import_batches.profile_id is 'Import profiles | 导入配置';
comment on column public.import_batches.channel_id is 'Channel | 渠道';
comment on column public.import_batches.file_name is 'File | 文件';
comment on column public.import_batches.sha256 is 'Fingerprint | 指纹
SHA-256 of the unpacked content | 解压后内容的 SHA-256';
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
comment on column public.import_batches.order_no_count is 'Order numbers | 单号数
Distinct numbers in the file, credits included | 文件中不同的单号数，含冲销单';
comment on column public.import_batches.credit_no_count is 'Credit numbers | 冲销单号数';
comment on column public.import_batches.signed_sum is 'Signed sum | 带符号合计
Quantity x price over all readable rows | 所有可读行的数量乘单价之和';
comment on column public.import_batches.finished_at is 'Finished | 完成时间';

create table public.import_rows (
  id bigint generated always as identity primary key,
  batch_id bigint not null
    constraint row_belongs_to_a_batch references public.import_batches (id) on delete cascade,
  row_no integer not null,
  chunk integer not null,
  raw text[] not null,
  state text not null default 'new'
    constraint state_is_known check (state in ('new', 'created', 'updated', 'unchanged', 'rejected')),
  reason text,
  detail jsonb,
  order_id bigint
    constraint row_became_part_of_an_order references public.orders (id) on delete set null,
  constraint row_number_is_unique_in_its_batch unique (batch_id, row_no),
  constraint rejected_row_has_a_reason check ((state = 'rejected') = (reason is not null))
);
create index import_rows_open_idx on public.import_rows (batch_id, chunk) where state = 'new';
create index import_rows_rejected_idx on public.import_rows (batch_id, row_no) where state = 'rejected';
create index import_rows_order_id_idx on public.import_rows (order_id);
comment on table public.import_rows is 'Imported rows | 导入行
Every row of the file as it stood there, and what became of it | 文件的每一行原文及其处理结果';
comment on column public.import_rows.batch_id is 'Import | 导入批次';
comment on column public.import_rows.row_no is 'Row | 行号
As a spreadsheet counts, the header is row 1 | 与电子表格一致，表头为第 1 行';
comment on column public.import_rows.chunk is 'Chunk | 分块';
comment on column public.import_rows.raw is 'Cells | 原始单元格';
comment on column public.import_rows.state is 'State | 状态';
comment on column public.import_rows.reason is 'Reason of rejection | 拒绝原因';
comment on column public.import_rows.detail is 'Details | 详情';
comment on column public.import_rows.order_id is 'Order | 订单';

alter table public.orders
  add constraint order_came_with_an_import foreign key (import_batch_id)
    references public.import_batches (id) on delete set null;

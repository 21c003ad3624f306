-- The words and colours of everything else: after-sales, customers, goods, settings.

select order_management.describe_choices('returns', 'kind',
  'return|Return|退货|orange', 'exchange|Exchange|换货|blue', 'refund_only|Refund only|仅退款|purple');
select order_management.describe_choices('returns', 'state',
  'requested|Requested|已申请|orange', 'approved|Approved|已同意|blue', 'rejected|Rejected|已拒绝|red',
  'in_transit|On its way|退回途中|cyan', 'received|Received|已收货|geekblue', 'inspected|Inspected|已验货|lime',
  'closed|Closed|已完结|green');
select order_management.describe_choices('returns', 'reason_code',
  'quality|Quality|质量问题|red', 'wrong_item|Wrong item|发错货|volcano', 'damaged|Damaged|破损|orange',
  'not_as_described|Not as described|与描述不符|gold', 'no_longer_wanted|No longer wanted|不想要了|default',
  'late|Too late|发货太慢|purple', 'other|Other|其他|default');
select order_management.describe_choices('return_lines', 'condition',
  'sellable|Sellable|可售|green', 'damaged|Damaged|残次|red');
select order_management.describe_choices('complaints', 'type',
  'quality|Quality|质量|red', 'delivery|Delivery|物流|orange', 'service|Service|服务|gold',
  'wrong_item|Wrong item|发错货|volcano',
  'price|Price|价格|purple', 'invoice|Invoice|发票|blue', 'other|Other|其他|default');
select order_management.describe_choices('complaints', 'severity',
  'low|Low|低|default', 'normal|Normal|普通|blue', 'high|High|高|orange', 'urgent|Urgent|紧急|red');
select order_management.describe_choices('complaints', 'state',
  'open|Open|待处理|orange', 'investigating|Investigating|调查中|blue', 'waiting_customer|Waiting for customer|等待客户|gold',
  'resolved|Resolved|已解决|lime', 'closed|Closed|已关闭|green');
select order_management.describe_choices('tasks', 'state',
  'open|Open|待办|orange', 'done|Done|已完成|green', 'cancelled|Cancelled|已取消|default');
select engine.describe_field('tasks', 'role_key', '{"type": "choice", "choices_of": "roles"}');
select order_management.describe_choices('incidents', 'type',
  'carrier_stopped|Carrier stopped|物流停运|orange', 'warehouse_stopped|Warehouse stopped|仓库停摆|volcano',
  'system_failure|System failure|系统故障|red', 'stock_wrong|Stock wrong|库存异常|gold', 'data_leak|Data leak|数据泄露|magenta',
  'other|Other|其他|default');

select order_management.describe_choices('customers', 'level',
  'normal|Normal|普通|default', 'silver|Silver|银卡|blue', 'gold|Gold|金卡|gold', 'platinum|Platinum|白金卡|purple');
select order_management.describe_choices(entity, 'platform',
  'taobao|Taobao|淘宝|orange', 'tmall|Tmall|天猫|red', 'jd|JD.com|京东|volcano', 'pdd|Pinduoduo|拼多多|magenta',
  'douyin|Douyin|抖音|geekblue', 'amazon|Amazon|亚马逊|gold', 'shopify|Shopify|Shopify|green', 'manual|Manual|手工|default',
  'other|Other|其他|default')
from unnest(array['channels', 'import_profiles']) as entity;
select order_management.describe_choices('channels', 'split_policy',
  'all_or_nothing|Wait for everything|整单发货|blue', 'ship_available|Ship what is there|有货先发|green',
  'hold|Hold the order|挂起订单|orange');
select order_management.describe_choices('channels', 'shipping_shared_by',
  'amount|Amount|按金额|blue', 'weight|Weight|按重量|cyan', 'first|First line|首行承担|default');

select order_management.describe_choices(entity, 'shipping_class',
  'normal|Normal|普通|default', 'cold|Cold|冷链|cyan', 'hazardous|Hazardous|危险品|red', 'oversize|Oversize|大件|orange',
  'virtual|Virtual|虚拟|purple')
from unnest(array['skus', 'carrier_rules']) as entity;
select order_management.describe_choices('warehouses', 'kind',
  'own|Own|自营仓|blue', 'supplier|Supplier|供应商仓|orange', 'fba|Amazon FBA|亚马逊 FBA|gold', '3pl|Third party|第三方仓|purple');
select order_management.describe_choices('stock_movements', 'kind',
  'receive|Received|入库|green', 'ship|Shipped|出库|cyan', 'return_in|Returned|退货入库|lime', 'damage|Damaged|报损|red',
  'count|Count|盘点|gold', 'transfer_out|Transfer out|调拨出|orange', 'transfer_in|Transfer in|调拨入|blue',
  'correction|Correction|更正|default');
select order_management.describe_choices('reservations', 'state',
  'active|Active|占用中|blue', 'consumed|Shipped|已出库|green', 'released|Released|已释放|default');

select order_management.describe_choices('sla_policies', 'stage',
  'pay|Payment|付款|default', 'review|Review|审核|orange', 'release|Release|下发|gold', 'pick|Picking|拣货|lime',
  'ship|Shipping|发货|cyan', 'deliver|Delivery|送达|blue', 'first_reply|First reply|首次响应|purple',
  'resolve|Solution|解决|magenta');
select order_management.describe_choices('sla_policies', 'calendar',
  'always|All hours|自然时间|blue', 'working_hours|Working hours|工作时间|gold');
select order_management.describe_choices('status_rules', 'axis',
  'lifecycle|Order|订单|blue', 'sub_order|Sub-order|子订单|geekblue', 'payment|Payment|收款|green',
  'refund|Refund|退款|magenta', 'return|Return|退换货|orange', 'complaint|Complaint|投诉|volcano');
select order_management.describe_choices('status_rules', field_name,
  'new|Not there yet|尚未创建|default', 'draft|Draft|草稿|default', 'pending_review|To review|待审核|orange',
  'confirmed|Confirmed|已审核|blue', 'processing|In process|处理中|geekblue', 'completed|Completed|已完成|green',
  'cancelled|Cancelled|已取消|default')
from unnest(array['from_state', 'to_state']) as field_name;
select order_management.describe_many_choices('status_rules', 'guards',
  'complete|Nothing is missing|信息完整|blue', 'not_on_hold|Not on hold|未挂起|gold',
  'within_limit|Needs no approval|无需审批|green', 'four_eyes|Approved by somebody else|须他人审批|purple',
  'not_released|No warehouse has begun|仓库未开始|cyan', 'not_shipped|Nothing was shipped|未发货|geekblue',
  'delivered|Delivered|已签收|lime', 'no_open_return|No open return|无未结退货|orange');
select order_management.describe_many_choices('channels', 'change_fields',
  'ship_name|Recipient|收货人|default', 'ship_phone|Phone|收货电话|default', 'ship_province|Province|省份|default',
  'ship_city|City|城市|default', 'ship_district|District|区县|default', 'ship_street|Street address|详细地址|default',
  'ship_zip|Postal code|邮编|default');
select order_management.describe_choices('automation_rules', 'event',
  'order_received|Order received|收到订单|blue', 'order_paid|Order paid|订单付款|green',
  'order_shipped|Order shipped|订单发货|cyan', 'order_delivered|Order delivered|订单签收|lime',
  'order_overdue|Order overdue|订单超时|red', 'return_requested|Return requested|申请退换货|orange',
  'complaint_opened|Complaint opened|收到投诉|volcano', 'stock_low|Stock low|库存不足|gold');
select order_management.describe_choices('rule_runs', 'state',
  'succeeded|Succeeded|成功|green', 'failed|Failed|失败|red', 'skipped|Skipped|跳过|default');
select order_management.describe_choices('report_definitions', 'period',
  'day|Day|日|default', 'week|Week|周|blue', 'month|Month|月|cyan', 'quarter|Quarter|季|gold', 'year|Year|年|purple');

select order_management.describe_choices('import_batches', 'state',
  'staging|Reading|读取中|blue', 'orders|Orders|导入订单|geekblue', 'credits|Credits|导入冲销|purple', 'done|Done|已完成|green');
select order_management.describe_choices('import_rows', 'state',
  'new|Open|待处理|default', 'created|Created|新建|green', 'updated|Updated|更新|blue', 'unchanged|Unchanged|未变|default',
  'rejected|Rejected|拒绝|red');
select order_management.describe_choices('import_profiles', 'date_order',
  'ymd|Year month day|年月日|default', 'mdy|Month day year|月日年|default', 'dmy|Day month year|日月年|default');
select order_management.describe_choices('adjustments', 'kind',
  'price|Price|价格|orange', 'stock|Stock|库存|blue');

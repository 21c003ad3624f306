-- The profiles that Kontor ships. Blanks, underscores and case in headers do not matter.

insert into public.import_profiles (
  name, channel_code, shop_name, platform, time_zone, currency, header_map, date_order, credit_prefix,
  orders_are_paid, orders_are_completed
)
values (
  'uci-online-retail', 'online-retail', 'Online Retail (UCI)', 'other', 'Europe/London', 'GBP',
  '{
    "external_no": ["InvoiceNo", "Invoice"],
    "placed_at": ["InvoiceDate"],
    "sku_code": ["StockCode"],
    "title": ["Description"],
    "quantity": ["Quantity"],
    "unit_price": ["UnitPrice", "Price"],
    "buyer_id": ["CustomerID"],
    "country": ["Country"]
  }',
  'mdy', 'C', true, true
), (
  'standard', 'import', 'Imported orders', 'other', 'Asia/Shanghai', 'CNY',
  '{
    "external_no": ["order_no", "订单号", "订单编号"],
    "placed_at": ["placed_at", "下单时间", "订单创建时间"],
    "paid_at": ["paid_at", "付款时间", "订单付款时间"],
    "sku_code": ["sku_code", "sku", "SKU编码", "商家编码"],
    "title": ["title", "商品标题", "商品名称", "标题"],
    "quantity": ["quantity", "qty", "数量", "购买数量"],
    "unit_price": ["unit_price", "price", "单价", "价格"],
    "buyer_id": ["buyer_id", "买家账号", "买家会员名"],
    "buyer_name": ["buyer_name", "recipient", "收货人", "收货人姓名"],
    "phone": ["phone", "电话", "手机", "联系手机"],
    "email": ["email", "邮箱"],
    "country": ["country", "国家", "国家/地区"],
    "province": ["province", "省份", "省"],
    "city": ["city", "城市", "市"],
    "district": ["district", "区县", "区"],
    "street": ["street", "address", "详细地址", "收货地址"],
    "zip": ["zip", "postal_code", "邮编"],
    "buyer_note": ["buyer_note", "买家留言"]
  }',
  'ymd', null, false, false
);

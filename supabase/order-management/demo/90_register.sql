-- Notes every record that this transaction made, so that public.remove_demo_data() finds exactly these.

select order_management.register_demo(table_name)
from unnest(array[
  'channels', 'suppliers', 'warehouses', 'carriers', 'products', 'skus', 'channel_skus', 'customers', 'orders'
]) as table_name;

-- One click takes it all out again.
select order_management.offer_demo_removal(true);

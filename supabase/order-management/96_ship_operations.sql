-- Who does what in fulfilment, as shipped: the office releases, the warehouse picks, packs and ships.

select engine.allow_operations(t.role_key, variadic t.names)
from (values
  ('admin', '{release_sub_order,pick_list,start_picking,confirm_pick,pack_parcel,assign_backorder,
    merge_options,merge_sub_orders,separate_sub_order,ship_parcel,unpack_parcel,record_tracking,correct_parcel}'::text[]),
  ('manager', '{release_sub_order,pick_list,start_picking,confirm_pick,pack_parcel,assign_backorder,
    merge_options,merge_sub_orders,separate_sub_order,ship_parcel,unpack_parcel,record_tracking,correct_parcel}'),
  ('warehouse', '{pick_list,start_picking,confirm_pick,pack_parcel,merge_options,merge_sub_orders,separate_sub_order,
    ship_parcel,unpack_parcel,record_tracking,correct_parcel}')
) as t (role_key, names);

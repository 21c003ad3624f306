-- The transitions as shipped; admins change them like any other record.

insert into public.status_rules (axis, from_state, to_state, role_key, guards)
select 'lifecycle', from_state, t.to_state, role_key, t.guards
from (values
  ('{new}'::text[], 'draft', '{*}'::text[], '{}'::text[]),
  ('{new}', 'pending_review', '{*}', '{}'),
  -- Orders of the past come in as they ended.
  ('{new}', 'confirmed', '{system}', '{}'),
  ('{new}', 'processing', '{system}', '{}'),
  ('{new}', 'completed', '{system}', '{}'),
  ('{new}', 'cancelled', '{system}', '{}'),
  ('{draft}', 'pending_review', '{admin,manager,customer_service,system}', '{}'),
  ('{pending_review}', 'confirmed', '{admin,manager}', '{complete,not_on_hold,four_eyes}'),
  ('{pending_review}', 'confirmed', '{customer_service,system}', '{complete,not_on_hold,within_limit}'),
  ('{confirmed}', 'processing', '{*}', '{complete,not_on_hold}'),
  ('{processing}', 'confirmed', '{*}', '{not_shipped,not_released}'),
  ('{processing}', 'completed', '{admin,manager,system}', '{delivered,no_open_return}'),
  ('{draft,pending_review,confirmed,processing}', 'cancelled', '{admin,manager,customer_service,system}',
    '{not_shipped,not_released}')
) as t (from_states, to_state, role_keys, guards)
cross join unnest(t.from_states) as from_state
cross join unnest(t.role_keys) as role_key;

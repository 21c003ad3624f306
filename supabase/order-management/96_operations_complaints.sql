-- Who handles complaints, as shipped.

select engine.allow_operations(role_key, 'assign_complaint', 'investigate_complaint', 'note_finding', 'ask_customer',
  'resolve_complaint', 'close_complaint')
from unnest(array['admin', 'manager', 'customer_service']) as role_key;

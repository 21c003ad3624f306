-- Reasons that people must give.

create function order_management.require_note(note text)
returns text
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if coalesce(btrim(note), '') = '' then
    perform engine.refuse('note_missing', 'Say why', '{"field": "note"}', '22023');
  end if;
  return btrim(note);
end;
$$;
comment on function order_management.require_note is 'Refuses to go on without a reason in words (reason note_missing).';

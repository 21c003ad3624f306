-- Supabase Realtime as far as it is used: messages on private topics. The local server takes each message out of the
-- table; it is unlogged and needs no NOTIFY, whose lock would make all commits of the database wait for each other.
create unlogged table realtime.messages (
  id uuid primary key default gen_random_uuid(),
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  inserted_at timestamp not null default now(),
  updated_at timestamp not null default now()
);
alter table realtime.messages enable row level security;
grant select, insert on realtime.messages to anon, authenticated;
grant all on realtime.messages to service_role, postgres;

create function realtime.topic()
returns text
language sql stable
as $$
  select nullif(current_setting('realtime.topic', true), '');
$$;

-- As on Supabase: a message that cannot be sent is a warning, never the end of a write.
create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
begin
  insert into realtime.messages (topic, extension, payload, event, private)
  values (topic, 'broadcast', payload, event, private);
exception when others then
  raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
end;
$$;

alter table realtime.messages owner to supabase_realtime_admin;
alter function realtime.topic() owner to supabase_realtime_admin;
alter function realtime.send(jsonb, text, text, boolean) owner to supabase_realtime_admin;

-- On Supabase the extension supautils lets postgres make policies on this table; here it takes membership of the owner.
grant supabase_realtime_admin to postgres with inherit true, set false;

-- Texts in every language that Kontor speaks, and errors that people and forms understand.

create function engine.is_label(value jsonb)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select value is null or (
    jsonb_typeof(value) = 'object'
    and coalesce(jsonb_typeof(value -> 'en') = 'string' and length(btrim(value ->> 'en')) between 1 and 200, false)
    and coalesce(jsonb_typeof(value -> 'zh-CN') = 'string' and length(btrim(value ->> 'zh-CN')) between 1 and 200, false)
  );
$$;
comment on function engine.is_label is 'True for null or {"en": …, "zh-CN": …} with texts of 1 to 200 characters each, not all blank.';

create domain engine.label as jsonb
  constraint label_has_every_language check (engine.is_label(value));

create domain engine.identifier as text
  constraint identifier_is_a_safe_name check (value ~ '^[a-z][a-z0-9_]{0,39}$');

create function engine.short_name(name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when length(name) <= 63 then name else left(name, 54) || '_' || left(md5(name), 8) end;
$$;
comment on function engine.short_name is 'A name that Postgres will not cut off: at most 63 bytes, still unique. For ASCII names.';

create function engine.humanised(name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select upper(left(spaced, 1)) || substr(spaced, 2)
  from (select replace(regexp_replace(name, '_id$', ''), '_', ' ')) as t (spaced);
$$;
comment on function engine.humanised is 'A readable text for a column or table without a label: ship_to → Ship to.';

create function engine.label_of_name(name text)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('en', engine.humanised(name), 'zh-CN', engine.humanised(name));
$$;
comment on function engine.label_of_name is 'Label of something that nobody has named for people yet.';

-- `reason` is what programs test and what the app translates; `message` is for people who use the API.
create function engine.refuse(
  reason text, message text, detail jsonb default '{}', errcode text default 'P0001'
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  raise exception using
    errcode = refuse.errcode,
    message = refuse.message,
    detail = (jsonb_build_object('reason', reason) || refuse.detail)::text;
end;
$$;
comment on function engine.refuse is
  'Raises the error. errcode 42501 becomes HTTP 403, PT401 401, PT409 409, P0001 400. Detail is JSON with the reason.';

create function engine.require_label(label jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if label is null or not engine.is_label(label) then
    perform engine.refuse('invalid_label', 'A name needs 1 to 200 characters in every language', '{"field": "label"}');
  end if;
end;
$$;
comment on function engine.require_label is 'Refuses (reason invalid_label) what is no text in every language.';

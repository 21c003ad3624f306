-- Saving a role: one transaction that writes configuration, compiles it, checks it and keeps a version.

create table config.versions (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  author_id uuid references config.members (id) on delete set null,
  author_name text,
  note text not null default '',
  steps jsonb not null default '[]',
  document jsonb not null
);
comment on column config.versions.steps is 'What a publish of fields and entities did, as config.plan() tells it.';
comment on table config.versions is 'The configuration after each publish; any of them can be restored.';
create index versions_author_id_idx on config.versions (author_id);
alter table config.versions enable row level security;

create function engine.configuration_document()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'roles', (select coalesce(jsonb_agg(engine.role_document(r.id) order by r.rank, r.key), '[]') from config.roles as r),
    'scopes', (
      select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'label', s.label, 'condition', s.condition) order by s.key), '[]')
      from config.scopes as s
    ),
    'forms', engine.forms_document(),
    'views', engine.views_document()
  );
$$;
comment on function engine.configuration_document is 'Roles, scopes, forms and shared views as one document, in a stable order.';

create function engine.record_version(note text)
returns bigint
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  insert into config.versions (author_id, author_name, note, document)
  select engine.member_id(), (select m.name from config.members as m where m.id = engine.member_id()),
    coalesce(record_version.note, ''), engine.configuration_document()
  returning id;
$$;
comment on function engine.record_version is 'Keeps the configuration as it is now; returns the number of the version.';

create function engine.require_document(role_id uuid, document jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  edited config.roles;
begin
  select r.* into edited from config.roles as r where r.id = require_document.role_id;
  if not found then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  elsif jsonb_typeof(document -> 'permissions') is distinct from 'array' then
    perform engine.refuse('invalid_document', 'A role document needs a list of permissions', errcode => '22023');
  elsif document ? 'version'
    and document ->> 'version' <> engine.document_version(engine.role_document(role_id))
  then
    perform engine.refuse(
      'changed_meanwhile', 'Somebody else changed this role; look at it again', errcode => 'PT409'
    );
  end if;
  perform engine.require_reach(least(edited.rank, coalesce((document ->> 'rank')::integer, edited.rank)),
    edited.may_configure || engine.text_array(document -> 'may_configure'));
end;
$$;
comment on function engine.require_document is
  'Refuses a document for a role that is gone, above the caller, beyond his rights, or changed by somebody else.';

create function engine.save_role(role_id uuid, document jsonb, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
declare
  saved_key text;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_document(role_id, document);
  perform engine.write_role(role_id, document);
  select r.key into saved_key from config.roles as r where r.id = role_id;
  perform engine.publish_roles(array[saved_key]);
  return engine.record_version(note);
end;
$$;
comment on function engine.save_role is 'The work behind config.save_role.';

create function engine.create_role(label jsonb, copy_of uuid)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  new_id uuid;
  new_key text;
  source config.roles;
begin
  perform engine.require_right('roles');
  perform engine.require_label(label);
  perform engine.lock_configuration();
  select r.* into source from config.roles as r where r.id = copy_of;
  if copy_of is not null then
    perform engine.require_document(copy_of, engine.role_document(copy_of));
  end if;
  new_key := engine.free_role_key(label ->> 'en');
  insert into config.roles (key, label, rank)
  values (new_key, label, coalesce(source.rank, 50))
  returning id into new_id;
  if copy_of is not null then
    perform engine.write_role(new_id, engine.role_document(copy_of) - 'label');
  end if;
  perform engine.publish_roles(array[new_key]);
  perform engine.record_version(format('Created role %s', label ->> 'en'));
  return new_id;
end;
$$;
comment on function engine.create_role is 'The work behind config.create_role.';

create function engine.free_role_key(name text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select engine.free_key(name, 'role', array(
    select r.key::text from config.roles as r
    union
    select substr(g.rolname, 4) from pg_catalog.pg_roles as g where g.rolname like 'bo\_%'
  ));
$$;
comment on function engine.free_role_key is 'A safe key for a role that neither a role nor a Postgres role has.';

create function config.delete_role(role_id uuid, reassign_to uuid default null)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  doomed config.roles;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_document(role_id, engine.role_document(role_id));
  select r.* into doomed from config.roles as r where r.id = role_id;
  if reassign_to is not null then
    perform engine.require_document(reassign_to, engine.role_document(reassign_to));
    insert into config.member_roles (member_id, role_id)
    select mr.member_id, reassign_to from config.member_roles as mr where mr.role_id = delete_role.role_id
    on conflict do nothing;
  elsif exists (select from config.member_roles as mr where mr.role_id = delete_role.role_id) then
    perform engine.refuse('role_in_use', 'Members still hold this role: choose the role they get instead');
  end if;
  delete from config.roles as r where r.id = delete_role.role_id;
  perform engine.drop_postgres_role(doomed.key);
  perform engine.record_version(format('Deleted role %s', doomed.label ->> 'en'));
end;
$$;
comment on function config.delete_role is
  'Deletes a role and its Postgres role; its members get the other one. Reasons role_in_use, last_admin.';

create function engine.drop_postgres_role(role_key text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform engine.lock_tables(array(
    select c.table_name from engine.compiled_policies as c where c.role_key = drop_postgres_role.role_key
  ));
  delete from engine.compiled_policies as c where c.role_key = drop_postgres_role.role_key;
  perform engine.compile_rule(r) from engine.changed_rules(array[role_key]) as r;
  execute engine.membership_sql(engine.role_name(role_key), current_user, true);
  execute format('drop owned by %I', engine.role_name(role_key));
  execute format('drop role %I', engine.role_name(role_key));
end;
$$;
comment on function engine.drop_postgres_role is 'Removes bo_<key> with all grants and policies.';

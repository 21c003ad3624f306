-- People who work here, the roles they hold, and the sets of records that are theirs.

create table config.members (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references auth.users (id) on delete set null,
  name text not null constraint name_has_1_to_100_characters check (length(name) between 1 and 100),
  email text not null,
  is_active boolean not null default true,
  active_role_id uuid references config.roles (id) on delete set null,
  initial_password_digest text,
  sessions_valid_from timestamptz not null default '-infinity',
  reviewed_at timestamptz,
  reviewed_by uuid references config.members (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.members is
  'Members outlive their login: after it is deleted, history still shows the name.';
comment on column config.members.initial_password_digest is
  'Digest of the password hash that an admin set; while it still matches, the member must change the password.';
comment on column config.members.sessions_valid_from is
  'Sessions from before are refused at the next request; works on every Supabase.';
comment on column config.members.reviewed_at is 'When somebody last confirmed that this member still needs his rights.';
create index members_reviewed_by_idx on config.members (reviewed_by);
create index members_active_role_id_idx on config.members (active_role_id);
alter table config.members enable row level security;

create table config.member_roles (
  member_id uuid not null references config.members (id) on delete cascade,
  role_id uuid not null references config.roles (id) on delete cascade,
  primary key (member_id, role_id)
);
comment on table config.member_roles is 'Roles that a member may switch to; exactly one is active at a time.';
create index member_roles_role_id_idx on config.member_roles (role_id);
alter table config.member_roles enable row level security;

-- The login of a reporting tool. It is a Postgres role of its own, so its identity is session_user and no setting.
create table config.logins (
  id bigint generated always as identity primary key,
  login text not null generated always as ('bi_' || id::text) stored unique,
  member_id uuid not null references config.members (id) on delete cascade,
  role_id uuid not null references config.roles (id) on delete cascade,
  label text not null constraint label_has_1_to_200_characters check (length(label) between 1 and 200),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.logins is 'Read-only database logins for BI tools; each sees what its member sees in its role.';
create index logins_member_id_idx on config.logins (member_id);
create index logins_role_id_idx on config.logins (role_id);
alter table config.logins enable row level security;

create function engine.password_digest(password_hash text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select encode(sha256(convert_to(coalesce(password_hash, ''), 'UTF8')), 'hex');
$$;
comment on function engine.password_digest is 'Fingerprint of a stored password hash, to see whether it was changed.';

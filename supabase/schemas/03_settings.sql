-- The team's own settings, and what the installation remembers of itself.

create table config.settings (
  id boolean primary key default true constraint settings_have_one_row check (id),
  name engine.label not null default '{"en": "Kontor", "zh-CN": "Kontor"}',
  time_zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  brand_color text constraint brand_color_is_a_hex_code check (brand_color ~ '^#[0-9a-f]{6}$'),
  logo text constraint logo_is_a_small_picture check (
    length(logo) <= 90000 and logo ~ '^data:image/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/=]+$'
  ),
  default_theme text not null default 'system' constraint theme_is_known check (
    default_theme in ('system', 'light', 'dark')
  ),
  default_density text not null default 'comfortable' constraint density_is_known check (
    default_density in ('comfortable', 'compact')
  ),
  updated_at timestamptz not null default now()
);
comment on table config.settings is 'Settings of the whole workspace; exactly one row.';
alter table config.settings enable row level security;
insert into config.settings default values;

create function engine.is_time_zone(name text)
returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (select from pg_catalog.pg_timezone_names as z where z.name = is_time_zone.name);
$$;
comment on function engine.is_time_zone is 'True when Postgres knows the zone by this name.';

create function engine.check_settings()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not engine.is_time_zone(new.time_zone) then
    perform engine.refuse('unknown_time_zone', 'This time zone is not known', '{"field": "time_zone"}');
  end if;
  return new;
end;
$$;
comment on function engine.check_settings is 'Refuses a time zone that Postgres does not know (reason unknown_time_zone).';
create trigger settings__check
  before insert or update on config.settings
  for each row execute function engine.check_settings();

create table engine.installation (
  id boolean primary key default true constraint installation_has_one_row check (id),
  has_admin boolean not null default false,
  configuration_version bigint not null default 1
);
comment on table engine.installation is
  'Whether there has ever been an admin, and the number that grows with every change of configuration.';
alter table engine.installation enable row level security;
insert into engine.installation default values;

-- Once per transaction: thousands of updates of one row in one transaction would each walk past all the others.
create function engine.bump_configuration_version()
returns trigger
language plpgsql volatile security definer set search_path = '' -- editors of configuration may not write here
as $$
declare
  transaction_id constant text := pg_current_xact_id()::text;
begin
  if current_setting('engine.bumped_in', true) is distinct from transaction_id then
    perform set_config('engine.bumped_in', transaction_id, true);
    update engine.installation set configuration_version = configuration_version + 1 where id;
  end if;
  return null;
end;
$$;
comment on function engine.bump_configuration_version is 'Tells every open app that its snapshot is old.';

create function engine.appearance_json(settings config.settings)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'color', settings.brand_color, 'logo', settings.logo, 'theme', settings.default_theme, 'density', settings.default_density
  );
$$;
comment on function engine.appearance_json is 'The looks of the workspace.';

-- How the workspace looks: name, colour, logo, and what those begin with who have not chosen for themselves.

create function engine.luminance(color text)
returns numeric
language sql immutable security invoker set search_path = ''
as $$
  select sum(weight * case when part <= 0.04045 then part / 12.92 else power((part + 0.055) / 1.055, 2.4) end)
  from unnest(array[0.2126, 0.7152, 0.0722], array[2, 4, 6]) as c (weight, place)
  cross join lateral (
    select get_byte(decode(substr(color, place, 2), 'hex'), 0) / 255.0
  ) as p (part);
$$;
comment on function engine.luminance is 'How bright a colour (#rrggbb) is, from 0 to 1, as WCAG measures it.';

create function engine.check_appearance()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  -- What is no colour at all is refused by its constraint.
  contrast constant numeric := case when new.brand_color ~ '^#[0-9a-f]{6}$'
    then 1.05 / (engine.luminance(new.brand_color) + 0.05) end;
begin
  if contrast < 4.5 then
    perform engine.refuse('contrast_too_low', 'White letters could not be read on this colour; take a darker one',
      '{"field": "color"}');
  end if;
  return new;
end;
$$;
comment on function engine.check_appearance is 'Refuses (reason contrast_too_low) a colour on which white is not readable.';
create trigger settings__check_appearance
  before insert or update of brand_color on config.settings
  for each row execute function engine.check_appearance();

create function config.save_appearance(appearance jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.require_right('settings');
  if appearance ? 'name' then
    perform engine.require_label(appearance -> 'name');
  end if;
  update config.settings as s set
    name = coalesce(appearance -> 'name', s.name::jsonb),
    brand_color = case when appearance ? 'color' then lower(appearance ->> 'color') else s.brand_color end,
    logo = case when appearance ? 'logo' then appearance ->> 'logo' else s.logo end,
    default_theme = coalesce(appearance ->> 'theme', s.default_theme),
    default_density = coalesce(appearance ->> 'density', s.default_density),
    updated_at = now()
  where s.id;
  update engine.installation set configuration_version = configuration_version + 1 where id;
exception when check_violation then
  perform engine.refuse('invalid_appearance', 'A colour is #rrggbb, a logo a PNG or SVG of up to 64 kB',
    jsonb_build_object('rule', sqlerrm));
end;
$$;
comment on function config.save_appearance is
  'Changes name, color (#rrggbb or null), logo (data URL of a picture or null), theme and density. Needs the right settings.
Reasons right_missing, contrast_too_low, invalid_appearance, invalid_label.';

-- Chance that is the same on every machine: demo data must not differ from one start to the next.

create function pg_temp.chance(key text, number bigint)
returns double precision
language sql immutable
as $$
  select ('x' || substr(md5(key || ':' || number), 1, 8))::bit(32)::bigint / 4294967296.0;
$$;

create function pg_temp.pick(choices text[], key text, number bigint)
returns text
language sql immutable
as $$
  select choices[1 + floor(pg_temp.chance(key, number) * cardinality(choices))::integer];
$$;

-- Substring search in any script. Trigram indexes need three characters; Chinese names often have two.

create function engine.grams(value text)
returns text[]
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select coalesce(array_agg(distinct gram), '{}')
  from (select regexp_replace(lower(btrim(value)), '\s+', ' ', 'g')) as t (squeezed),
    generate_series(1, least(length(squeezed), 400)) as position,
    unnest(array[substr(squeezed, position, 1), substr(squeezed, position, 2)]) as gram
  where btrim(gram) <> '';
$$;
comment on function engine.grams is
  'All distinct characters and adjacent pairs of the lowercased text with blanks squeezed; its first 400 characters.
A stored generated column `<field>_grams` with a GIN index makes `@>` an indexed substring search.';

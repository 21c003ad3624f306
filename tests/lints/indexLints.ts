/** Keys and indexes: what makes deletes and joins slow, or writes for nothing. */
import { type Lint, ours } from "./Lint";

export const indexLints: Lint[] = [
  {
    name: "0001 unindexed_foreign_keys",
    level: "performance",
    finds: `
      select k.conrelid::regclass || ': ' || k.conname from pg_constraint as k
      join pg_class as c on c.oid = k.conrelid and c.relnamespace in ${ours}
      where k.contype = 'f' and not exists (
        select from pg_index as i
        where i.indrelid = k.conrelid
          -- An index that leaves out empty keys still finds every key that points somewhere.
          and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = (
            select format('(%I IS NOT NULL)', a.attname) from pg_attribute as a
            where a.attrelid = k.conrelid and array[a.attnum] = k.conkey
          ))
          and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey
      )`,
    plant: `create table public.tails (id integer primary key, order_id bigint references public.orders (id));
      alter table public.tails enable row level security`,
  },
  {
    name: "0009 duplicate_index",
    level: "performance",
    finds: `
      select min(i.indexrelid::regclass::text) from pg_index as i
      join pg_class as c on c.oid = i.indrelid and c.relnamespace in ${ours}
      group by i.indrelid, regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', ''), i.indisunique
      having count(*) > 1`,
    plant:
      "create index again on public.orders (placed_at); create index once_more on public.orders (placed_at)",
  },
  {
    name: "0021 fkey_to_auth_unique",
    level: "error",
    finds: `
      select k.conrelid::regclass || ': ' || k.conname from pg_constraint as k
      join pg_class as target on target.oid = k.confrelid and target.relnamespace = 'auth'::regnamespace
      join pg_index as i on i.indexrelid = k.conindid
      where k.contype = 'f' and not i.indisprimary and k.connamespace <> 'auth'::regnamespace`,
    plant: `create table public.twins (id integer primary key, phone text references auth.users (phone));
      alter table public.twins enable row level security`,
  },
];

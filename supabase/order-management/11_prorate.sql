-- Sharing money out to the last cent.

create function public.currency_decimals(currency text)
returns integer
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select case when currency in (
    'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'
  ) then 0 else 2 end;
$$;
comment on function public.currency_decimals is
  'Decimals that an amount may have: none where ISO 4217 has no minor unit, else two.';

-- Largest remainder: floor every share, then hand the cents that are left to the greatest fractions.
create function public.prorate(total numeric, weights numeric[], decimals integer default 2)
returns numeric[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  scale constant numeric := power(10::numeric, decimals);
  units constant numeric := trunc(abs(total) * scale);
  weight_sum numeric;
  shares numeric[];
begin
  if units <> abs(total) * scale then
    perform engine.refuse('finer_than_a_cent', 'The amount has too many decimals', errcode => '22023');
  elsif array_position(weights, null) is not null or 0 > any (weights) then
    perform engine.refuse('invalid_weight', 'Weights are zero or more', errcode => '22023');
  elsif cardinality(weights) = 0 and total <> 0 then
    perform engine.refuse('no_weights', 'There is nobody to share with', errcode => '22023');
  end if;

  select sum(weight) into weight_sum from unnest(weights) as weight;
  select array_agg(
    round(sign(total) * (share + (rank <= units - share_sum)::integer) / scale, decimals) order by position
  )
  into shares
  from (
    select position, share, sum(share) over () as share_sum,
      row_number() over (order by rest desc, position) as rank
    from unnest(weights) with ordinality as t (weight, position)
    cross join lateral (
      select case when weight_sum = 0 then 1 else weight end, coalesce(nullif(weight_sum, 0), cardinality(weights))
    ) as part (of_weight, of_sum)
    cross join lateral (
      select div(units * of_weight, of_sum), mod(units * of_weight, of_sum)
    ) as divided (share, rest)
  ) as ranked;
  return coalesce(shares, '{}');
end;
$$;
comment on function public.prorate is
  'Shares of an amount (in its currency, with so many decimals) by weight; they sum up to it exactly. Ties go to
the earlier position, a negative amount is shared like its absolute value, weights that are all zero share equally.
Reasons (22023): finer_than_a_cent, invalid_weight, no_weights. Source: largest remainder method (Hamilton).';

-- Cumulative rule: whatever the steps, the parts of all pieces end at the whole amount.
create function public.share_of_quantity(
  amount numeric, quantity integer, done integer, part integer, decimals integer default 2
)
returns numeric
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  units constant numeric := amount * power(10::numeric, decimals);
begin
  if quantity < 1 or done < 0 or part < 0 or done::bigint + part > quantity then
    perform engine.refuse('invalid_quantity', 'The part is not within the quantity', errcode => '22023');
  elsif units <> trunc(units) then
    perform engine.refuse('finer_than_a_cent', 'The amount has too many decimals', errcode => '22023');
  end if;
  return round(
    (div(units * (done::bigint + part), quantity) - div(units * done, quantity)) / power(10::numeric, decimals),
    decimals
  );
end;
$$;
comment on function public.share_of_quantity is
  'Amount for `part` more pieces of a line of `quantity` pieces, when `done` pieces were settled before.
Reasons (22023): invalid_quantity, finer_than_a_cent.';

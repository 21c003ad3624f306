-- Where goods should leave from, as plain arithmetic over arrays: which places, and how much of which line at each.

-- Combinations in the order of positions: the first of several equal ones wins, so the answer is always the same.
create function order_management.next_combination(combination integer[], places integer)
returns integer[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  size constant integer := cardinality(combination);
begin
  for i in reverse size..1 loop
    if combination[i] < places - size + i then
      for j in reverse size..i loop
        combination[j] := combination[i] + 1 + j - i;
      end loop;
      return combination;
    end if;
  end loop;
  return null;
end;
$$;
comment on function order_management.next_combination is
  'The combination of places (ascending numbers from 1) that follows in dictionary order; null after the last.';

create function order_management.fewest_places(
  demand bigint[], available bigint[], priorities integer[], distances integer[]
)
returns integer[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  goods constant integer := cardinality(demand);
  places constant integer := cardinality(priorities);
  combination integer[];
  place integer;
  total bigint;
  is_covered boolean;
  score bigint[];
  best_score bigint[];
  best integer[];
begin
  for size in 1..places loop
    combination := array(select generate_series(1, size));
    while combination is not null loop
      score := array[0, 0, 0];
      is_covered := true;
      for good in 1..goods loop
        total := 0;
        foreach place in array combination loop
          total := total + available[(place - 1) * goods + good];
        end loop;
        is_covered := total >= demand[good];
        exit when not is_covered;
        score[3] := score[3] - total;
      end loop;
      if is_covered then
        foreach place in array combination loop
          score[1] := score[1] + priorities[place];
          score[2] := score[2] + distances[place];
        end loop;
        if best_score is null or score < best_score then
          best := combination;
          best_score := score;
        end if;
      end if;
      combination := order_management.next_combination(combination, places);
    end loop;
    exit when best is not null;
  end loop;
  return best;
end;
$$;
comment on function order_management.fewest_places is
  'Numbers of the fewest places that together hold the demand (pieces per good; `available` lists the goods place by
place); null when not even all do. Ties: least sum of priorities, then of distances, then most stock, then the earlier
places. Tries every combination, so give it few places.';

-- Largest first: what is hardest to place is tried while there is most room.
create function order_management.pack_whole(quantities bigint[], room bigint[])
returns integer[]
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  largest integer;
  rest integer[];
begin
  if cardinality(quantities) = 0 then
    return '{}';
  end if;
  select q.position into largest from unnest(quantities) with ordinality as q (qty, position)
  order by q.qty desc, q.position limit 1;
  for place in 1..cardinality(room) loop
    continue when room[place] < quantities[largest] or room[place] = any (room[1:place - 1]);
    rest := order_management.pack_whole(
      quantities[:largest - 1] || quantities[largest + 1:],
      room[:place - 1] || (room[place] - quantities[largest]) || room[place + 1:]
    );
    if rest is not null then
      return rest[:largest - 1] || place || rest[largest:];
    end if;
  end loop;
  return null;
end;
$$;
comment on function order_management.pack_whole is
  'Number of the place that takes each quantity whole, within the room of each place; null when there is no way.';

create function order_management.share_out(quantities bigint[], room bigint[])
returns table (line integer, place integer, qty bigint)
language plpgsql immutable strict parallel safe security invoker set search_path = ''
as $$
declare
  smallest_first constant integer[] := array(
    select q.position from unnest(quantities) with ordinality as q (qty, position) order by q.qty, q.position
  );
  whole integer[];
  packed integer[];
  wanted bigint;
begin
  -- Whole lines count, not pieces: if so many lines fit whole, the smallest ones do. A long list is not searched.
  for many in reverse least(cardinality(quantities), 8)..0 loop
    whole := smallest_first[:many];
    packed := order_management.pack_whole(
      array(select quantities[w.line] from unnest(whole) with ordinality as w (line, n) order by w.n), room
    );
    exit when packed is not null;
  end loop;
  for i in 1..cardinality(whole) loop
    line := whole[i];
    place := packed[i];
    qty := quantities[line];
    room[place] := room[place] - qty;
    return next;
  end loop;
  for i in cardinality(whole) + 1..cardinality(quantities) loop
    line := smallest_first[i];
    wanted := quantities[line];
    while wanted > 0 loop
      -- The fullest place first: the fewest pieces of one line.
      select r.position, least(r.left_over, wanted) into place, qty
      from unnest(room) with ordinality as r (left_over, position)
      where r.left_over > 0
      order by r.left_over >= wanted desc, case when r.left_over >= wanted then r.position end, r.left_over desc
      limit 1;
      exit when not found;
      room[place] := room[place] - qty;
      wanted := wanted - qty;
      return next;
    end loop;
  end loop;
end;
$$;
comment on function order_management.share_out is
  'Shares lines of one good out to places with so much room (pieces): as many lines as possible stay whole, the others
take from the fullest place first.';

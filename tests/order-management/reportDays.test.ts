/** Where the days of a report begin, against every hour of years in zones with odd clocks. */
import { expect, it } from "vitest";
import { sql } from "../support/sql";

/** Clocks of some change at midnight, by half an hour, or by a whole day. */
const zones = [
  "Asia/Shanghai",
  "America/Havana",
  "America/Sao_Paulo",
  "Asia/Beirut",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/New_York",
  "Pacific/Auckland",
];

it("S41: a day begins with the first moment of that day, where clocks change at midnight too", async () => {
  const { rows } = await sql.query(
    `select zone, day::date from unnest($1::text[]) as zone,
       generate_series(timestamp '2014-01-01', '2021-12-31', '1 day') as day
     cross join lateral (select engine.first_moment(day::date, zone) as at) as first
     where (first.at at time zone zone)::date <> day::date
       or ((first.at - interval '1 microsecond') at time zone zone)::date >= day::date`,
    [zones],
  );

  expect(rows).toEqual([]);
});

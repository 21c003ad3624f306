/** A moment by the clock of the settings: a date that can be reckoned with, or a text where a date would lose something. */
import dayjs from "dayjs";
import { momentOfClock } from "../../field-types/datetime/momentOfClock";
import { clockOf } from "../../field-types/datetime/zonedClock";

const fractionOf = (moment: string) => /\.(\d*[1-9])/.exec(moment)?.[1];

/** `isExact`: parts of a second matter, because somebody may have written them. */
export function momentCell(moment: string, timeZone: string, isExact: boolean): Date | string {
  const clock = clockOf(moment, timeZone).format("YYYY-MM-DDTHH:mm:ss");
  const fraction = isExact ? fractionOf(moment) : undefined;
  // In the hour that clocks show twice a year the zone has to be named.
  const isPlain = momentOfClock(clock, timeZone).slice(0, 19) === dayjs(moment).toISOString().slice(0, 19);
  if (fraction === undefined && isPlain) return new Date(`${clock}Z`);
  const parts = fraction === undefined ? "" : `.${fraction}`;
  return `${clock.replace("T", " ")}${parts}${isPlain ? "" : dayjs(moment).tz(timeZone).format("Z")}`;
}

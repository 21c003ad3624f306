/** The end of the day so many days from now. */
import dayjs from "dayjs";

export const expiryAfter = (days: number) => dayjs().add(days, "day").endOf("day");

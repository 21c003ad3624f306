/** Clients that read pages of orders one after the other, until they are told to stop. */
import type { BenchMember } from "./BenchMember";

export interface Span {
  start: number;
  end: number;
}

export interface Reading extends Span {
  isFailed: boolean;
}

export function keepReading(member: BenchMember, clients: number) {
  const readings: Reading[] = [];
  let isOver = false;
  const read = async () => {
    while (!isOver) {
      const start = performance.now();
      const { error } = await member.context.connection.database
        .from("orders")
        .select("id,order_no")
        .order("placed_at", { ascending: false })
        .limit(25);
      readings.push({ start, end: performance.now(), isFailed: error !== null });
    }
  };
  const all = Promise.all(Array.from({ length: clients }, read));
  return {
    stop: async () => {
      isOver = true;
      await all;
      return readings;
    },
  };
}

export const isMeanwhile = (each: Span, other: Span) => each.start < other.end && each.end > other.start;

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

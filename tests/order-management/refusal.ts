/** What Postgres answered to an attempt that must fail. */
import pg from "pg";

export interface Refusal {
  code: string;
  /** Kontor's own reason; "" when Postgres refused by itself. */
  reason: string;
  constraint: string;
}

export async function refusal(attempt: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await attempt.then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof pg.DatabaseError)) throw error;
  const [, reason = ""] = /"reason": ?"(\w+)"/.exec(error.detail ?? "") ?? [];
  return { code: error.code ?? "", reason, constraint: error.constraint ?? "" };
}

/** Lets an answer take a while in any case, so that its time does not tell whether an account exists. */
const EVEN_MILLISECONDS = 100;

export async function atLeast<T>(work: Promise<T>): Promise<T> {
  const wait = new Promise((resolve) => setTimeout(resolve, EVEN_MILLISECONDS));
  const [outcome] = await Promise.allSettled([work, wait]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

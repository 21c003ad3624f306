/** Asks PostgREST to undo a write that hits more rows than meant; servers older than 13 do not know the wish. */
interface WithPreference {
  setHeader: (name: string, value: string) => unknown;
}

interface Answer {
  error: { code?: string } | null;
}

const unknownPreference = "PGRST122";

let isKnown = true;

/** `send` passes its request through `preference` before it is sent; it may be called twice. */
export async function limitAffected<A extends Answer>(
  rows: number,
  send: (preference: <R extends WithPreference>(request: R) => R) => PromiseLike<A>,
): Promise<A> {
  const wish = <R extends WithPreference>(request: R): R => {
    request.setHeader("Prefer", `handling=strict,max-affected=${String(rows)}`);
    return request;
  };
  if (isKnown) {
    const answer = await send(wish);
    if (answer.error?.code !== unknownPreference) return answer;
    isKnown = false;
  }
  return send((request) => request);
}

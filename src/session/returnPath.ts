/** Where to go after signing in: the page that was asked for, if it is one of ours. */
export function returnPath(state: unknown): string {
  if (typeof state !== "object" || state === null || !("from" in state)) return "/";
  const { from } = state;
  // Two slashes at the beginning would leave for another host.
  return typeof from === "string" && /^\/(?!\/)/.test(from) ? from : "/";
}

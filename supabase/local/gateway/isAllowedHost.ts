/** Refuses names that a foreign web page could point at this machine (DNS rebinding). */
const LOOPBACK = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** The name of a Host header, without its port. */
export function isAllowedHost(host: string | undefined, alsoAllowed: readonly string[]): boolean {
  const name = (host ?? "").replace(/:\d+$/, "");
  return LOOPBACK.test(name) || alsoAllowed.includes(name.toLowerCase());
}

/** True for addresses that are safe to link to; "javascript:" and the like are not. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Two letters for a picture of somebody: "Ada King" is AK, 王小明 is 小明. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  if (/\p{Script=Han}/u.test(name)) return name.replace(/\s/g, "").slice(-2);
  const first = words[0]?.charAt(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? "") : "";
  return (first + last).toUpperCase();
}

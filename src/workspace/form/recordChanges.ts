/** Which values of a form differ from the record that it was opened with. */
export type FormValues = Record<string, unknown>;

/** Only what was really changed goes to the server: other people's edits of other fields survive. */
export function recordChanges(before: FormValues, after: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !isSameValue(before[name], value)),
  );
}

/** Missing, null, empty text and empty list all mean "no value". */
export function isSameValue(left: unknown, right: unknown): boolean {
  return JSON.stringify(plain(left)) === JSON.stringify(plain(right));
}

function plain(value: unknown): unknown {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return null;
  return value;
}

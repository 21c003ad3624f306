/** What counts as an email address; they are compared in lower case. */
import { validationFailed } from "./authError";

const LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const ADDRESS = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})*$`);

export function parseEmail(email: string | undefined): string {
  if (!email) throw validationFailed("An email address is required");
  if (email.length > 255) throw validationFailed("An email address is too long");
  if (!ADDRESS.test(email)) throw validationFailed("Unable to validate email address: invalid format");
  return email.toLowerCase();
}

/** A file in a field is written `<id>/<name>`. */
export const fileName = (value: string) => value.slice(value.indexOf("/") + 1);
export const fileId = (value: string) => value.slice(0, Math.max(value.indexOf("/"), 0));

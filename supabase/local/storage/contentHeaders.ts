/** How an object is handed out: whatever somebody uploaded must not run as a page of our origin. */

const SHOWN_IN_PLACE =
  /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf)$/;
/** Chrome's own viewer does not open inside a sandbox. */
const WITHOUT_SANDBOX = ["application/pdf"];
const PAGES = /(html|xml|javascript|ecmascript)/;

export interface Served {
  mediaType: string;
  cacheControl: string;
  size: number;
  tag: string;
  /** Last part of the object's name. */
  name: string;
  /** Asks for a file to keep, under this name if it is not empty. */
  download: string | undefined;
}

export function contentHeaders(served: Served): Record<string, string> {
  const { mediaType, download, name } = served;
  const isShown = SHOWN_IN_PLACE.test(mediaType) && download === undefined;
  return {
    "content-type": PAGES.test(mediaType) && mediaType !== "image/svg+xml" ? "text/plain" : mediaType,
    "content-length": String(served.size),
    "content-disposition": isShown ? "inline" : `attachment; filename*=UTF-8''${encoded(download || name)}`,
    "cache-control": `private, ${served.cacheControl}`,
    etag: served.tag,
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
    ...(!WITHOUT_SANDBOX.includes(mediaType) && {
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }),
  };
}

const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** Begins two-step verification: a fresh secret for an authenticator app. */
import { useQuery } from "@tanstack/react-query";
import { authError } from "./authError";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";

export interface Enrolment {
  factorId: string;
  /** Address of an image; shown with <img>, never put into the page as markup. */
  qrCode: string;
  /** For typing in where no camera is at hand. */
  secret: string;
}

/** The auth client puts raw SVG behind its prefix; a colour like #000 would end the address there. */
function pictureAddress(qrCode: string): string {
  const svg = qrCode.slice(qrCode.indexOf("<"));
  return `data:image/svg+xml;utf-8,${encodeURIComponent(svg)}`;
}

/** `issuer` is the name under which the app will list it. */
export function useEnrolment(issuer: string) {
  const { auth } = useConnection();
  const query = useQuery<Enrolment, DataError>({
    queryKey: ["kontor", "enrolment", issuer],
    queryFn: async () => {
      const { data: known } = await auth.mfa.listFactors();
      // What earlier visits left half done would pile up until no more may be enrolled.
      for (const { id, status } of known?.all ?? []) {
        if (status === "unverified") await auth.mfa.unenroll({ factorId: id });
      }
      const friendlyName = `${issuer} ${new Date().toISOString()}`;
      const { data, error } = await auth.mfa.enroll({ factorType: "totp", friendlyName, issuer });
      if (error) throw authError(error);
      return { factorId: data.id, qrCode: pictureAddress(data.totp.qr_code), secret: data.totp.secret };
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    placeholderData: undefined,
  });
  return { enrolment: query.data, error: query.error, retry: query.refetch };
}

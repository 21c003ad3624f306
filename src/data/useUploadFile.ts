/** Uploads one file for a field, or for a record as a whole; a picture gets a small copy beside it. */
import { useCallback } from "react";
import { useConnection } from "./ConnectionContext";
import { DataError } from "./DataError";
import { smallPicture } from "./smallPicture";
import { announceFile, type FileTarget, uploadObject } from "./storage";
import { reasonMessage } from "./translate";
import { useSnapshot } from "./useSnapshot";

interface Upload {
  file: File;
  /** Id of the field that will hold it; else the record that it joins. */
  field?: string;
  record?: { entity: string; id: string };
  /** Between 0 and 1. */
  onProgress?: (share: number) => void;
}

/** Resolves to what the field will hold; throws DataError. */
export function useUploadFile() {
  const connection = useConnection();
  const { snapshot } = useSnapshot();
  return useCallback(
    async ({ file, field: fieldId, record, onProgress }: Upload): Promise<string> => {
      const entity = snapshot?.entities.find(({ fields }) => fields.some(({ id }) => id === fieldId));
      const field = entity?.fields.find(({ id }) => id === fieldId);
      const small = await smallPicture(file);
      if (field?.type === "image" && !small) {
        const message = reasonMessage("not_an_image") ?? "not_an_image";
        throw new DataError({ status: 400, reason: "not_an_image", message });
      }
      const target: FileTarget = {
        entity: entity?.name ?? record?.entity ?? "",
        ...(field && { field: field.name }),
        ...(record && { record: record.id }),
      };
      const { id, value } = await announceFile(connection, target, file);
      if (small) await uploadObject(connection, `${id}/small`, { content: small });
      await uploadObject(connection, `${id}/original`, { content: file, ...(onProgress && { onProgress }) });
      return value;
    },
    [connection, snapshot],
  );
}

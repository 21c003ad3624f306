/** Hands a file of Storage to the browser's downloads. */
import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { useConnection } from "./ConnectionContext";
import { DataError } from "./DataError";
import { fileAddress } from "./fileAddresses";
import { reasonMessage } from "./translate";

export function useDownloadFile() {
  const connection = useConnection();
  const { mutateAsync, isPending } = useMutation<null, Error, { id: string; name: string }>({
    mutationFn: async ({ id, name }) => {
      const address = await fileAddress(connection, `${id}/original`);
      if (address === null) {
        const message = reasonMessage("file_missing") ?? "file_missing";
        throw new DataError({ status: 404, reason: "file_missing", message });
      }
      const link = document.createElement("a");
      link.href = `${address}&download=${encodeURIComponent(name)}`;
      link.download = name;
      link.click();
      return null;
    },
  });
  return {
    /** Throws DataError when the file is gone or not ours to read. */
    download: useCallback(
      async (id: string, name: string) => {
        await mutateAsync({ id, name });
      },
      [mutateAsync],
    ),
    isLoading: isPending,
  };
}

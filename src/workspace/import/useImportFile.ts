/** The file that is being imported: read in a worker that ends with the page. */
import { useEffect, useRef, useState } from "react";
import { FileProblem } from "./read/FileProblem";
import type { TableInfo } from "./read/ImportTable";
import { openTable, type RemoteTable } from "./read/openTable";

export interface ImportFile {
  name: string;
  table: RemoteTable;
  info: TableInfo;
  hasHeader: boolean;
}

export function useImportFile() {
  const [file, setFile] = useState<ImportFile>();
  const [problem, setProblem] = useState<FileProblem>();
  const [isReading, setIsReading] = useState(false);
  const table = useRef<RemoteTable>(undefined);
  useEffect(() => () => table.current?.close(), []);

  const attempt = async (work: () => Promise<ImportFile>) => {
    setProblem(undefined);
    setIsReading(true);
    try {
      const opened = await work();
      setFile(opened);
      return opened;
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      setProblem(error);
      return undefined;
    } finally {
      setIsReading(false);
    }
  };

  /** `content` is a file or a text that was pasted. */
  const open = (content: File | string, name: string) =>
    attempt(async () => {
      table.current?.close();
      const opened = openTable();
      table.current = opened;
      return { name, table: opened, info: await opened.open(content), hasHeader: true };
    });

  const show = (part: { sheet: string; hasHeader: boolean }) =>
    attempt(async () => {
      if (!file) throw new FileProblem("empty");
      return { ...file, hasHeader: part.hasHeader, info: await file.table.show(part) };
    });

  return { file, problem, isReading, open, show };
}

/** Files of a record that are in no field, as config.record_files() answers them. */
export interface RecordFile {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  mediaType: string;
  memberName: string | null;
  at: string;
  mayRemove: boolean;
}

export const readRecordFiles = (answer: unknown) => answer as RecordFile[];

/** A header cell is told by its class which field it stands over; Ant Design passes nothing else through. */
export const headerClass = (field: string) => `column-${field}`;

export const fieldOfHeader = (className: string | undefined) =>
  /(?:^|\s)column-(\S+)/.exec(className ?? "")?.[1];

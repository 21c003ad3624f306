/** One level of an order of records. */
export interface Sort {
  field: string;
  descending: boolean;
}

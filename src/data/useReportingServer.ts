/** Where reporting tools connect to, as far as the app can know: on Supabase it follows from the address. */
import { useConnection } from "./ConnectionContext";

export interface ReportingServer {
  /** Undefined where only the operator knows. */
  host: string | undefined;
  port: number | undefined;
  database: string;
}

const hosted = /^https:\/\/([a-z0-9]+)\.supabase\.(?:co|in)$/;

export function useReportingServer(): ReportingServer {
  const { settings } = useConnection();
  const project = hosted.exec(settings.url)?.[1];
  return {
    host: project && `db.${project}.supabase.co`,
    port: project ? 5432 : undefined,
    database: "postgres",
  };
}

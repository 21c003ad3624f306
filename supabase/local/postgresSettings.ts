/** Settings of the embedded Postgres: small machine, many short statements, loopback only. */
import { totalmem } from "node:os";

export function postgresSettings(options: { port: number; durable: boolean }): string[] {
  const settings = {
    port: options.port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    max_connections: 60,
    shared_buffers: `${clamp(totalmem() / 2 ** 20 / 8, 128, 512)}MB`,
    effective_cache_size: `${clamp(totalmem() / 2 ** 20 / 2, 256, 8192)}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "1GB",
    wal_level: "minimal",
    max_wal_senders: 0,
    random_page_cost: 1.1,
    max_parallel_workers_per_gather: 1,
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    idle_in_transaction_session_timeout: "10min",
    // After a crash one call instead of one per file.
    ...(process.platform === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
    ...(options.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

const clamp = (value: number, least: number, most: number) =>
  Math.round(Math.min(Math.max(value, least), most));

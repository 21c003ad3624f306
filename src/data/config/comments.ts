/** Comments and notifications, as config.record_comments() and config.my_notifications() answer them. */
import type { Label } from "../../model/label";

export interface RecordComment {
  id: string;
  memberName: string | null;
  at: string;
  editedAt: string | null;
  isDeleted: boolean;
  /** Mentions are written @[id]; null for a deleted comment. */
  body: string | null;
  isOwn: boolean;
  /** What it said before, newest first. */
  earlier: { body: string; until: string }[];
}

export interface Notification {
  id: number;
  at: string;
  isRead: boolean;
  memberName: string | null;
  entity: string;
  entityLabel: Label;
  record: string;
  /** Null when the active role may not see the record. */
  body: string | null;
}

export interface Notifications {
  unread: number;
  list: Notification[];
}

export const readComments = (answer: unknown) => answer as RecordComment[];
export const readNotifications = (answer: unknown) => answer as Notifications;

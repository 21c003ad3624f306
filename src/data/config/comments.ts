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
  /** "mention", or what the app finds worth telling. */
  kind: string;
  kindLabel: Label;
  /** How many records it is about; of many there is no record to lead to. */
  count: number;
  at: string;
  isRead: boolean;
  memberName: string | null;
  entity: string;
  entityLabel: Label;
  record: string | null;
  /** What was said, or what the record is called; null when the active role may not see it. */
  body: string | null;
}

export interface Notifications {
  unread: number;
  list: Notification[];
}

export interface NoticeKind {
  key: string;
  label: Label;
  isWanted: boolean;
}

export const readNoticeKinds = (answer: unknown) => answer as NoticeKind[];
export const readComments = (answer: unknown) => answer as RecordComment[];
export const readNotifications = (answer: unknown) => answer as Notifications;

/** The words of the page /inbox in both languages; a mail is named by its kind. */
import type { MailKind } from "../auth/AuthDeps";

export interface InboxWords {
  language: "en" | "zh-CN";
  title: string;
  note: string;
  empty: string;
  open: string;
  code: string;
  reload: string;
  kinds: Record<MailKind, string>;
}

const ENGLISH: InboxWords = {
  language: "en",
  title: "Inbox",
  note: "Kontor sends no mail on this machine. What it would have sent is kept here.",
  empty: "No mail yet.",
  open: "Open the link",
  code: "Code",
  reload: "Reload",
  kinds: {
    invite: "Invitation",
    recovery: "Reset your password",
    magiclink: "Sign in",
    email_change: "Confirm your new e-mail address",
    signup: "Confirm your account",
    reauthentication: "Confirm that it is you",
  },
};

const CHINESE: InboxWords = {
  language: "zh-CN",
  title: "收件箱",
  note: "Kontor 在本机不会真正发送邮件，本应发送的邮件都保存在这里。",
  empty: "暂无邮件。",
  open: "打开链接",
  code: "验证码",
  reload: "刷新",
  kinds: {
    invite: "邀请",
    recovery: "重置密码",
    magiclink: "登录",
    email_change: "确认新的邮箱地址",
    signup: "确认账号",
    reauthentication: "确认本人操作",
  },
};

/** Chosen by the browser's first language. */
export function inboxWords(acceptLanguage: string): InboxWords {
  return acceptLanguage.toLowerCase().startsWith("zh") ? CHINESE : ENGLISH;
}

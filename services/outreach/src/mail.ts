/** A mailbox with the name that stands beside it. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface Mail {
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox | undefined;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * - refused: for good.
 * - deferred: this message not now.
 * - down: the server takes nothing now; `reached`: it may have got this message all the same.
 */
export type MailResult =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'refused'; readonly code: string; readonly response: string }
  | { readonly kind: 'deferred'; readonly code: string; readonly response: string }
  | { readonly kind: 'down'; readonly reached: boolean; readonly response: string };

export interface Mailer {
  /** Never rejects. */
  send(mail: Mail): Promise<MailResult>;
  close(): void;
}

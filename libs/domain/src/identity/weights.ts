/**
 * What each piece of evidence adds to the score of a pair, in the sense of 10 log2(m / u): m how often two leads of one
 * person show it, u how often leads of two do that meet under one key. Set by hand in that sense and tuned on part A of the
 * labelled set (docs/identity.md); not counted there, because half of that set is hard cases and the world is not.
 */
export const WEIGHTS = {
  MAILBOX_SAME: 120,
  MAILBOX_SHARED: 30,
  MAILBOX_OTHER: -15,
  /** Mailboxes that differ in a number: how a company tells namesakes apart. */
  MAILBOX_NUMBERED: -50,
  PHONE_SAME: 60,
  PHONE_OTHER: -20,
  COMPANY_SAME: 10,
  GROUP_SAME: -20,
  /** All words of the shorter name are the other's, two or more of them. */
  NAME_SAME: 60,
  /** As with a typing error in a long word. */
  NAME_CLOSE: 55,
  /** As with a typing error in a short word. */
  NAME_NEAR: 30,
  /** One word, or an initial. */
  NAME_PART: 25,
  NAME_OTHER: -70,
} as const;

/** From here on two leads are of one person. */
export const SURE = 50;
/** From here on they may be. */
export const UNSURE = 20;

import { TORN } from '../narrative/passage';

const QUOTED = 120;

/** Evidence from a text, as much of it as a message holds. */
export function quoted(text: string): string {
  const plain = text.replaceAll(TORN, '').replace(/\s+/g, '');
  return plain.length > QUOTED ? `${plain.slice(0, QUOTED)}…` : plain;
}

/** What a person can do on this page, where the server's messages name options of the command line. */
const OPTIONS: readonly (readonly [option: RegExp, here: string])[] = [
  [/请用 --year 指定/, '请在上面选定年度后重试'],
  [/请用 --department 指定/, '请在上面填写机关名称后重试'],
  [/请用 --scope own 或 --scope consolidated 指定/, '请在上面选定统计范围后重试'],
  [/请给出区划代码（--region）/, '请在上面选定区划后重试'],
  [/请用 --region (\d+) 确认/, '请在上面选定区划 $1 后重试'],
  [/give --year/, 'choose the year above and try again'],
  [/give --department/, 'give the body above and try again'],
  [/give --scope own or --scope consolidated/, 'choose the scope above and try again'],
  [/give the region's code \(--region\)/, 'choose the place above and try again'],
  [/confirm it by --region (\d+)/, 'choose the place $1 above and try again'],
];

/** A message of the server with what it says of options in words of this page. */
export function messageHere(message: string): string {
  return OPTIONS.reduce((text, [option, here]) => text.replace(option, here), message);
}

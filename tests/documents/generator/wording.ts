/**
 * Labels of the form as offices print them: numbering styles, typing errors, spaced letters, Traditional characters.
 */
import { TABLE3_GROUPS, TABLE3_ROWS } from '../../../src/form/rows';
import type { Report } from './figures';
import type { Random } from './random';

export interface Wording {
  /** Label of a row of table 3, with its numbering. */
  request(row: string): string;
  group(group: string): string;
  /** Any other label. */
  label(zh: string): string;
  readonly heading: (number: number, zh: string) => string;
}

const TRADITIONAL: Readonly<Record<string, string>> = {
  开: '開',
  规: '規',
  数: '數',
  务: '務',
  请: '請',
  结: '結',
  转: '轉',
  总: '總',
  计: '計',
  机: '機',
  关: '關',
  处: '處',
  业: '業',
  单: '單',
  诉: '訴',
  审: '審',
  维: '維',
  护: '護',
  权: '權',
  证: '證',
  补: '補',
  后: '後',
  复: '復',
  费: '費',
  买: '買',
  项: '項',
  执: '執',
  询: '詢',
  属: '屬',
  国: '國',
  类: '類',
  续: '續',
  办: '辦',
  组: '組',
  织: '織',
  会: '會',
  现: '現',
  无: '無',
  当: '當',
  举: '舉',
  报: '報',
  访: '訪',
};
const SLIPS = '的了在是我有和人这中大为上个到说们以用';

export function makeWording(random: Random, report: Report, garbled: string | undefined): Wording {
  const dots = random.pick(['.', '.', '.', '、', '．', '. ', '①']);
  const traditional = random.chance(0.06);
  const spaced = random.chance(0.06);
  const slips = random.chance(0.3) ? 0.06 : 0;
  const plainQuotes = random.chance(0.3);
  const shortSix = report.forms[3] === '2019' && random.chance(0.3);
  const letters = (text: string): string => {
    let out = text;
    if (plainQuotes) out = out.replace(/[“”]/g, '"');
    if (traditional) out = [...out].map((char) => TRADITIONAL[char] ?? char).join('');
    if (spaced && out.length <= 8) out = [...out].join(' ');
    return out;
  };
  const slip = (text: string): string => {
    if (text.length < 7 || !random.chance(slips)) return text;
    const at = random.integer(1, text.length - 2);
    const char = random.pick([...SLIPS]);
    return random.pick([
      text.slice(0, at) + text.slice(at + 1),
      text.slice(0, at) + char + text.slice(at + 1),
      text.slice(0, at) + char + text.slice(at),
    ]);
  };
  const glueNumber = random.chance(0.06);
  const number = (printed: string): string => {
    const arabic = /^(\d)\.$/.exec(printed);
    if (!arabic) return printed;
    if (glueNumber) return arabic[1]!;
    return dots === '①' ? String.fromCharCode(0x245f + Number(arabic[1])) : arabic[1] + dots;
  };
  const requests = new Map(
    TABLE3_ROWS.map((row) => {
      let zh = row.zh;
      if (row.id === 'partlyGranted' && !random.chance(0.1)) zh += '（区分处理的，只计这一情形，不计其他情形）';
      if (row.id === 'otherwise.unspecified' && shortSix) zh = '其他';
      if (row.id === garbled) return [row.id, garble(random, number(row.number) + zh)] as const;
      return [row.id, number(row.number) + letters(slip(zh))] as const;
    }),
  );
  return {
    request: (row) => requests.get(row)!,
    group: (group) => {
      const def = TABLE3_GROUPS.find((each) => each.id === group)!;
      return def.number + letters(def.zh);
    },
    label: letters,
    heading: (n, zh) => `${'一二三四五六'[n - 1]}、${zh}`,
  };
}

/** A label that recognition spoilt: half of its letters are others, or it is gone. */
function garble(random: Random, text: string): string {
  if (random.chance(0.2)) return '';
  return [...text].map((char) => (random.chance(0.5) ? random.pick([...SLIPS]) : char)).join('');
}

/** Title, sections and text around the tables. */
export function narrative(
  random: Random,
  report: Report,
): { before: string[]; proactive: string; requests: string; remedies: string; after: string[] } {
  const { body, year } = report;
  const title = random.pick([
    `${body}${year}年政府信息公开工作年度报告`,
    `${year}年${body}政府信息公开工作年度报告`,
    `${body} ${year} 年度政府信息公开工作报告`,
  ]);
  const chatter = random.chance(0.5)
    ? `全年收到申请${random.integer(1, 90)}件，予以公开${random.integer(0, 50)}件，本机关不掌握相关政府信息${random.integer(0, 9)}件，其他处理${random.integer(0, 9)}件。规章、行政规范性文件及时公开，行政许可${random.integer(1, 99)}件。`
    : '按照条例要求，各项工作有序推进。';
  return {
    before: [
      title,
      ...(random.chance(0.5)
        ? [
            '本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况和其他需要报告的事项组成。',
          ]
        : []),
      '一、总体情况',
      ...(random.chance(0.7) ? ['（一）主动公开'] : []),
      chatter,
      '（二）依申请公开',
      '规范办理流程，依法答复申请人。',
      '（三）政府信息管理',
      '健全管理制度。',
      '（四）平台建设',
      `发布信息${random.integer(10, 900)}条。`,
      '（五）监督保障',
      '开展培训2次。',
    ],
    proactive: '二、主动公开政府信息情况',
    requests: '三、收到和处理政府信息公开申请情况',
    remedies: random.pick([
      '四、政府信息公开行政复议、行政诉讼情况',
      '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况',
    ]),
    after: [
      random.pick([
        '五、存在的主要问题及改进情况',
        '五、存在问题及改进情况',
        '五、政府信息公开工作存在的问题及整改措施',
      ]),
      '一是公开内容还不够细，二是队伍需要加强。下一步将加强培训3场次。',
      '六、其他需要报告的事项',
      '本年度收取信息处理费0元。',
    ],
  };
}

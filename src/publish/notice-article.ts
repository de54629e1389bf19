/** The draft notice on paper. */
import type { SectionKey } from '../form/draft';
import { type Article, type ArticleBlock, type LaidTable, plainTable } from './layout';
import type { Listed, Notice } from './notice';

/** Errors of one body that are told in words; the others are counted. */
const TOLD = 3;

/** The notice as an article: what was found in a paragraph, then the tables that name the bodies. */
export function noticeArticle(notice: Notice): Article {
  const { region, year, data } = notice;
  return {
    title: `关于${region.name}${year}年度政府信息公开工作年度报告发布情况的通报`,
    subtitle: '（代拟稿）',
    blocks: [
      { type: 'paragraph', text: opening(notice) },
      ...part('一、逾期发布的机关', notice.late, lateTable(notice), '没有逾期发布的报告。'),
      ...part('二、尚未发布的机关', notice.missing, missingTable(notice), '应报告的机关均已报告。'),
      ...part('三、报告存在勾稽错误等问题的机关', notice.failing, failingTable(notice), '没有未说明的错误。'),
      ...copiedPart(notice),
      {
        type: 'paragraph',
        text: '请有关机关对照附表尽快补发或者更正，并按《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定做好以后年度的报告工作。',
      },
      {
        type: 'note',
        text: `数据截至：${data.dataOn ?? '无'}（数据版本 ${data.dataVersion}）。本稿由 gongkai 生成，供起草参考。`,
      },
    ],
  };
}

function opening({
  region,
  year,
  expected,
  reporting,
  onTime,
  unknown,
  late,
  missing,
  failing,
  copied,
}: Notice): string {
  const told = failing.shown.reduce((sum, { errors }) => sum + errors.length, 0);
  const bodies = `${told < failing.total ? '至少 ' : ''}${failing.shown.length}`;
  const undated = unknown > 0 ? `，发布日期不详或者未规定期限 ${unknown} 份` : '';
  const wrong = failing.total > 0 ? `已发布的报告中，${bodies} 个机关的报告有未说明的错误 ${failing.total} 项。` : '';
  const sections = `${copied.complete ? '' : '至少 '}${copied.shown.length}`;
  const alike = copied.shown.length > 0 ? `文字内容雷同 ${sections} 处。` : '';
  return (
    `现将${region.fullName}${year}年度政府信息公开工作年度报告发布情况通报如下。` +
    `${region.name}辖区内应发布本级年度报告的机关 ${expected} 个，已发布 ${reporting} 个，其中按期发布 ${onTime} 个${undated}；` +
    `逾期发布的报告 ${late.total} 份，尚未发布的机关 ${missing.total} 个。${wrong}${alike}`
  );
}

function part(heading: string, { total }: Listed<unknown>, table: LaidTable, none: string): ArticleBlock[] {
  return [
    { type: 'heading', text: heading },
    total === 0 ? { type: 'paragraph', text: none } : { type: 'table', table },
  ];
}

function caption(title: string, total: number, shown: number, unit: string): string {
  return shown < total ? `${title}（共 ${total} ${unit}，列出前 ${shown} ${unit}）` : `${title}（共 ${total} ${unit}）`;
}

function lateTable({ late: { total, shown } }: Notice): LaidTable {
  return plainTable(
    caption('逾期发布', total, shown.length, '份'),
    [
      ['序号', 7],
      ['区划', 24],
      ['机关', 28],
      ['口径', 9],
      ['期限', 12],
      ['发布日期', 12],
      ['逾期天数', 8],
    ],
    shown.map(({ body, scope, deadline, publishedOn, daysLate }, at) => [
      at + 1,
      body.region.fullName,
      body.name,
      scope === 'OWN' ? '本级' : '汇总',
      deadline,
      publishedOn,
      daysLate,
    ]),
  );
}

function missingTable({ missing: { total, shown } }: Notice): LaidTable {
  return plainTable(
    caption('尚未发布', total, shown.length, '个'),
    [
      ['序号', 7],
      ['区划', 36],
      ['机关', 37],
      ['类别', 20],
    ],
    shown.map(({ region, name, kind }, at) => [at + 1, region.fullName, name, kind.zh]),
  );
}

function failingTable({ failing: { total, shown } }: Notice): LaidTable {
  const told = shown.reduce((sum, { errors }) => sum + errors.length, 0);
  return plainTable(
    caption('有未说明的错误', total, told, '项'),
    [
      ['序号', 7],
      ['区划', 22],
      ['机关', 22],
      ['项数', 7],
      ['问题', 42],
    ],
    shown.map(({ body, errors }, at) => [
      at + 1,
      body.region.fullName,
      body.name,
      errors.length,
      errors
        .slice(0, TOLD)
        .map((error) => error.zh)
        .join('') + (errors.length > TOLD ? '等。' : ''),
    ]),
  );
}

/** Sections as people know them. */
const SECTION_NAMES: Readonly<Record<SectionKey, string>> = {
  OVERVIEW: '一、总体情况',
  PROACTIVE: '二、主动公开',
  REQUESTS: '三、依申请公开',
  REMEDIES: '四、复议诉讼',
  PROBLEMS: '五、问题及改进',
  OTHER: '六、其他事项',
};

function copiedPart({ copied: { shown, complete } }: Notice): ArticleBlock[] {
  const heading: ArticleBlock = { type: 'heading', text: '四、文字内容雷同的报告' };
  if (shown.length === 0) {
    const none = complete ? '没有文字内容雷同的报告。' : '已比对的报告中没有文字内容雷同的。';
    return [heading, { type: 'paragraph', text: none }];
  }
  const table = plainTable(
    complete ? `内容雷同（共 ${shown.length} 处）` : `内容雷同（列出前 ${shown.length} 处，其余报告尚未比对）`,
    [
      ['序号', 7],
      ['区划', 20],
      ['机关', 20],
      ['部分', 15],
      ['雷同于', 28],
      ['相同比例', 10],
    ],
    shown.map(({ body, section, other, ownLastYear, similarity }, at) => [
      at + 1,
      body.region.fullName,
      body.name,
      SECTION_NAMES[section],
      ownLastYear ? '本机关上一年度报告' : other.name,
      // Rounded down: 100% is the whole text and nothing less.
      `${Math.floor(similarity * 100)}%`,
    ]),
  );
  return [heading, { type: 'table', table }];
}

/** The narrative of reports that print some of it within their tables: titles of sections in a table's first row, sheets with all of their text in cells. */
import { extract } from '../../src/extract/extract';
import { TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const TITLE = '东港县水务局2023年政府信息公开工作年度报告';
const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

const requests = (figure: string) => [
  ['三、收到和处理政府信息公开申请情况'],
  ['', ...APPLICANTS],
  ...ROWS.map(({ zh, number }) => [`${number ?? ''}${zh}`, ...APPLICANTS.map(() => figure)]),
];
const remedies = [
  ['四、政府信息公开行政复议、行政诉讼情况'],
  ['行政复议', '', '', '', '', '行政诉讼', '', '', '', '', '', '', '', '', ''],
  [...OUTCOMES, '未经复议直接起诉', '', '', '', '', '复议后起诉', '', '', '', ''],
  ['', '', '', '', '', ...OUTCOMES, ...OUTCOMES],
  new Array<string>(15).fill('0'),
];

const read = async (name: string, source: string) => parse(await extract(Buffer.from(source), { name }));
const textsOf = ({ sections }: Awaited<ReturnType<typeof read>>) =>
  Object.fromEntries(sections.map(({ key, text }) => [key, text]));

describe.each(['0', ''])('with figures %j', (figure) => {
  test('a title in the first row of a table is the heading of its section', async () => {
    const table = ([first, ...rows]: readonly (readonly string[])[]) =>
      `<table><tr><td colspan="15">${first?.join('')}</td></tr>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
        .join('')}</table>`;
    const source = [
      `<h1>${TITLE}</h1><p>一、总体情况</p><p>本机关依法公开信息。</p>`,
      table(requests(figure)),
      '<p>申请量与上年持平。</p>',
      table(remedies),
      '<p>五、存在的主要问题及改进情况</p><p>公开的深度不够，将加强培训。</p>',
    ];
    const draft = await read('report.html', source.join(''));
    expect(textsOf(draft)).toEqual({
      OVERVIEW: '本机关依法公开信息。',
      REQUESTS: '申请量与上年持平。',
      REMEDIES: '',
      PROBLEMS: '公开的深度不够，将加强培训。',
    });
    const missing = draft.notices.filter(({ code }) => code === 'HEADING_MISSING').map(({ en }) => en);
    expect(missing).toHaveLength(2);
  });

  test('a sheet has its text in cells', async () => {
    const rows = [
      [TITLE],
      ['一、总体情况'],
      ['本机关依法公开信息，全年收到申请0件。'],
      ...requests(figure),
      ...remedies,
      ['五、存在的主要问题及改进情况'],
      ['公开的深度不够，将加强培训。'],
    ];
    const csv = rows.map((row) =>
      [...row, ...new Array<string>(15 - row.length).fill('')].map((cell) => `"${cell}"`).join(','),
    );
    const texts = textsOf(await read('report.csv', csv.join('\n')));
    expect(texts).toEqual({
      OVERVIEW: '本机关依法公开信息，全年收到申请0件。',
      REQUESTS: '',
      REMEDIES: '',
      PROBLEMS: '公开的深度不够，将加强培训。',
    });
  });
});

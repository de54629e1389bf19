/** A made-up report as running text on the form of 2021, for the tests of the import. */
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_GROUPS, TABLE3_ROWS } from '../../src/form/rows';

export interface TextReport {
  readonly title: string;
  /** Applications of natural persons, all granted. */
  readonly received: number;
  readonly overview?: string;
}

/** The lines of a report: a label and its figures on one line. */
export function textReport({ title, received, overview = '本局按规定公开政府信息。' }: TextReport): string {
  const figures = (id: string) => {
    const count = ['received', 'granted', 'concluded'].includes(id) ? received : 0;
    return APPLICANT_COLUMNS.map((column) => (['naturalPerson', 'total'].includes(column.id) ? count : 0)).join(' ');
  };
  const requests: string[] = [];
  let group: string | undefined;
  for (const row of TABLE3_ROWS.filter(({ id }) => id !== 'otherwise.unspecified')) {
    if (row.id === 'granted') requests.push('三、本年度办理结果');
    const heading = row.group !== group && TABLE3_GROUPS.find(({ id }) => id === row.group);
    if (heading) requests.push(heading.number + heading.zh);
    group = row.group;
    requests.push(`${row.number}${row.zh} ${figures(row.id)}`);
  }
  return [
    title,
    '一、总体情况',
    overview,
    '二、主动公开政府信息情况',
    '第二十条第（一）项',
    '信息内容 本年制发件数 本年废止件数 现行有效件数',
    '规章 0 0 0',
    '行政规范性文件 2 1 9',
    '第二十条第（五）项',
    '信息内容 本年处理决定数量',
    '行政许可 12',
    '第二十条第（六）项',
    '信息内容 本年处理决定数量',
    '行政处罚 3',
    '行政强制 0',
    '第二十条第（八）项',
    '信息内容 本年收费金额（单位：万元）',
    '行政事业性收费 12.3456',
    '三、收到和处理政府信息公开申请情况',
    '申请人情况',
    '自然人 法人或其他组织 总计',
    APPLICANT_COLUMNS.slice(1, 6)
      .map(({ zh }) => zh)
      .join(' '),
    ...requests,
    '四、政府信息公开行政复议、行政诉讼情况',
    '行政复议 行政诉讼',
    '未经复议直接起诉 复议后起诉',
    [1, 2, 3].flatMap(() => OUTCOME_COLUMNS.map(({ zh }) => zh)).join(' '),
    '0 0 0 0 0 0 0 0 0 0 0 0 0 0 0',
    '五、存在的主要问题及改进情况',
    '公开内容有待充实，下一步将加强培训。',
    '六、其他需要报告的事项',
    '无其他需要报告的事项。',
    '',
  ].join('\n');
}

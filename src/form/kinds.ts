/**
 * Kinds of department, so that all district justice bureaus can be compared, and the classifier from names.
 *
 * A name is matched against the words of each kind, longest first; of several, the one that ends last in the name wins:
 * "公安局交通警察大队" is police by its last word, "司法局" justice.
 */

/** Whose deadline applies, Art. 49: departments by 31 January, governments by 31 March; townships are not named. */
export type DeadlineRule = 'DEPARTMENT' | 'GOVERNMENT' | 'TOWNSHIP';

export interface KindDef {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly deadline: DeadlineRule;
  /** Words of names that mean this kind. */
  readonly words: readonly string[];
  /** Whether each county-level government has such a body since the reform of 2018-2019. */
  readonly standard: boolean;
}

const department = (code: string, zh: string, en: string, words: string[], standard = true): KindDef => ({
  code,
  zh,
  en,
  deadline: 'DEPARTMENT',
  words,
  standard,
});

export const KINDS: readonly KindDef[] = [
  { code: 'government', zh: '本级政府', en: 'Government', deadline: 'GOVERNMENT', words: [], standard: true },
  {
    code: 'township',
    zh: '乡镇（街道）',
    en: 'Township or subdistrict',
    deadline: 'TOWNSHIP',
    words: ['街道办事处', '街道办', '乡人民政府', '镇人民政府', '乡政府', '镇政府', '苏木人民政府'],
    standard: false,
  },
  department('office', '政府办公厅（室）', 'General office', [
    '人民政府办公厅',
    '人民政府办公室',
    '政府办公厅',
    '政府办公室',
    '政府办',
  ]),
  department('development', '发展改革', 'Development and reform', [
    '发展和改革委员会',
    '发展改革委员会',
    '发展和改革局',
    '发展改革局',
    '发改委',
    '发改局',
    '发展改革和统计局',
  ]),
  department('education', '教育', 'Education', [
    '教育体育局',
    '教育和体育局',
    '教育委员会',
    '教育局',
    '教育厅',
    '教体局',
    '教育部',
  ]),
  department('science', '科技', 'Science and technology', [
    '科学技术委员会',
    '科学技术局',
    '科学技术厅',
    '科技局',
    '科技厅',
    '科学技术和工业信息化局',
  ]),
  department('industry', '工业和信息化', 'Industry and information technology', [
    '工业和信息化局',
    '工业和信息化厅',
    '工业信息化局',
    '经济和信息化局',
    '经济和信息化委员会',
    '经济和信息化厅',
    '工信局',
    '经信局',
  ]),
  department(
    'ethnic',
    '民族宗教',
    'Ethnic and religious affairs',
    ['民族宗教事务局', '民族宗教事务委员会', '民族和宗教事务局', '民族事务委员会', '宗教事务局', '民宗局'],
    false,
  ),
  department('police', '公安', 'Public security', ['公安局', '公安厅', '公安分局', '公安部']),
  department('civilAffairs', '民政', 'Civil affairs', ['民政局', '民政厅', '民政部']),
  department('justice', '司法', 'Justice', ['司法局', '司法厅', '司法部']),
  department('finance', '财政', 'Finance', ['财政局', '财政厅', '财政部', '财政金融局']),
  department('humanResources', '人力资源社会保障', 'Human resources and social security', [
    '人力资源和社会保障局',
    '人力资源社会保障局',
    '人力资源和社会保障厅',
    '人社局',
    '人社厅',
  ]),
  department('naturalResources', '自然资源', 'Natural resources', [
    '自然资源和规划局',
    '规划和自然资源局',
    '自然资源局',
    '自然资源厅',
    '国土资源局',
    '自然资源分局',
    '规划和自然资源委员会',
    '林业和草原局',
    '林业局',
  ]),
  department('ecology', '生态环境', 'Ecology and environment', [
    '生态环境局',
    '生态环境厅',
    '生态环境分局',
    '环境保护局',
    '环保局',
  ]),
  department('housing', '住房城乡建设', 'Housing and urban-rural development', [
    '住房和城乡建设局',
    '住房和城乡建设厅',
    '住房城乡建设局',
    '住房和城乡建设委员会',
    '住房保障和房产管理局',
    '住建局',
    '住建委',
    '建设和交通委员会',
  ]),
  department('transport', '交通运输', 'Transport', ['交通运输局', '交通运输厅', '交通运输委员会', '交通局']),
  department('water', '水利', 'Water resources', ['水利局', '水利厅', '水务局', '水务厅']),
  department('agriculture', '农业农村', 'Agriculture and rural affairs', [
    '农业农村局',
    '农业农村厅',
    '农业农村委员会',
    '农业农村和水利局',
    '农业农村水利局',
    '农业局',
    '畜牧局',
    '乡村振兴局',
  ]),
  department('commerce', '商务', 'Commerce', ['商务局', '商务厅', '商务委员会', '商务和投资促进局', '招商局']),
  department('culture', '文化旅游', 'Culture and tourism', [
    '文化广电和旅游局',
    '文化和旅游局',
    '文化和旅游厅',
    '文化广电旅游局',
    '文化广电旅游体育局',
    '文化体育和旅游局',
    '文体广电旅游局',
    '文旅局',
    '文化旅游局',
    '文化体育旅游局',
  ]),
  department('health', '卫生健康', 'Health', [
    '卫生健康委员会',
    '卫生健康局',
    '卫健委',
    '卫健局',
    '卫生和计划生育委员会',
  ]),
  department('veterans', '退役军人事务', 'Veterans affairs', ['退役军人事务局', '退役军人事务厅', '退役军人局']),
  department('emergency', '应急管理', 'Emergency management', [
    '应急管理局',
    '应急管理厅',
    '应急局',
    '安全生产监督管理局',
  ]),
  department('audit', '审计', 'Audit', ['审计局', '审计厅']),
  department(
    'assets',
    '国有资产',
    'State assets',
    ['国有资产监督管理委员会', '国有资产监督管理局', '国资委', '国资局'],
    false,
  ),
  department('market', '市场监督管理', 'Market regulation', [
    '市场监督管理局',
    '市场监管局',
    '市场监督管理厅',
    '工商行政管理局',
    '市场监督管理分局',
  ]),
  department('sports', '体育', 'Sports', ['体育局'], false),
  department('statistics', '统计', 'Statistics', ['统计局', '统计调查队']),
  department('medicalSecurity', '医疗保障', 'Medical security', ['医疗保障局', '医保局', '医疗保障分局']),
  department('petitions', '信访', 'Petitions', ['信访局', '信访办公室']),
  department('administrativeApproval', '行政审批', 'Administrative approval', [
    '行政审批服务局',
    '行政审批局',
    '政务服务管理局',
    '政务服务数据管理局',
    '数据局',
    '政务服务和大数据管理局',
    '政务服务中心',
    '大数据局',
  ]),
  department('urbanManagement', '城市管理', 'Urban management', [
    '城市管理局',
    '城市管理综合行政执法局',
    '综合行政执法局',
    '城市管理委员会',
    '城市管理执法局',
    '城管局',
    '综合执法局',
  ]),
  department('civilDefence', '人民防空', 'Civil air defence', ['人民防空办公室', '国防动员办公室', '人防办'], false),
  department(
    'finance.regulation',
    '金融监管',
    'Financial regulation',
    ['地方金融监督管理局', '金融工作局', '金融监管局', '金融办'],
    false,
  ),
  department('foreignAffairs', '外事', 'Foreign affairs', ['外事办公室', '外事侨务办公室', '外事办'], false),
  department('tax', '税务', 'Taxation', ['税务局'], false),
  department('gardens', '园林绿化', 'Parks and greening', ['园林绿化局', '园林局', '绿化和市容管理局'], false),
  department('grain', '粮食和物资储备', 'Grain and reserves', ['粮食和物资储备局', '粮食局'], false),
  department(
    'zone',
    '开发区',
    'Development zone',
    [
      '开发区管理委员会',
      '开发区管委会',
      '新区管理委员会',
      '示范区管理委员会',
      '园区管理委员会',
      '高新区管委会',
      '管理委员会',
      '管委会',
    ],
    false,
  ),
  department('other', '其他', 'Other', [], false),
];

const byCode = new Map(KINDS.map((kind) => [kind.code, kind]));
const words = KINDS.flatMap((kind) => kind.words.map((word) => ({ word, kind })));

/** The kind with this code, or undefined. */
export function findKind(code: string): KindDef | undefined {
  return byCode.get(code);
}

/**
 * The kind of body that a name means; `other` where none fits. A name that ends in 人民政府 and is no township is a
 * government itself.
 */
export function classify(name: string): KindDef {
  const plain = name.replace(/[（(].*?[）)]/g, '').replace(/\s+/g, '');
  let best: { end: number; length: number; kind: KindDef } | undefined;
  for (const { word, kind } of words) {
    const at = plain.lastIndexOf(word);
    if (at < 0) continue;
    const end = at + word.length;
    if (!best || end > best.end || (end === best.end && word.length > best.length))
      best = { end, length: word.length, kind };
  }
  if (best) return best.kind;
  if (/(?:政府|行政公署|行署)$/.test(plain)) return byCode.get('government')!;
  return byCode.get('other')!;
}

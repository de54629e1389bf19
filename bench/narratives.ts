/**
 * Made-up narratives, seeded: sentences that everyone has, sentences of a body's own, and copies of another body's with other
 * figures. Own sentences are put together from words, so that two bodies hardly ever have one in common.
 */
import type { DraftSection, SectionKey } from '../src/form/draft';

type Random = () => number;

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

const WHEN = [
  '年初',
  '上半年',
  '第三季度',
  '汛期前后',
  '机构改革期间',
  '年底前',
  '每逢月末',
  '春耕时节',
  '新区划启用后',
];
const WHO = [
  '办公室',
  '政策法规科',
  '窗口服务组',
  '信息中心',
  '督查小组',
  '档案室',
  '驻村工作队',
  '审批股',
  '宣传专班',
  '值班领导',
  '业务骨干',
  '法律顾问',
];
const DID = [
  '逐项梳理',
  '重新编排',
  '试点推行',
  '集中清理',
  '联合核查',
  '分批上传',
  '配图解读',
  '上门讲解',
  '对照复核',
  '滚动更新',
  '公开征集',
  '专题研讨',
];
const WHAT = [
  '水利工程补助名册',
  '老旧小区改造进度',
  '义务教育招生片区',
  '农机购置补贴台账',
  '饮用水源监测结果',
  '殡葬服务价目',
  '临时救助审批结果',
  '道路施工绕行方案',
  '食品抽检不合格名单',
  '国有土地出让结果',
  '养老机构星级评定',
  '公共资源交易流程',
  '防汛物资储备点位',
  '职业技能培训课程',
  '林木采伐许可事项',
  '基层医疗机构清单',
];
/** Made-up places, some 30,000: what keeps a million sentences apart. */
const SYLLABLES = '青石柳桥白沙双河松岭竹溪枫林莲塘云台金滩玉泉龙湾凤山鹿鸣鹤洲雁荡梅坞桂苑杏村桃源';
const PLACES = ['路', '村', '渠', '园', '巷', '港', '坪', '社区', '大道', '水库'];
const HOW = [
  '并在镇街张贴纸质版',
  '同步推送到政务客户端',
  '由专人电话回访',
  '形成问题清单逐条销号',
  '邀请群众代表现场点评',
  '收到反馈意见后两日内答复',
  '把错漏条目退回重报',
  '与上年版本逐字比对',
  '做成一图读懂和短视频',
  '纳入科室月度讲评',
  '留存流转记录备查',
  '设置检索关键词',
];
const WHY = [
  '方便群众就近查阅',
  '减少重复提问',
  '避免数据打架',
  '回应网民集中反映的疑问',
  '让企业少跑一趟',
  '便于监督部门随时抽查',
  '缩短材料流转时间',
];

/** What everyone's reports say. */
const TEMPLATES = [
  '坚持以人民为中心的发展思想，深入贯彻落实上级关于政务公开工作的各项决策部署，扎实推进政府信息公开工作。',
  '加强组织领导，明确分管领导和责任科室，做到工作有人抓、事情有人管、责任有人担。',
  '严格落实信息发布三审三校制度，确保公开内容合法、完整、准确、及时，全年未发生失泄密事件。',
  '充分发挥门户网站第一平台作用，及时更新栏目内容，不断提升公开的规范化标准化水平。',
  '畅通依申请公开渠道，规范答复文书格式，依法保障公众的知情权、参与权和监督权。',
  '加强业务培训，提高工作人员的政策水平和业务能力，推动公开工作提质增效。',
  '公开的主动性和及时性有待进一步增强，政策解读的形式还不够丰富。',
  '下一步将进一步强化责任意识，健全长效机制，推动政府信息公开工作再上新台阶。',
];

/** A sentence of a body's own, some 45 to 110 characters. */
export function ownSentence(random: Random): string {
  const place = (): string => `${pick(random, [...SYLLABLES])}${pick(random, [...SYLLABLES])}${pick(random, PLACES)}`;
  const clause = (): string => `${pick(random, WHO)}${pick(random, DID)}${place()}${pick(random, WHAT)}`;
  const figure = (): string => `，涉及${1 + Math.floor(random() * 900)}条`;
  const clauses = [`${pick(random, WHEN)}${clause()}${random() < 0.5 ? figure() : ''}`, pick(random, HOW)];
  if (random() < 0.6) clauses.push(`${clause()}${random() < 0.3 ? figure() : ''}`, pick(random, HOW));
  clauses.push(pick(random, WHY));
  return `${clauses.join('，')}。`;
}

export interface NarrativeSize {
  /** Sentences of the body's own in section 一 and 五, and of everyone's in all. */
  readonly overview: number;
  readonly problems: number;
  readonly templates: number;
}

/** About 1,200 characters in all. */
export const USUAL_SIZE: NarrativeSize = { overview: 9, problems: 4, templates: 6 };

export interface OwnSentences {
  readonly overview: readonly string[];
  readonly problems: readonly string[];
}

export function ownSentences(random: Random, size: NarrativeSize = USUAL_SIZE): OwnSentences {
  return {
    overview: Array.from({ length: size.overview }, () => ownSentence(random)),
    problems: Array.from({ length: size.problems }, () => ownSentence(random)),
  };
}

/** The sections of a report with these sentences of its own among everyone's, lines wrapped as documents do. */
export function sectionsOf(
  body: string,
  year: number,
  own: OwnSentences,
  random: Random,
  templates = USUAL_SIZE.templates,
): DraftSection[] {
  const among = (sentences: readonly string[], count: number): string => {
    const all = [...sentences];
    for (let at = 0; at < count; at += 1)
      all.splice(Math.floor(random() * (all.length + 1)), 0, pick(random, TEMPLATES));
    return all.join('');
  };
  const opening = `${year}年，${body}按照《中华人民共和国政府信息公开条例》的要求，编制本年度报告。`;
  const section = (key: SectionKey, heading: string, text: string): DraftSection => ({ key, heading, text });
  return [
    section('OVERVIEW', '一、总体情况', wrapped(opening + among(own.overview, Math.ceil(templates * 0.7)))),
    section('PROBLEMS', '五、存在的主要问题及改进情况', wrapped(among(own.problems, Math.floor(templates * 0.3)))),
    section('OTHER', '六、其他需要报告的事项', '本年度没有其他需要报告的事项。'),
  ];
}

/** As many sentences, `share` of their text or a little more taken from another body's, figures changed. */
export function copied(of: readonly string[], share: number, random: Random): string[] {
  const order = of.map((sentence, at) => ({ sentence, at, by: random() })).sort((a, b) => a.by - b.by);
  const kept = new Set<number>();
  let missing = of.join('').length * share;
  for (const { sentence, at } of order) {
    if (missing <= 0) break;
    kept.add(at);
    missing -= sentence.length;
  }
  return of.map((sentence, at) =>
    kept.has(at) ? sentence.replace(/\d+/g, () => String(1 + Math.floor(random() * 900))) : ownSentence(random),
  );
}

/** Lines of 38 characters, as a page has them. */
function wrapped(text: string): string {
  return text.replace(/(.{38})(?=.)/gu, '$1\n');
}

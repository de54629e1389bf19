/** The narrative of a made-up report: sentences of the kind that such reports consist of, with the report's own figures. */
import { OVERVIEW_PARTS, type Scope } from '../form/draft';
import { TABLE_TITLES } from '../form/editions';
import type { DemoBody } from './bodies';
import type { Random } from './random';
import type { DemoSection, Truth } from './report';

const PART_HEADINGS: Readonly<Record<(typeof OVERVIEW_PARTS)[number], string>> = {
  PROACTIVE_DISCLOSURE: '（一）主动公开',
  ON_REQUEST: '（二）依申请公开',
  INFORMATION_MANAGEMENT: '（三）政府信息管理',
  PLATFORMS: '（四）政府信息公开平台建设',
  SUPERVISION: '（五）监督保障',
};

const OPENINGS = [
  '{year}年，{body}把信息公开作为改进作风、接受监督的一项日常工作，逐项对照条例要求抓好落实。',
  '{year}年，{body}围绕群众关心的事项安排公开工作，明确了承办科室、时限和责任人。',
  '{year}年，{body}按照条例和上级部署，将公开要求列入年度工作要点并按季度检查。',
  '{year}年，{body}继续健全公开制度，注意在公开中听取意见、改进服务。',
];
const PROACTIVE = [
  '全年通过门户网站主动公开信息{published}条，其中动态类{news}条，其余为机构职能、计划总结和办事指南。',
  '本年度主动公开各类信息{published}条，重新核对了机构职责、办公地址和联系电话，撤下失效内容{news}条。',
  '共发布信息{published}条，对{news}条涉及民生的内容配发了图文说明。',
  '累计公开信息{published}条，重点事项在作出决定后七个工作日内上网，共{news}条。',
];
const NO_REQUESTS = [
  '本年度未收到政府信息公开申请，也没有上年结转的申请。',
  '全年没有收到依申请公开的申请件，受理渠道保持畅通。',
  '本年度收到政府信息公开申请0件，接收信函和网上申请的渠道均有专人值守。',
];
const REQUESTS = [
  '全年新收政府信息公开申请{received}件，上年结转{carriedIn}件；已办结{concluded}件，结转下年度{forward}件。',
  '本年度共收到申请{received}件，连同上年结转的{carriedIn}件，年内答复{concluded}件，{forward}件转入下年继续办理。',
  '新收申请{received}件，上年结转{carriedIn}件，按期答复{concluded}件，其余{forward}件尚在办理期限内。',
];
const MANAGEMENT = [
  '公文在起草时同步确定公开属性，由办公室和法制科室两次复核后发布。',
  '实行先审查、后公开，上网信息一事一审，全年未发生泄密和错发。',
  '对历年文件作了一次清理，更新了目录，方便按主题和年份查找。',
  '建立信息台账，发布、更正和撤下都有记录可查。',
  '修订了内部的公开审查办法，把保密审查和个人信息保护合为一道程序。',
];
const PLATFORMS = [
  '以门户网站为主要平台，新媒体账号同步转发，栏目每月检查一次。',
  '调整了网站专栏的层级，把办事指南移到首页，并增加了按关键词检索的功能。',
  '在办事大厅设公开查阅点，配备查询终端和纸质目录，全年接待查阅{visits}人次。',
  '新媒体账号全年发布{visits}条，逾期未更新的账号已经注销。',
];
const SUPERVISION = [
  '把公开工作列入科室考核，开展社会评议一次，全年没有需要责任追究的情形。',
  '组织业务培训{trainings}次，工作考核结果在内部通报；社会评议意见均已答复，未发生责任追究。',
  '年中和年末各自查一次，考核占绩效总分的百分之四；社会评议未见差评，没有责任追究。',
  '邀请服务对象参加评议{trainings}次，意见逐条整改；考核合格，无责任追究事项。',
];
const PROBLEMS = [
  '一是部分信息发布偏晚；二是解读材料多为文字，形式单一。',
  '一是个别科室对公开时限掌握不准；二是栏目之间内容有重复。',
  '主要问题是答复文书的说理不够充分，部门之间会商用时偏长。',
  '主要问题是经办人员变动较多，对条例的理解还不一致。',
  '一是公开内容与群众实际需要仍有差距；二是历史文件数字化进度较慢。',
  '一是线下查阅点使用率不高；二是政策咨询的回应还不够快。',
];
const IMPROVEMENTS = [
  '下一步将把发布时限写入流程，逾期由系统提醒，并试行图表、问答等解读形式。',
  '下一步将按月梳理栏目，合并重复内容，并对经办人员逐个辅导。',
  '改进措施：制定答复文书样例，复杂申请由法制科室提前参与。',
  '改进措施：每季度组织一次案例讨论，新到岗人员先培训后上岗。',
  '下一年将分批完成旧文件的整理上网，并就公开内容征求一次公众意见。',
  '下一年将把查阅点与办事窗口合并设置，政策咨询两日内回应。',
];
const FEES = [
  '依照信息处理费的有关规定，本年度没有收取信息处理费。',
  '本年度未发出信息处理费收费通知，收取金额为0元。',
  '本年度未收取信息处理费，没有其他需要报告的事项。',
];
/** What a body says of its own work, put together from words: two bodies hardly ever have such a sentence in common. */
const OWN_WORK = [
  '{when}{who}把{matter}{done}，{manner}，{purpose}。',
  '{who}{when}牵头{done}{matter}，{manner}，{purpose}。',
  '围绕{matter}，{who}{when}{done}有关材料，{manner}，{purpose}。',
];
const OWN_WORDS: Readonly<Record<string, readonly string[]>> = {
  when: ['开春后', '入汛前', '暑期里', '秋收时节', '岁末', '换届前后', '新办公楼启用后', '开放日当天'],
  who: ['办公室', '法制科室', '窗口人员', '信息专员', '驻村干部', '档案管理员', '青年志愿者', '值班负责人', '业务骨干'],
  matter: [
    '便民电话簿',
    '道路绕行图',
    '惠农补贴名册',
    '老旧小区改造图纸',
    '防汛物资点位',
    '公共停车位分布',
    '饮用水监测月报',
    '临时救助流程',
    '校舍修缮安排',
    '小微企业贷款指引',
    '图书馆开馆安排',
    '林区防火须知',
    '集市迁移方案',
    '桥梁限载说明',
  ],
  done: [
    '逐条校订',
    '改写成白话',
    '配上插图',
    '录成短片',
    '译成方言广播',
    '装订成册',
    '分门别类',
    '逐户讲解',
    '重新排版',
  ],
  manner: [
    '样稿先请老人试读',
    '在集市口支起展板',
    '由居民代表逐页挑错',
    '夹进水电费账单里送到家',
    '请退休教师润色文字',
    '放进村口的信息箱',
    '与邻近街道互换校对',
    '留出页边请读者批注',
    '在候车亭滚动播放',
  ],
  purpose: [
    '免得群众来回打听',
    '让外来务工者看得明白',
    '也方便年轻人转发',
    '好让办事的人少跑路',
    '争议随之少了',
    '老人说字大看得清',
  ],
};
const MADE_UP = '本文所载机关、地名和数据均为演示软件而虚构。';

const CONSOLIDATED = [
  '本报告数据涵盖{region}人民政府及所属各部门、各下级机关，统计期为{year}年1月1日至12月31日。',
  '本年度报告汇总了{region}人民政府各部门、各下级机关的数据，统计期为{year}年1月1日至12月31日。',
];
const OWN = [
  '本报告数据统计期为{year}年1月1日至12月31日。',
  '所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。',
];

function fill(template: string, named: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(named[name]));
}

/** The six sections. Those of the tables have no text of their own. */
export function narrativeOf(
  body: DemoBody,
  region: string,
  year: number,
  scope: Scope,
  truth: Truth,
  random: Random,
): DemoSection[] {
  const busy = truth.get('received.total')! + truth.get('carriedIn.total')! > 0;
  const published = random.whole(30, 200) * (scope === 'CONSOLIDATED' ? 40 : 1);
  const named = {
    year,
    body: body.name,
    region,
    published,
    news: Math.floor(published * (0.2 + random.next() * 0.4)),
    received: truth.get('received.total')!,
    carriedIn: truth.get('carriedIn.total')!,
    concluded: truth.get('concluded.total')!,
    forward: truth.get('carriedForward.total')!,
    visits: random.whole(12, 400),
    trainings: random.whole(1, 4),
  };
  const ownWork = (): string => {
    const words = Object.entries(OWN_WORDS).map(([name, choices]) => [name, random.pick(choices)]);
    return fill(random.pick(OWN_WORK), Object.fromEntries(words));
  };
  const say = (...choices: (readonly string[])[]) => choices.map((each) => fill(random.pick(each), named)).join('');
  const overview = [
    say(OPENINGS, scope === 'CONSOLIDATED' ? CONSOLIDATED : OWN),
    `${PART_HEADINGS.PROACTIVE_DISCLOSURE}\n${say(PROACTIVE)}${ownWork()}${ownWork()}`,
    `${PART_HEADINGS.ON_REQUEST}\n${say(busy ? REQUESTS : NO_REQUESTS)}`,
    `${PART_HEADINGS.INFORMATION_MANAGEMENT}\n${say(MANAGEMENT)}`,
    `${PART_HEADINGS.PLATFORMS}\n${say(PLATFORMS)}${ownWork()}`,
    `${PART_HEADINGS.SUPERVISION}\n${say(SUPERVISION)}`,
  ].join('\n');
  return [
    { key: 'OVERVIEW', heading: '一、总体情况', text: overview },
    { key: 'PROACTIVE', heading: `二、${TABLE_TITLES[2].zh}`, text: '' },
    { key: 'REQUESTS', heading: `三、${TABLE_TITLES[3].zh}`, text: '' },
    { key: 'REMEDIES', heading: `四、${TABLE_TITLES[4].zh}`, text: '' },
    { key: 'PROBLEMS', heading: '五、存在的主要问题及改进情况', text: say(PROBLEMS, IMPROVEMENTS) },
    { key: 'OTHER', heading: '六、其他需要报告的事项', text: `${say(FEES)}${MADE_UP}` },
  ];
}

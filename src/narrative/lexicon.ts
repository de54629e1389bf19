/**
 * The words that sentences about disclosure work are made of, by what they do in a sentence. A sentence is read only where
 * all words between a figure and what it counts are here: an unknown word means that it may count something else.
 */

export type WordClass =
  // what is counted
  | 'RECEIVE'
  | 'ACCEPT'
  | 'ANSWER'
  | 'OUTCOME'
  | 'CARRY'
  | 'REMEDY'
  | 'RESULT'
  | 'PUBLISH'
  | 'FEE'
  | 'FEE_PART'
  | 'NOTICE'
  | 'COLLECT'
  | 'VOLUME'
  // what it is counted of
  | 'APPLICATION'
  | 'APPLY'
  | 'INFORMATION'
  | 'DISCLOSURE'
  // what narrows it
  | 'APPLICANT'
  | 'CHANNEL'
  | 'WHOSE'
  | 'PLATFORM'
  | 'PREVIOUS_YEAR'
  | 'THIS_YEAR'
  | 'NEXT_YEAR'
  | 'PERIOD'
  | 'APPROX'
  // how it is said
  | 'NONE'
  | 'INCLUDING'
  | 'AND'
  | 'EACH'
  | 'SHARE'
  | 'RATE'
  | 'SUM'
  | 'BE'
  | 'OF'
  | 'FILLER'
  // what forbids a reading
  | 'COMPARE'
  | 'CHANGE'
  | 'RULE'
  | 'OFF';

type Entry = readonly [kind: WordClass, value: string, words: string];

/** `value` is what a class of several meanings means: an outcome's measure, an applicant's column, a channel. */
const ENTRIES: readonly Entry[] = [
  ['RECEIVE', 'RECEIVED', '收到 接受 接收 接收到 收悉 接到 新收 新收到 新接收 新接到 共收 收件 收取到'],
  ['ACCEPT', 'ACCEPTED', '受理 办理 处理 承办 受理办理 办理完成 处置 办件'],
  [
    'ANSWER',
    'ANSWERED',
    '答复 办结 回复 办复 作出答复 予以答复 答复办结 办理完毕 办理答复 处理完毕 办结答复 答复完毕 出具答复 审结',
  ],
  ['OUTCOME', 'GRANTED', '予以公开 予以全部公开 同意公开 准予公开 全部公开 全部予以公开'],
  ['OUTCOME', 'PARTLY_GRANTED', '部分公开 予以部分公开 部分予以公开 同意部分公开'],
  ['OUTCOME', 'REFUSED', '不予公开 不同意公开'],
  ['OUTCOME', 'UNAVAILABLE', '无法提供 无法提供信息'],
  ['OUTCOME', 'UNPROCESSED', '不予处理'],
  ['OUTCOME', 'OTHERWISE', '其他处理 其它处理 其他方式处理 其他情形处理'],
  ['CARRY', '', '结转 转结 顺延 转入'],
  ['CARRY', 'CARRIED_IN', '上年结转 上年度结转 上一年结转 上一年度结转 去年结转 上年转入 上年度转入'],
  [
    'CARRY',
    'CARRIED_FORWARD',
    '结转下年 结转下年度 结转下一年 结转下一年度 结转至下年 结转至下年度 结转至下一年 结转至下一年度 结转到下年 结转到下年度 结转到下一年度 转下年度 转至下年度 结转次年 结转至次年 结转明年 结转至明年',
  ],
  ['REMEDY', 'RECONSIDERATION', '行政复议 复议 行政复议案件 复议案件 行政复议申请'],
  ['REMEDY', 'LITIGATION', '行政诉讼 诉讼 行政诉讼案件 诉讼案件'],
  ['REMEDY', 'LITIGATION/DIRECT', '未经复议直接起诉 直接起诉 直接提起行政诉讼 未经复议直接提起行政诉讼'],
  ['REMEDY', 'LITIGATION/AFTER_RECONSIDERATION', '复议后起诉 经复议后起诉 复议后提起行政诉讼'],
  ['RESULT', 'upheld', '结果维持 维持 维持原行政行为 维持原决定 获维持'],
  ['RESULT', 'corrected', '结果纠正 纠正 被纠正'],
  ['RESULT', 'otherOutcome', '其他结果 其它结果'],
  ['RESULT', 'pending', '尚未审结 未审结 正在审理'],
  [
    'PUBLISH',
    '',
    '主动公开 公开 发布 公布 公开发布 对外公开 对外发布 主动发布 更新发布 发布更新 更新 推送 上传 刊发 主动公开了',
  ],
  [
    'FEE',
    '',
    '信息处理费 信息处理费用 政府信息公开信息处理费用 信息公开处理费 政府信息公开处理费 政府信息公开信息处理费 政府信息处理费 处理费',
  ],
  ['FEE_PART', 'BY_ITEM', '按件计收 按件收费 按件收取 按件计费'],
  ['FEE_PART', 'BY_VOLUME', '按量计收 按量收费 按量收取 按量计费 按页计收'],
  ['NOTICE', '', '收费通知 收费通知书 缴费通知 缴费通知书'],
  ['COLLECT', '', '收取 实收 实际收取 征收 计收 收缴 收费 收取了 缴纳 共收取 实际收费'],
  ['VOLUME', '', '申请量 申请数量 申请数 申请总量 申请总数 申请件数 收件量'],

  [
    'APPLICATION',
    '',
    '政府信息公开申请 信息公开申请 政务信息公开申请 政务公开申请 依申请公开 依申请公开申请 依申请公开政府信息 依申请公开政府信息申请 依申请信息公开 政府信息依申请公开 依申请公开信息 依申请公开件 依申请公开申请件 依申请政府信息公开 申请公开政府信息 政府信息公开申请表 政府信息公开申请件 公开政府信息申请 公开政府信息的申请 依申请公开事项 依申请事项 依申请件 依申请 政府信息公开的申请 政府信息公开书面申请 政府信息公开类申请',
  ],
  ['APPLY', '', '申请 申请件 申请表 公开申请 申请事项 申请书'],
  [
    'INFORMATION',
    '',
    '政府信息 信息 政务信息 各类信息 各类政府信息 各类政务信息 工作信息 动态信息 信息量 政务动态 信息数量',
  ],
  [
    'DISCLOSURE',
    '',
    '政府信息公开 信息公开 政务公开 政府信息公开类 信息公开类 政府信息公开工作 政务公开工作 信息公开工作 政府信息公开行政 涉及政府信息公开',
  ],

  ['APPLICANT', 'naturalPerson', '自然人 公民 公民个人 个人'],
  [
    'APPLICANT',
    'organisations',
    '法人或其他组织 法人和其他组织 法人或者其他组织 法人及其他组织 法人、其他组织 法人 法人组织',
  ],
  ['APPLICANT', 'commercialEnterprise', '商业企业 企业'],
  ['APPLICANT', 'researchInstitution', '科研机构'],
  ['APPLICANT', 'publicWelfareOrganisation', '社会公益组织 公益组织'],
  ['APPLICANT', 'legalServiceOrganisation', '法律服务机构'],
  ['APPLICANT', 'otherOrganisation', '其他组织'],
  [
    'CHANNEL',
    'ONLINE',
    '网络 网上 互联网 在线 线上 网络平台 网络渠道 网上平台 网页 依申请公开平台 依申请公开系统 依申请平台',
  ],
  ['CHANNEL', 'LETTER', '信函 邮寄 邮政 邮件寄送 来信 书信 信件 邮寄信函 信函邮寄 邮政寄送'],
  ['CHANNEL', 'IN_PERSON', '当面 现场 窗口 线下 当场 来访 当面递交 现场递交'],
  ['CHANNEL', 'WRITTEN', '书面'],
  ['CHANNEL', 'FAX', '传真'],
  ['CHANNEL', 'EMAIL', '电子邮件 电子邮箱 邮箱 邮件'],
  ['CHANNEL', 'TELEPHONE', '电话'],

  [
    'WHOSE',
    'ALL',
    '全市 全区 全县 全省 全州 全盟 全旗 各级行政机关 各级政府 各级政府机关 各级各部门 各级行政机关及部门 全系统 全市各级行政机关 全区各级行政机关 全县各级行政机关 全省各级行政机关 全市各级 全县各级 全区各级',
  ],
  [
    'WHOSE',
    'DEPARTMENTS',
    '各部门 各单位 各委办局 政府各部门 市政府各部门 区政府各部门 县政府各部门 市直部门 区直部门 县直部门 市直各部门 区直各部门 县直各部门 市级部门 区级部门 县级部门 市直单位 区直单位 县直单位 政府部门 委办局 政府工作部门 市直机关 区直机关 县直机关',
  ],
  [
    'WHOSE',
    'LOWER',
    '各镇街 各街镇 各乡镇 各镇 各乡 各街道 镇街 街镇 乡镇 街道 乡镇街道 镇街道 各镇办 各县区 各区县 各县市区 县市区 各县 各区 各市县 各乡镇街道 各镇街道 镇办 各乡镇办',
  ],
  [
    'WHOSE',
    'OWN',
    '本机关 我局 本局 我单位 本单位 我委 本委 我办 本办 我厅 本厅 我院 本院 我镇 本镇 我乡 本乡 我街道 本街道 我办事处 我中心 本中心 我队 我部门 本部门 本级 市本级 区本级 县本级 省本级 政府本级 市政府本级 区政府本级 县政府本级 机关本级 本机关本级 政府办 政府办公室 政府办公厅 市政府办 区政府办 县政府办 市政府办公室 区政府办公室 县政府办公室 市政府办公厅 省政府办公厅 我室 我分局 我处 我馆 我支队 我大队',
  ],
  [
    'PLATFORM',
    'WEBSITE',
    '政府网站 门户网站 政府门户网站 区政府网站 市政府网站 县政府网站 区政府门户网站 市政府门户网站 县政府门户网站 官方网站 网站 官网 政务网站 部门网站',
  ],
  ['PLATFORM', 'WECHAT', '微信 微信公众号 政务微信 微信公众平台 官方微信 政务微信公众号 官方微信公众号'],
  ['PLATFORM', 'WEIBO', '微博 政务微博 官方微博'],
  ['PLATFORM', 'OTHER', '政务新媒体 新媒体 抖音 头条号 今日头条 客户端'],

  ['PREVIOUS_YEAR', '', '上年 上年度 上一年 上一年度 去年 上年同期 去年同期 往年'],
  ['THIS_YEAR', '', '本年 本年度 今年 全年 当年 年内 年度 年度内 一年来 今年以来 报告期内 统计期内 本报告期 全年度'],
  ['NEXT_YEAR', '', '下年 下年度 下一年 下一年度 次年 明年 来年'],
  [
    'PERIOD',
    '',
    '上半年 下半年 季度 每季度 一季度 二季度 三季度 四季度 前三季度 以来 历年 近年 近年来 近三年 三年来 五年来 每月 每周 每年 每日 月均 日均 年均',
  ],
  ['APPROX', 'AT_MOST', '近 不足 不到 不超过 至多 接近 将近'],
  ['APPROX', 'AT_LEAST', '超 超过 逾 突破 不少于 至少 多达'],
  ['APPROX', 'ABOUT', '约 大约 左右'],

  [
    'NONE',
    'HAPPEN',
    '无 没有 未发生 未出现 未产生 未涉及 没有发生 没有出现 没有产生 未引发 没有引发 未因 没有因 不存在 零 未曾 未有 尚未发生 没有涉及',
  ],
  ['NONE', 'ACT', '未 没 未曾 从未 尚未 暂未 并未 均未'],
  ['INCLUDING', '', '其中 含 包括 包含 其中含 其中包括 含有 其中有'],
  ['AND', '', '、 和 及 与 或 以及 或者 并 且 并且 和者 还是 也 亦'],
  ['EACH', '', '均 都 各 皆 均各'],
  ['SHARE', '', '占 占比 占比为 占比达 占到 占了 占比约'],
  ['RATE', '', '率'],
  [
    'SUM',
    '',
    '共 共计 合计 总计 总共 一共 累计 总 计 共有 总数 总量 总额 总金额 金额 费用 总费用 收入 共收入 合计金额 全部 总和 总计金额',
  ],
  ['BE', '', '比例 比重 比例为 为 是 有 达 达到 数 数量 件数 案件数 数为 ： 量 数额'],
  ['OF', '', '的'],
  [
    'FILLER',
    '',
    '公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民法人和其他组织 法人和自然人 社会公众 群众 公众 市民 申请人 当事人 企业和群众',
  ],
  [
    'FILLER',
    '',
    '各类 各种 有效 提交 提出 递交 通过 以 方式 形式 渠道 途径 来自 向 等 等方式 等形式 等渠道 平台 系统 关于 涉及 有关 相关 情况 情形 事项 事宜 案件 案 件 要求 件次 已 已经 全部均 按时 按期 如期 依法 依规 及时 规范 妥善 严格 按规定 期限内 法定期限内 在法定期限内 在规定时间内 规定时间内 规定期限内 时限内 了 新 新增 实际 在 由 于 因 对 本 其 该 过 任何 任何形式 一切 类 方面 上 到 至 从 内 数据 收 继续 继续办理 本期 年 引发 引起 发生 产生 涉及到 提起 被 被提起 被申请 而 致 导致 所 给 予 作出 作 做出 转 期间 审查 出现 存在 发出 向申请人 申请人收取 依申请提供政府信息 提供政府信息 人民币 同时 另 另有 还有 此外 是指 中 属于 结果 结论 纠纷 诉 应诉 行政 针对 面向 根据 按照 依据 我们 全局 代表 区政府 市政府 县政府 省政府 人民政府 我市 我区 我县 我省 本市 本区 本县 本省',
  ],
  ['FILLER', '', '区分处理的 比较'],

  [
    'COMPARE',
    '',
    '同比 环比 较 比 相比 较上年 比上年 较去年 比去年 较上年度 比上年度 较上一年 比上一年 较上一年度 与上年相比 与去年相比 与上年度相比 与上一年度相比 与上一年相比 相较 相较于 对比 与往年相比',
  ],
  [
    'CHANGE',
    '',
    '增加 减少 增长 下降 上升 降低 回落 提高 多 少 增 减 增幅 降幅 增加了 减少了 增长了 下降了 上升了 降低了 回落了 提高了 增长率 上涨 减幅 持平 翻番 百分点 增至 减至 降至 升至 增加到 减少到 下降到 上升到 增长到 增加至 减少至 下降至 上升至 增长至 增加为 减少为 降低到 降低至',
  ],
  ['RULE', '', '每 平均 拟 计划 力争 目标 预计 如 若 如果 应当 应 不得 可以 分别 凡 不少 首 第 最 超期 逾期 逾期未'],
  [
    'OFF',
    '',
    '信访 投诉 举报 留言 咨询 来电 提案 建议 议案 不动产 行政许可 行政处罚 行政审批 热线 工单 诉求 线索 意见 仲裁 调解 公证 法律援助 网民 信箱 公文 政策解读 解读 规范性文件 文件 规章 栏目 会议 培训 回应 答记者 案卷 窗口登记 申报 补贴 奖补 救助 证照 执照 专利 商标 公示 决定书 裁决 登记 复核 认定 资助 撤回 撤销 更正 转办件 转办 交办件 督办件 群众来信 群众来访 群众来电 来信来访 市长信箱 领导信箱 引导 其他途径 转送 责令 重新答复 公开答复 不公开答复 正在办理 正在处理 其他行政复议 其他行政诉讼 其他复议 其他诉讼 其他类型行政复议 其他类型行政诉讼 其他类型复议 其他类型诉讼',
  ],
];

export interface Word {
  readonly text: string;
  readonly kind: WordClass;
  readonly value: string;
}

/** A dictionary by characters, in which the longest entry at a place is found in one walk. */
interface Branch<T> {
  readonly next: Map<number, Branch<T>>;
  entry?: T;
}

function dictionary<T extends { readonly text: string }>(entries: readonly T[]): Branch<T> {
  const root: Branch<T> = { next: new Map() };
  for (const entry of entries) {
    let branch = root;
    for (let at = 0; at < entry.text.length; at += 1) {
      const code = entry.text.charCodeAt(at);
      const next: Branch<T> = branch.next.get(code) ?? { next: new Map() };
      branch.next.set(code, next);
      branch = next;
    }
    // A word of two classes keeps the one listed first.
    branch.entry ??= entry;
  }
  return root;
}

function longest<T>(root: Branch<T>, text: string, start: number): T | undefined {
  let found: T | undefined;
  let branch: Branch<T> | undefined = root;
  for (let at = start; branch && at <= text.length; at += 1) {
    if (branch.entry !== undefined) found = branch.entry;
    branch = at < text.length ? branch.next.get(text.charCodeAt(at)) : undefined;
  }
  return found;
}

const WORDS = dictionary(
  ENTRIES.flatMap(([kind, value, words]) => words.split(' ').map((text): Word => ({ text, kind, value }))),
);

/** The longest word of the lexicon at a place. */
export function wordAt(text: string, at: number): Word | undefined {
  return longest(WORDS, text, at);
}

/** What stands behind a number. COUNT can count applications, cases or items; OTHER measures something else. */
export type MeasureWord = 'COUNT' | 'MONEY' | 'PERCENT' | 'OTHER';

const MEASURE_ENTRIES: readonly [MeasureWord, string][] = [
  ['COUNT', '件 条 份 宗 起 例 次 个 项 篇 则 封 笔 件次 条次 案'],
  ['MONEY', '元 万元 亿元 元整 元人民币 万元人民币'],
  ['PERCENT', '%'],
  [
    'OTHER',
    '个百分点 个工作日 工作日 个月 月 日 天 个小时 小时 分钟 人次 人 名 位 家 年 年度 年期 场 期 次会议 万次 页 倍 分 岁 周年 届 号 条例 条第 项目 个部门 个单位 个镇 个街道 个乡镇 个区 次性 个栏目 个季度 季度 个平台 户 米 公里 平方米 亩 级 类 批 轮 套 台 所 处 公开 审 校 同步 网 热线 上 下',
  ],
];

export interface Measure {
  readonly text: string;
  readonly kind: MeasureWord;
}

const MEASURES = dictionary(
  MEASURE_ENTRIES.flatMap(([kind, words]) => words.split(' ').map((text): Measure => ({ text, kind }))),
);

/** The longest measure word at a place. */
export function measureAt(text: string, at: number): Measure | undefined {
  return longest(MEASURES, text, at);
}

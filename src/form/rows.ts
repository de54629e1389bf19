/**
 * Every row and column that has stood on the national form, by the ids of the product, with the labels as printed and the
 * variants seen in published reports.
 *
 * Source: 国办公开办函〔2019〕60号 (form 2019, trial) and 国办公开办函〔2021〕30号 (form 2021), both made under Art. 49-50 of
 * 《政府信息公开条例》.
 */

/** A term of the form in the two languages of the product. */
export interface Term {
  readonly zh: string;
  readonly en: string;
}

/** A row of a table: its label as the official form prints it, without numbering, and other spellings that were seen. */
export interface RowDef {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Numbering as printed on the form, "（一）", "1.", or "" where there is none. */
  readonly number: string;
  /** Id of the group that the row belongs to ("refused"), where it is one of several. */
  readonly group?: string;
  readonly variants?: readonly string[];
}

export type ColumnKind = 'COUNT' | 'STOCK' | 'AMOUNT' | 'SIGNED';

export interface ColumnDef {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: ColumnKind;
  readonly variants?: readonly string[];
}

// ---- table 2 -------------------------------------------------------------------------------------------------------

export const TABLE2_ROWS: readonly RowDef[] = [
  { id: 'regulations', zh: '规章', en: 'Regulations', number: '' },
  { id: 'normativeDocuments', zh: '行政规范性文件', en: 'Normative documents', number: '', variants: ['规范性文件'] },
  { id: 'licensing', zh: '行政许可', en: 'Administrative licensing', number: '' },
  {
    id: 'otherServices',
    zh: '其他对外管理服务事项',
    en: 'Other external management and service matters',
    number: '',
    variants: ['其他对外管理服务', '其它对外管理服务事项'],
  },
  { id: 'penalties', zh: '行政处罚', en: 'Administrative penalties', number: '' },
  { id: 'coercion', zh: '行政强制', en: 'Administrative coercion', number: '', variants: ['行政强制措施'] },
  { id: 'fees', zh: '行政事业性收费', en: 'Administrative fees', number: '' },
  { id: 'feeItems', zh: '行政事业性收费', en: 'Administrative fee items', number: '' },
  { id: 'procurement', zh: '政府集中采购', en: 'Centralised government procurement', number: '' },
];

export const TABLE2_COLUMNS: readonly ColumnDef[] = [
  { id: 'issued', zh: '本年制发件数', en: 'issued in the year', kind: 'COUNT', variants: ['本年制发数', '制发件数'] },
  {
    id: 'repealed',
    zh: '本年废止件数',
    en: 'repealed in the year',
    kind: 'COUNT',
    variants: ['本年废止数', '废止件数'],
  },
  { id: 'inForce', zh: '现行有效件数', en: 'in force', kind: 'STOCK', variants: ['现行有效数', '现行有效'] },
  {
    id: 'made',
    zh: '本年新制作数量',
    en: 'newly made in the year',
    kind: 'COUNT',
    variants: ['本年新制作数', '本年制作数量'],
  },
  {
    id: 'newlyPublished',
    zh: '本年新公开数量',
    en: 'newly published in the year',
    kind: 'COUNT',
    variants: ['本年新公开数', '本年公开数量'],
  },
  {
    id: 'publishedTotal',
    zh: '对外公开总数量',
    en: 'published in all',
    kind: 'STOCK',
    variants: ['对外公开总数', '对外公开数量'],
  },
  {
    id: 'previousItems',
    zh: '上一年项目数量',
    en: 'items in the year before',
    kind: 'STOCK',
    variants: ['上一年度项目数量', '上年项目数量'],
  },
  {
    id: 'itemChange',
    zh: '本年增/减',
    en: 'items added or removed in the year',
    kind: 'SIGNED',
    variants: ['本年增减', '本年增／减', '本年度增/减'],
  },
  {
    id: 'decisions',
    zh: '处理决定数量',
    en: 'decisions made',
    kind: 'COUNT',
    variants: ['本年处理决定数量', '本年处理决定数'],
  },
  {
    id: 'amount',
    zh: '本年收费金额',
    en: 'amount',
    kind: 'AMOUNT',
    variants: ['本年收费金额（单位：万元）', '收费金额', '采购总金额', '采购金额'],
  },
  { id: 'projects', zh: '采购项目数量', en: 'procurement projects', kind: 'COUNT', variants: ['采购项目数'] },
];

// ---- table 3 -------------------------------------------------------------------------------------------------------

/** The seven columns of table 3, in the order of the form. The last is the sum of the six applicants. */
export const APPLICANT_COLUMNS: readonly ColumnDef[] = [
  { id: 'naturalPerson', zh: '自然人', en: 'natural persons', kind: 'COUNT' },
  { id: 'commercialEnterprise', zh: '商业企业', en: 'commercial enterprises', kind: 'COUNT' },
  { id: 'researchInstitution', zh: '科研机构', en: 'research institutions', kind: 'COUNT' },
  { id: 'publicWelfareOrganisation', zh: '社会公益组织', en: 'public welfare organisations', kind: 'COUNT' },
  { id: 'legalServiceOrganisation', zh: '法律服务机构', en: 'legal service organisations', kind: 'COUNT' },
  { id: 'otherOrganisation', zh: '其他', en: 'other organisations', kind: 'COUNT', variants: ['其它'] },
  { id: 'total', zh: '总计', en: 'total', kind: 'COUNT', variants: ['合计'] },
];

export const APPLICANTS: readonly string[] = APPLICANT_COLUMNS.slice(0, 6).map((column) => column.id);

/** Groups of table 3 whose rows add up to one outcome; each is a metric of its own. */
export const TABLE3_GROUPS: readonly RowDef[] = [
  { id: 'refused', zh: '不予公开', en: 'Refused', number: '（三）' },
  { id: 'unavailable', zh: '无法提供', en: 'Unavailable', number: '（四）' },
  { id: 'unprocessed', zh: '不予处理', en: 'Not processed', number: '（五）' },
  { id: 'otherwise', zh: '其他处理', en: 'Otherwise concluded', number: '（六）', variants: ['其他', '其它处理'] },
];

export const TABLE3_ROWS: readonly RowDef[] = [
  {
    id: 'received',
    zh: '本年新收政府信息公开申请数量',
    en: 'Applications received in the year',
    number: '一、',
    variants: ['本年新收政府信息公开申请数', '本年新收申请数量'],
  },
  {
    id: 'carriedIn',
    zh: '上年结转政府信息公开申请数量',
    en: 'Applications carried in from the year before',
    number: '二、',
    variants: ['上年结转政府信息公开申请数', '上年结转申请数量'],
  },
  { id: 'granted', zh: '予以公开', en: 'Granted', number: '（一）' },
  {
    id: 'partlyGranted',
    zh: '部分公开',
    en: 'Partly granted',
    number: '（二）',
    variants: [
      '部分公开（区分处理的，只计这一情形，不计其他情形）',
      '部分公开（区分处理的，只计这一情况，不计其他情况）',
    ],
  },
  { id: 'refused.stateSecret', group: 'refused', zh: '属于国家秘密', en: 'State secret', number: '1.' },
  {
    id: 'refused.forbiddenByLaw',
    group: 'refused',
    zh: '其他法律行政法规禁止公开',
    en: 'Disclosure forbidden by other laws or administrative regulations',
    number: '2.',
    variants: ['其他法律行政止公开', '其他法律、行政法规禁止公开'],
  },
  {
    id: 'refused.safetyAndStability',
    group: 'refused',
    zh: '危及“三安全一稳定”',
    en: 'Endangers the three kinds of safety and stability',
    number: '3.',
    variants: ['危及三安全一稳定'],
  },
  {
    id: 'refused.thirdPartyRights',
    group: 'refused',
    zh: '保护第三方合法权益',
    en: 'Protects the lawful rights of third parties',
    number: '4.',
  },
  {
    id: 'refused.internalAffairs',
    group: 'refused',
    zh: '属于三类内部事务信息',
    en: 'One of three kinds of internal affairs',
    number: '5.',
    variants: ['属于三类内容事务信息'],
  },
  {
    id: 'refused.deliberativeProcess',
    group: 'refused',
    zh: '属于四类过程性信息',
    en: 'One of four kinds of deliberative process',
    number: '6.',
  },
  {
    id: 'refused.enforcementFile',
    group: 'refused',
    zh: '属于行政执法案卷',
    en: 'Administrative enforcement file',
    number: '7.',
  },
  {
    id: 'refused.administrativeQuery',
    group: 'refused',
    zh: '属于行政查询事项',
    en: 'Administrative query',
    number: '8.',
  },
  {
    id: 'unavailable.notHeld',
    group: 'unavailable',
    zh: '本机关不掌握相关政府信息',
    en: 'Not held by this body',
    number: '1.',
  },
  {
    id: 'unavailable.needsCreation',
    group: 'unavailable',
    zh: '没有现成信息需要另行制作',
    en: 'Would have to be created',
    number: '2.',
  },
  {
    id: 'unavailable.stillUnclear',
    group: 'unavailable',
    zh: '补正后申请内容仍不明确',
    en: 'Still unclear after clarification',
    number: '3.',
  },
  {
    id: 'unprocessed.petition',
    group: 'unprocessed',
    zh: '信访举报投诉类申请',
    en: 'Petition, report or complaint',
    number: '1.',
  },
  { id: 'unprocessed.duplicate', group: 'unprocessed', zh: '重复申请', en: 'Duplicate application', number: '2.' },
  {
    id: 'unprocessed.publishedMaterial',
    group: 'unprocessed',
    zh: '要求提供公开出版物',
    en: 'Asks for published material',
    number: '3.',
  },
  {
    id: 'unprocessed.excessive',
    group: 'unprocessed',
    zh: '无正当理由大量反复申请',
    en: 'Excessive applications without good reason',
    number: '4.',
  },
  {
    id: 'unprocessed.reconfirmation',
    group: 'unprocessed',
    zh: '要求行政机关确认或重新出具已获取信息',
    en: 'Asks to confirm or reissue information already obtained',
    number: '5.',
  },
  {
    id: 'otherwise.notClarified',
    group: 'otherwise',
    zh: '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    en: 'Not clarified in time, no longer processed',
    number: '1.',
    variants: ['申请人无正当理由逾期不补正'],
  },
  {
    id: 'otherwise.feeUnpaid',
    group: 'otherwise',
    zh: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    en: 'Fee not paid in time, no longer processed',
    number: '2.',
    variants: ['申请人逾期未按收费通知要求缴纳费用'],
  },
  { id: 'otherwise.misc', group: 'otherwise', zh: '其他', en: 'Other', number: '3.', variants: ['其它'] },
  {
    id: 'otherwise.unspecified',
    group: 'otherwise',
    zh: '其他处理',
    en: 'Otherwise concluded, not broken down',
    number: '（六）',
    variants: ['其他', '其它处理', '其它'],
  },
  { id: 'concluded', zh: '总计', en: 'Concluded in the year', number: '（七）', variants: ['合计'] },
  {
    id: 'carriedForward',
    zh: '结转下年度继续办理',
    en: 'Carried forward to the next year',
    number: '四、',
    variants: ['结转下年度继续办理数量', '结转下年继续办理'],
  },
];

// ---- table 4 -------------------------------------------------------------------------------------------------------

/** The three blocks of table 4, in the order of the form. */
export const TABLE4_BLOCKS: readonly RowDef[] = [
  { id: 'reconsideration', zh: '行政复议', en: 'Administrative reconsideration', number: '' },
  {
    id: 'directLitigation',
    zh: '未经复议直接起诉',
    en: 'Litigation without reconsideration',
    number: '',
    variants: ['行政诉讼未经复议直接起诉'],
  },
  {
    id: 'litigationAfterReconsideration',
    zh: '复议后起诉',
    en: 'Litigation after reconsideration',
    number: '',
    variants: ['行政诉讼复议后起诉'],
  },
];

/** The five outcomes of a block, in the order of the form. The last is the sum of the four before it. */
export const OUTCOME_COLUMNS: readonly ColumnDef[] = [
  { id: 'upheld', zh: '结果维持', en: 'upheld', kind: 'COUNT' },
  { id: 'corrected', zh: '结果纠正', en: 'corrected', kind: 'COUNT' },
  { id: 'otherOutcome', zh: '其他结果', en: 'other outcome', kind: 'COUNT', variants: ['其它结果'] },
  { id: 'pending', zh: '尚未审结', en: 'pending', kind: 'STOCK', variants: ['尚未审结数'] },
  { id: 'total', zh: '总计', en: 'total', kind: 'COUNT', variants: ['合计'] },
];

/**
 * How headings of sections and of the parts of section 一 are told, by the words that every variant of them keeps.
 */
import type { OverviewPartKey, SectionKey } from '../form/draft';

export const SECTION_WORDS: readonly { readonly key: SectionKey; readonly words: RegExp; readonly longest: number }[] =
  [
    {
      key: 'OVERVIEW',
      words:
        /^(?:政府信息公开)?(?:工作)?(?:总体|基本|概述|概况)(?:工作)?(?:情况|概述)?$|^(?!.*(?:主动|申请|复议)).*总体情况$/,
      longest: 16,
    },
    { key: 'PROACTIVE', words: /主动公开(?:政府)?信息(?:的)?(?:工作)?(?:情况)?$|主动公开情况$/, longest: 18 },
    {
      key: 'REQUESTS',
      words:
        /(?:收到|受理|处理|办理).*(?:政府)?信息公开申请.*情况$|依申请公开政府信息.*情况$|公开申请(?:的)?(?:情况)?$/,
      longest: 26,
    },
    { key: 'REMEDIES', words: /(?:行政)?复议.*诉讼.*$/, longest: 34 },
    {
      key: 'PROBLEMS',
      words: /问题.*(?:改进|整改|措施|打算|对策|方向|计划)|^存在(?:的)?(?:主要)?问题$|不足.*(?:改进|整改|措施)/,
      longest: 26,
    },
    { key: 'OTHER', words: /其他(?:需要|需|应|应当)?(?:报告|说明)?的?(?:事项|情况)$/, longest: 16 },
  ];

export const PART_WORDS: readonly { readonly key: OverviewPartKey; readonly words: RegExp }[] = [
  { key: 'ON_REQUEST', words: /依申请|申请公开|申请办理/ },
  { key: 'INFORMATION_MANAGEMENT', words: /信息(?:公开)?(?:资源)?(?:规范化)?管理|规范管理|制度建设/ },
  { key: 'PLATFORMS', words: /平台|载体|渠道建设/ },
  { key: 'SUPERVISION', words: /监督|保障|考核|评议/ },
  { key: 'PROACTIVE_DISCLOSURE', words: /主动公开/ },
];

/** The sections as the form calls them. */
export const SECTION_NAMES: Readonly<Record<SectionKey, { zh: string; en: string }>> = {
  OVERVIEW: { zh: '总体情况', en: 'Overview' },
  PROACTIVE: { zh: '主动公开政府信息情况', en: 'Information published proactively' },
  REQUESTS: { zh: '收到和处理政府信息公开申请情况', en: 'Applications received and handled' },
  REMEDIES: { zh: '政府信息公开行政复议、行政诉讼情况', en: 'Reconsideration and litigation' },
  PROBLEMS: { zh: '存在的主要问题及改进情况', en: 'Problems and improvements' },
  OTHER: { zh: '其他需要报告的事项', en: 'Other matters' },
};

/** Words of headings that have their section's number. */
export const LOOSE_WORDS: Readonly<Record<SectionKey, RegExp>> = {
  OVERVIEW: /^(?:政府信息公开)?(?:工作)?(?:总体|基本|概述|概况)(?:工作)?(?:情况|概述)?$/,
  PROACTIVE: /^(?:行政机关)?主动公开(?:政府)?(?:信息)?的?(?:工作|总体)?(?:情况)?$/,
  REQUESTS:
    /^(?:政府信息)?依申请公开(?:政府信息)?的?(?:工作|办理|受理|处理)*(?:情况)?$|^(?:行政机关)?(?:收到|受理|处理|办理).*申请.*情况$/,
  REMEDIES: /复议.*(?:诉讼|情况)/,
  PROBLEMS: /^(?:政府信息公开)?(?:工作)?中?(?:存在|主要)(?:的)?(?:主要)?(?:问题|困难)|问题.*(?:改进|整改)/,
  OTHER: /其他.*(?:事项|情况)$|(?:说明|报告)的.*事项$/,
};

/** A part's heading on a line of its own, without a number. */
export const BARE_PART =
  /^(?:主动公开(?:政府信息)?|(?:政府信息)?依申请公开(?:政府信息)?|政府信息(?:资源)?(?:规范化)?管理|(?:政府信息)?(?:公开)?平台建设|监督保障)(?:工作)?(?:情况)?[。:：]?$/;

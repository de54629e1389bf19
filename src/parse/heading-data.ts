/**
 * How headings of sections and of the parts of section 一 are told, by the words that every variant of them keeps.
 */
import type { OverviewPartKey, SectionKey } from '../form/draft';

export const SECTION_WORDS: readonly { readonly key: SectionKey; readonly words: RegExp; readonly longest: number }[] =
  [
    {
      key: 'OVERVIEW',
      words: /^(?:政府信息公开)?(?:工作)?(?:总体|基本|概述|概况)(?:工作)?(?:情况|概述)?$|总体情况$/,
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

/**
 * Names of bodies: 偃师区司法局, 洛阳市偃师区司法局 and 偃师市司法局 (from before 2021) are one body of region 410307. Its key
 * is what is left without the region: 司法局.
 */
import type { Region, Regions } from './regions';

/** Longest name of one region that is looked for. */
const LONGEST_NAME = 20;

/** A name without white space, its brackets as printed in Chinese. */
export function tidy(name: string): string {
  return name.replace(/\s+/g, '').replaceAll('(', '（').replaceAll(')', '）');
}

/** Regions that the beginning of a name names, one within the other; the last one is the body's. */
export interface NamedRegion {
  readonly region: Region;
  /** What is left of the name: the body's key in the region. */
  readonly key: string;
}

interface Match extends NamedRegion {
  readonly end: number;
}

function* matches(body: string, regions: Regions, start: number, around: Region | undefined): Generator<Match> {
  if (!regions.mayBeginWithName(body.slice(start))) return;
  for (let end = start + 2; end <= Math.min(body.length, start + LONGEST_NAME); end += 1)
    for (const { region, merged } of regions.withName(body.slice(start, end))) {
      if (around && (region === around || !regions.within(region.id, around))) continue;
      // Bodies of a region that went into another one are others than those of the region that took it in.
      yield { region, end, key: body.slice(merged ? start : end) };
      yield* matches(body, regions, end, region);
    }
}

/**
 * The regions that a body's name can be of, by the longest run of region names that it begins with; none where it begins
 * with none. Several where the name fits several.
 * @param body tidied
 * @param top the region that it must lie in
 */
export function regionsNamed(body: string, regions: Regions, top?: Region): NamedRegion[] {
  const found = [...matches(body, regions, 0, undefined)].filter(
    (match) => !top || regions.within(match.region.id, top),
  );
  const longest = Math.max(...found.map((match) => match.end));
  const byRegion = new Map<number, Match>();
  for (const match of found)
    if (match.end === longest && !byRegion.has(match.region.id)) byRegion.set(match.region.id, match);
  return [...byRegion.values()];
}

/** The key of a body of a region: its name without the region's. */
export function keyOf(body: string, region: Region, regions: Regions): string {
  if (region.level === 'NATION') return body.replace(/^中华人民共和国(?=.)/, '');
  const plain = withoutNationalPrefix(body);
  const own = regionsNamed(plain, regions, region).find((each) => each.region === region);
  return own && own.key !== '' ? own.key : body;
}

/** A body of the nation, and what stands behind it in the name of a branch of it: 国家统计局洛阳调查队. */
const OF_THE_NATION =
  /^(?:中国(?:人民银行|证券监督管理委员会|气象局|地震局|民用航空局)|审计署|海关总署|(?:中华人民共和国|国务院)?[㐀-鿿]{2,8}部|国务院[㐀-鿿]+|(?:中华人民共和国|国家)[㐀-鿿]*?(?:局|总局|署|委员会|院|室|中心))(?=(.*)$)/;
const WITH_BRANCHES = /^(?:国家[㐀-鿿]{2,12}?局|中国人民银行|中国证券监督管理委员会)(?=.{4})/;

/** Whether a name is one of a body of the nation: 司法部, 国家统计局, 中华人民共和国公安部. */
export function isNational(body: string): boolean {
  return OF_THE_NATION.exec(body)?.[1] === '';
}

/** Bodies that stand before the region in the names of their local branches. */
export function withoutNationalPrefix(body: string): string {
  return body.replace(/^(?:国家税务总局|中共)(?=.)/, '');
}

/** The part of a branch's name that may begin with its place: 河南省分局 of 国家外汇管理局河南省分局. */
export function branchOf(body: string): string {
  return body.replace(WITH_BRANCHES, '');
}

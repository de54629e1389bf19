import { Problem } from '../../src/form/problem';
import type { Store } from '../../src/store';
import { CODE_CHANGES } from '../../src/store/data/code-changes';
import { closeAll, newStore } from './opened';

let store: Store;
beforeAll(async () => {
  store = await newStore();
});
afterAll(closeAll);

const problem = async (work: () => unknown): Promise<Problem> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the tree of regions', () => {
  test('has the country down to the county', () => {
    const { regions } = store;
    expect(regions.nation).toMatchObject({ id: 0, level: 'NATION', parentId: null });
    expect(regions.atLevel('PROVINCE')).toHaveLength(31);
    expect(regions.atLevel('CITY').length).toBe(333);
    expect(regions.atLevel('COUNTY').length).toBeGreaterThan(2950);
    expect(regions.atLevel('COUNTY', 410300000).map((each) => each.name)).toContain('偃师区');
  });

  test('knows a region by its code, with its place in the tree', () => {
    const { regions } = store;
    const yanshi = regions.byCode('410307')!;
    expect(yanshi).toMatchObject({
      id: 410307000,
      rangeEnd: 410307999,
      name: '偃师区',
      fullName: '河南省洛阳市偃师区',
      level: 'COUNTY',
    });
    expect(regions.byCode('410307000')).toBe(yanshi);
    expect(regions.ancestors(yanshi.id).map((each) => each.name)).toEqual(['全国', '河南省', '洛阳市']);
    expect(regions.siblings(yanshi.id)).toContain(yanshi);
    expect(regions.byCode('410399')).toBeUndefined();
    expect(regions.byCode('偃师')).toBeUndefined();
  });

  test('has no divisions that only group codes: their counties belong to the province', () => {
    const { regions } = store;
    expect(regions.search('市辖区')).toEqual([]);
    expect(regions.parent(regions.byCode('110105')!.id)?.name).toBe('北京市');
    expect(regions.parent(regions.byCode('419001')!.id)?.name).toBe('河南省');
    expect(regions.byCode('419001')?.fullName).toBe('河南省济源市');
  });

  test('every region lies in the range of its parent, and no two siblings overlap', () => {
    for (const region of store.regions
      .atLevel('PROVINCE')
      .flatMap((each) => [each, ...store.regions.children(each.id)])) {
      let before = region.id;
      for (const child of store.regions.children(region.id)) {
        expect(child.id).toBeGreaterThan(before);
        expect(child.rangeEnd).toBeLessThanOrEqual(region.rangeEnd);
        before = child.rangeEnd;
      }
    }
  });

  test('a code that is no longer in force leads to the region that it became', () => {
    const { regions } = store;
    expect(regions.byCode('410381')?.code).toBe('410307');
    expect(regions.byCode('410322')?.code).toBe('410308');
    expect(regions.byCode('320829')?.name).toBe('洪泽区');
    for (const change of CODE_CHANGES) {
      expect(regions.get(Number(change.oldCode) * 1000)).toBeUndefined();
      expect(regions.byCode(change.oldCode)?.code).toBe(change.code);
    }
  });

  test('is searched by part of a name and by names from before a change', () => {
    expect(store.regions.search('偃师')[0]?.code).toBe('410307');
    expect(store.regions.search('偃师市')[0]?.code).toBe('410307');
    expect(store.regions.search('鼓楼区').length).toBeGreaterThan(2);
  });

  test('takes townships and made-up regions, once, and keeps them', async () => {
    const fresh = await newStore();
    const added = await fresh.regions.add([
      { code: '990101', name: '东湖区' },
      { code: '990000', name: '虚构省' },
      { code: '990100', name: '星海市' },
      { code: '410307101', name: '翟镇' },
    ]);
    expect(added).toHaveLength(4);
    expect(fresh.regions.byCode('990101')?.fullName).toBe('虚构省星海市东湖区');
    expect(fresh.regions.byCode('410307101')).toMatchObject({ level: 'TOWNSHIP', parentId: 410307000 });
    const version = await fresh.dataVersion();
    await fresh.regions.add([{ code: '990101', name: '东湖区' }]);
    expect(await fresh.dataVersion()).toBe(version);
    expect(await fresh.read('SELECT full_name FROM region WHERE id = ?', [990101000])).toEqual([
      { full_name: '虚构省星海市东湖区' },
    ]);
  });

  test('refuses a code that is none, taken, or outside its parent', async () => {
    const { regions } = store;
    expect((await problem(() => regions.add([{ code: '41030', name: '某区' }]))).code).toBe('BAD_INPUT');
    expect((await problem(() => regions.add([{ code: '410307', name: '某区' }]))).message).toContain(
      '河南省洛阳市偃师区',
    );
    expect((await problem(() => regions.add([{ code: '410309', name: '某区', parent: '410400' }]))).code).toBe(
      'BAD_INPUT',
    );
    expect(regions.byCode('410309')).toBeUndefined();
    expect((await problem(() => regions.required('999999'))).code).toBe('UNKNOWN_REGION');
  });
});

describe('the name of a body', () => {
  const resolve = (body: string, region?: string) => store.departments.resolve({ body, region });

  test('tells its region and kind', async () => {
    for (const body of ['洛阳市偃师区司法局', '偃师区司法局', '河南省洛阳市偃师区司法局', '偃 师 区 司法局']) {
      const found = await resolve(body);
      expect([found.region.code, found.nameKey, found.kind.code]).toEqual(['410307', '司法局', 'justice']);
    }
  });

  test('is that of the higher region where it names no lower one', async () => {
    expect((await resolve('洛阳市司法局')).region.code).toBe('410300');
    expect((await resolve('河南省司法厅')).region.code).toBe('410000');
    expect((await resolve('司法部')).region.level).toBe('NATION');
    expect((await resolve('北京市朝阳区司法局')).region.code).toBe('110105');
    expect((await resolve('国家税务总局洛阳市偃师区税务局')).region.code).toBe('410307');
  });

  test.each([
    ['恩施州教育局', '422800', '教育局'],
    ['伊犁州财政局', '654000', '财政局'],
    ['积石山县卫生健康局', '622927', '卫生健康局'],
    ['和布克赛尔县司法局', '654226', '司法局'],
    ['莫力达瓦旗司法局', '150722', '司法局'],
    ['巴州教育局', '652800', '教育局'],
    ['巴州区教育局', '511902', '教育局'],
    ['长白朝鲜族自治县司法局', '220623', '司法局'],
    ['中共沭阳县委办公室', '321322', '委办公室'],
  ])('may call an autonomous place by its short name: %s', async (body, code, nameKey) => {
    expect(await resolve(body)).toMatchObject({ region: { code }, nameKey });
  });

  test('of a branch of a body of the nation is that of its place, and never the nation', async () => {
    for (const body of ['国家统计局', '国家市场监督管理总局', '国家发展和改革委员会', '中国气象局', '国务院办公厅'])
      expect((await resolve(body)).region.level).toBe('NATION');
    expect(await resolve('国家外汇管理局河南省分局')).toMatchObject({
      region: { code: '410000' },
      nameKey: '国家外汇管理局河南省分局',
    });
    for (const body of ['国家统计局洛阳调查队', '国家税务总局偃师税务局', '国家金融监督管理总局偃师监管支局'])
      expect((await problem(() => resolve(body))).code).toBe('BODY_MISSING');
  });

  test('of before a change of codes is that of the same body', async () => {
    expect(await resolve('偃师市司法局')).toMatchObject({ region: { code: '410307' }, nameKey: '司法局' });
  });

  test('of a region that was merged into another one stays another body', async () => {
    expect(await resolve('洛阳市吉利区司法局')).toMatchObject({ region: { code: '410308' }, nameKey: '吉利区司法局' });
    expect(await resolve('孟津县司法局')).toMatchObject({ region: { code: '410308' }, nameKey: '司法局' });
  });

  test('that fits several regions is asked for, with the candidates', async () => {
    const refused = await problem(() => resolve('鼓楼区司法局'));
    expect(refused.code).toBe('AMBIGUOUS_BODY');
    expect(refused.zh).toContain('江苏省南京市鼓楼区');
    expect(refused.zh).toContain('河南省开封市鼓楼区');
    expect((await resolve('鼓楼区司法局', '410200')).region.fullName).toBe('河南省开封市鼓楼区');
  });

  test('that fits none is asked for, and an unknown code is refused', async () => {
    expect((await problem(() => resolve('司法局'))).code).toBe('BODY_MISSING');
    expect((await problem(() => resolve('  '))).code).toBe('BODY_MISSING');
    expect((await problem(() => resolve('司法局', '999999'))).code).toBe('UNKNOWN_REGION');
    expect((await problem(() => store.departments.resolve({ body: '偃师区司法局', kind: 'juggling' }))).code).toBe(
      'UNKNOWN_KIND',
    );
  });

  test('without its region goes to the region that is given', async () => {
    expect(await resolve('司法局', '410307')).toMatchObject({ region: { code: '410307' }, nameKey: '司法局' });
    expect(await resolve('洛阳市公安局偃师分局', '410307')).toMatchObject({
      region: { code: '410307' },
      kind: { code: 'police' },
    });
  });

  describe('with its region misprinted', () => {
    test.each([
      ['沐阳县司法局', '沐阳县', '江苏省宿迁市沭阳县（321322）'],
      ['宿迁市沐阳县司法局', '沐阳县', '江苏省宿迁市沭阳县（321322）'],
      ['洛阳市堰师区人民政府', '堰师区', '河南省洛阳市偃师区（410307）'],
    ])('%s is proposed, not assumed', async (body, printed, proposal) => {
      const refused = await problem(() => store.departments.resolve({ body }));
      expect(refused.code).toBe('BODY_MISSING');
      expect(refused.zh).toContain(printed);
      expect(refused.zh).toContain(proposal);
      expect(refused.en).toContain(proposal.slice(-7, -1));
    });

    test('is the body of the region that the caller confirms', async () => {
      const right = await store.departments.resolve({ body: '沭阳县司法局' });
      const read = await store.departments.resolve({ body: '沐阳县司法局', region: '321322' });
      expect(read).toEqual(right);
    });

    test('is no other body of the region above it', async () => {
      const refused = await problem(() => store.departments.resolve({ body: '沐阳县司法局', region: '321300' }));
      expect(refused.zh).toContain('沭阳县');
    });

    test('names that are right are nobody’s misprint', async () => {
      for (const region of store.regions.atLevel('COUNTY')) {
        const body = `${region.fullName}司法局`;
        expect((await store.departments.resolve({ body })).region.code).toBe(region.code);
      }
    });
  });

  test('in two spellings makes one department', async () => {
    const regionId = 410307000;
    const first = await store.departments.ensure({ regionId, name: '偃师区司法局' });
    const second = await store.departments.ensure({ regionId, name: '洛阳市偃师区司法局' });
    expect(second.id).toBe(first.id);
    expect((await resolve('偃师区司法局')).department?.id).toBe(first.id);
    expect(await store.departments.find({ within: 410000000, kind: 'justice' })).toEqual([first]);
    expect(await store.departments.get([first.id, 999])).toEqual([first, undefined]);
  });
});

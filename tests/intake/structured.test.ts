import { cell } from '../../src/form/cells';
import type { DraftCell, ReportDraft } from '../../src/form/draft';
import { settle } from '../../src/form/figures';
import { Problem } from '../../src/form/problem';
import { readStructured, recogniseStructured } from '../../src/parse/structured/recognise';
import type { StructuredRecord } from '../../src/parse/structured/record';
import { jsonLines, reportLine } from './reports';

/** Reads as the import does, in pieces of a few bytes, so that every line is cut somewhere. */
async function read(content: string | Buffer, piece = 997): Promise<StructuredRecord[]> {
  const bytes = Buffer.from(content as string);
  const structured = recogniseStructured(bytes.subarray(0, 65536));
  if (!structured) throw new Error('not recognised as structured');
  const source = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
  const records: StructuredRecord[] = [];
  for await (const batch of readStructured(source(), structured)) records.push(...batch);
  return records;
}

async function only(content: string): Promise<ReportDraft> {
  const [record, ...rest] = await read(content);
  if (record?.type !== 'report' || rest.length > 0) throw new Error(`not one report: ${JSON.stringify(record)}`);
  return record.draft;
}

function figure(draft: ReportDraft, id: string): DraftCell | undefined {
  return draft.tables[cell(id).table]?.cells.get(id);
}

/** [line, code] of each refused line, and the English messages. */
function refused(records: readonly StructuredRecord[]) {
  return records.flatMap((each) =>
    each.type === 'refused'
      ? [{ line: each.line, code: each.problem.code, en: each.problem.en, zh: each.problem.zh }]
      : [],
  );
}

describe('JSON Lines', () => {
  it('reads a report with its figures, each with its line', async () => {
    const line = reportLine('偃师区司法局', 2023, 7, {
      kind: 'justice',
      scope: 'OWN',
      publishedOn: '2024-01-20',
      title: '年报',
    });
    const draft = await only(jsonLines('', line));
    expect(draft).toMatchObject({
      region: '410307',
      body: '偃师区司法局',
      kind: 'justice',
      year: 2023,
      scope: { value: 'OWN' },
      publishedOn: '2024-01-20',
      title: '年报',
    });
    expect(figure(draft, 'received.total')).toEqual({
      state: 'REPORTED',
      count: 7,
      origin: { line: 2, readBy: 'STRUCTURED', confidence: 1 },
    });
    expect(figure(draft, 'fees.amount')).toMatchObject({ state: 'REPORTED', amount: '12.3456', unit: '万元' });
    const { values, states } = settle(draft.tables);
    expect(values[cell('fees.amount').index]).toBe(12_345_600);
    expect(states.filter((state) => state === 'REPORTED')).toHaveLength(200);
  });

  it('keeps blank, not applicable, zero, a row left out and a table left out apart', async () => {
    const rows = { received: [null, '/', 0, 0, 0, 0, 5] };
    const draft = await only(jsonLines({ body: 'B', year: 2021, tables: { table3: { edition: '2021', rows } } }));
    const { states, values, forms } = settle(draft.tables);
    const state = (id: string) => states[cell(id).index];
    expect(state('received.naturalPerson')).toBe('BLANK');
    expect(state('received.commercialEnterprise')).toBe('NOT_APPLICABLE');
    expect([state('received.researchInstitution'), values[cell('received.researchInstitution').index]]).toEqual([
      'REPORTED',
      0,
    ]);
    expect(state('granted.total')).toBe('BLANK');
    expect(state('otherwise.unspecified.total')).toBe('NOT_ON_THIS_FORM');
    expect(state('licensing.decisions')).toBe('TABLE_MISSING');
    expect(forms).toEqual({ 2: null, 3: '2021', 4: null });
  });

  it('reads the trial form, its signed changes and money in yuan', async () => {
    const cells = { 'licensing.itemChange': -8, 'procurement.amount': '251000', 'feeItems.previousItems': 3 };
    const draft = await only(jsonLines({ body: 'B', year: 2019, tables: { table2: { edition: '2019', cells } } }));
    expect(figure(draft, 'licensing.itemChange')).toMatchObject({ count: -8 });
    expect(settle(draft.tables).values[cell('procurement.amount').index]).toBe(25_100_000);
  });

  it('reads the narrative', async () => {
    const sections = [{ key: 'OVERVIEW', heading: '一、总体情况', text: '收到申请 "7" 件: 全部办结' }];
    const draft = await only(jsonLines(reportLine('B', 2023, 7, { sections })));
    expect(draft.sections).toMatchObject(sections);
  });

  const good = () => reportLine('好的单位', 2023, 1);
  const table2 = (cells: Record<string, unknown>, edition: unknown = '2021') => ({
    tables: { table2: { edition, cells } },
  });
  const bad: [string, Record<string, unknown> | string, string, RegExp][] = [
    [
      'an unknown cell',
      { ...good(), ...table2({ 'licensing.decision': 1 }) },
      'BAD_INPUT',
      /no cell "licensing.decision"/,
    ],
    [
      'a cell of another edition',
      { ...good(), ...table2({ 'feeItems.previousItems': 1 }) },
      'BAD_INPUT',
      /feeItems.previousItems is not a cell of the 2021 form/,
    ],
    [
      'a cell of another table',
      { ...good(), ...table2({ 'received.total': 1 }) },
      'BAD_INPUT',
      /cell of table 3, not of table 2/,
    ],
    [
      'a negative count',
      { ...good(), ...table2({ 'licensing.decisions': -1 }) },
      'BAD_FIGURE',
      /licensing.decisions is negative: -1/,
    ],
    ['a fraction', { ...good(), ...table2({ 'licensing.decisions': 1.5 }) }, 'BAD_FIGURE', /not a whole number: 1.5/],
    ['a count as text', { ...good(), ...table2({ 'licensing.decisions': '1' }) }, 'BAD_FIGURE', /is not a number/],
    [
      'a count beyond 10^12',
      { ...good(), ...table2({ 'licensing.decisions': 1e12 + 1 }) },
      'BAD_FIGURE',
      /beyond 10\^12/,
    ],
    ['a negative amount', { ...good(), ...table2({ 'fees.amount': '-0.5' }) }, 'BAD_FIGURE', /fees.amount is negative/],
    [
      'an amount finer than a 分',
      { ...good(), ...table2({ 'fees.amount': '0.1234567' }) },
      'BAD_FIGURE',
      /down to one 分/,
    ],
    [
      'an amount that JSON may have rounded',
      { ...good(), ...table2({ 'fees.amount': 12345678901.5 }) },
      'BAD_FIGURE',
      /write it as text/,
    ],
    ['an unknown edition', { ...good(), ...table2({}, '2020') }, 'BAD_INPUT', /table2.edition must be 2019 or 2021/],
    ['a table without edition', { ...good(), ...table2({}, null) }, 'BAD_INPUT', /table2 lacks its edition/],
    ['no tables', { ...good(), tables: {} }, 'NO_TABLES', /none of the three tables/],
    [
      'a row of six',
      { ...good(), tables: { table3: { edition: '2021', rows: { received: [0, 0, 0, 0, 0, 0] } } } },
      'BAD_INPUT',
      /row received must be a list of 7 values/,
    ],
    [
      'a cell given twice',
      {
        ...good(),
        tables: {
          table3: { edition: '2021', rows: { received: [0, 0, 0, 0, 0, 0, 0] }, cells: { 'received.total': 1 } },
        },
      },
      'BAD_INPUT',
      /received.total is given twice/,
    ],
    ['year 20233', { ...good(), year: 20233 }, 'YEAR_OUT_OF_RANGE', /year is outside 2008 to 2099: 20233/],
    ['a year that is none', { ...good(), year: 'MMXX' }, 'BAD_INPUT', /year is not a year/],
    ['a day that is none', { ...good(), publishedOn: '2023-02-29' }, 'BAD_INPUT', /publishedOn is not a date/],
    ['a code that is none', { ...good(), region: '4103' }, 'UNKNOWN_REGION', /region "4103" is not a region code/],
    ['a kind that is none', { ...good(), kind: 'police station' }, 'UNKNOWN_KIND', /no kind "police station"/],
    ['an unknown field', { ...good(), months: 12 }, 'BAD_INPUT', /no field "months"/],
    ['a scope that is none', { ...good(), scope: 'ALL' }, 'BAD_INPUT', /scope must be OWN or CONSOLIDATED/],
    ['an unknown section', { ...good(), sections: [{ key: 'SUMMARY' }] }, 'BAD_INPUT', /each of sections must be/],
    ['JSON that does not hold together', '{"body": "B", }', 'BAD_INPUT', /not valid JSON/],
    ['a value that is no object', '[1, 2]', 'BAD_INPUT', /each line must be a JSON object/],
    ['a key twice', '{"body": "B", "body" : "C", "year": 2023}', 'BAD_INPUT', /a key stands twice/],
  ];
  it.each(bad)('refuses %s with its line, and goes on', async (_, line, code, message) => {
    const records = await read(jsonLines(good(), line, good()));
    expect(records.map((each) => each.type)).toEqual(['report', 'refused', 'report']);
    const [problem] = refused(records);
    expect(problem).toMatchObject({ line: 2, code, en: expect.stringMatching(message) });
    expect(problem!.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('does not take quotes and colons inside texts for keys', async () => {
    const text = 'a \\" : "b": \\\\';
    expect((await only(jsonLines(reportLine('B', 2023, 1, { title: text })))).title).toBe(text);
  });

  it('says that a file was cut off, and keeps the lines before', async () => {
    const whole = jsonLines(good(), good());
    const records = await read(whole.slice(0, -40));
    expect(records.map((each) => each.type)).toEqual(['report', 'refused']);
    expect(refused(records)[0]).toMatchObject({
      line: 2,
      code: 'DAMAGED_FILE',
      en: expect.stringContaining('cut off'),
    });
  });

  it('reads a last line without a line break, a byte order mark and CRLF', async () => {
    const content = `\ufeff${jsonLines(good(), good()).replaceAll('\n', '\r\n').trimEnd()}`;
    expect((await read(content)).map((each) => each.type)).toEqual(['report', 'report']);
  });

  it('refuses a line that is not UTF-8 and reads those around it', async () => {
    const line = Buffer.from(jsonLines(good()));
    const records = await read(Buffer.concat([line, Buffer.from([0x7b, 0xb9, 0xab, 0x7d, 0x0a]), line]));
    expect(records.map((each) => each.type)).toEqual(['report', 'refused', 'report']);
    expect(refused(records)[0]).toMatchObject({ line: 2, code: 'DAMAGED_FILE' });
  });

  it('refuses plain JSON as a whole, with the way out', () => {
    for (const text of [JSON.stringify([good()]), JSON.stringify([good()], null, 2), JSON.stringify(good(), null, 2)])
      expect(() => recogniseStructured(Buffer.from(text))).toThrow(/JSON Lines is needed/);
  });

  it('reads the register and regions by their keys', async () => {
    const records = await read(
      jsonLines(
        { code: '410307001', name: '城关街道', parent: '410307' },
        { region: '410307', name: '偃师区司法局', kind: 'justice', from: 2021 },
        { region: '410307', name: '偃师区某局', from: 2024, to: 2021 },
        { region: '410307', from: 2023, due: '01-20' },
        { region: '410307', from: 2023, due: '02-30' },
        { region: '410307', for: 'wizards', from: 2023, due: '01-20' },
        { region: '410307', due: '01-20' },
      ),
    );
    expect(records[3]).toMatchObject({
      type: 'deadline',
      deadline: { region: '410307', for: undefined, from: 2023, due: '01-20' },
    });
    expect(records[0]).toMatchObject({ type: 'region', region: { code: '410307001', parent: '410307' } });
    expect(records[1]).toMatchObject({ type: 'body', body: { name: '偃师区司法局', from: 2021, to: undefined } });
    expect(refused(records)).toMatchObject([
      { line: 3, code: 'BAD_INPUT' },
      { line: 5, code: 'BAD_INPUT' },
      { line: 6, code: 'UNKNOWN_KIND' },
      { line: 7, code: 'BAD_INPUT' },
    ]);
  });
});

describe('CSV', () => {
  const header =
    'region,body,kind,year,scope,publishedOn,form2,form3,form4,licensing.decisions,fees.amount,received.total,feeItems.itemChange';

  it('reads reports: an empty field is blank, an empty form a missing table', async () => {
    const records = await read(
      `${header}\n410307,"司法局, 偃师",justice,2023,OWN,2024-01-20,2021,2021,,12,7730.28,,\n`,
    );
    expect(records).toHaveLength(1);
    const [record] = records;
    if (record?.type !== 'report') throw new Error('no report');
    expect(record.draft).toMatchObject({
      body: '司法局, 偃师',
      year: 2023,
      scope: { value: 'OWN' },
      publishedOn: '2024-01-20',
    });
    const { values, states, forms } = settle(record.draft.tables);
    expect(forms).toEqual({ 2: '2021', 3: '2021', 4: null });
    expect(values[cell('fees.amount').index]).toBe(7_730_280_000);
    expect(states[cell('received.total').index]).toBe('BLANK');
    expect(states[cell('reconsideration.total').index]).toBe('TABLE_MISSING');
    expect(figure(record.draft, 'licensing.decisions')?.origin).toMatchObject({ line: 2, readBy: 'STRUCTURED' });
  });

  it('reads both editions under one header', async () => {
    const records = await read(`${header}\n410307,A,,2020,,,2019,,,3,,,+5\n410307,A,,2021,,,2021,,,4,0.5,,\n`);
    expect(records.map((each) => each.type === 'report' && each.draft.tables[2]?.edition)).toEqual(['2019', '2021']);
    expect(records[0]?.type === 'report' && figure(records[0].draft, 'feeItems.itemChange')).toMatchObject({
      count: 5,
    });
  });

  const row = '410307,A,,2023,,,2021,,,1,0,,';
  const bad: [string, string, string, RegExp][] = [
    ['a negative count', '410307,A,,2023,,,2021,,,-1,0,,', 'BAD_FIGURE', /licensing.decisions is negative: -1/],
    ['words', '410307,A,,2023,,,2021,,,many,0,,', 'BAD_FIGURE', /is not a number: "many"/],
    ['a fraction', '410307,A,,2023,,,2021,,,1.5,0,,', 'BAD_FIGURE', /not a whole number/],
    ['a cell of another edition', '410307,A,,2023,,,2021,,,1,0,,5', 'BAD_INPUT', /not a cell of the 2021 form/],
    [
      'a figure of a table that is missing',
      '410307,A,,2023,,,2021,,,1,0,9,',
      'BAD_INPUT',
      /form3 does not say the edition/,
    ],
    ['no table', '410307,A,,2023,,,,,,,,,', 'NO_TABLES', /none/],
    ['year 20233', '410307,A,,20233,,,2021,,,1,0,,', 'YEAR_OUT_OF_RANGE', /20233/],
    ['too many fields', `${row},9`, 'BAD_INPUT', /14 fields, the header 13/],
    ['too few fields', '410307,A,,2023', 'BAD_INPUT', /4 fields, the header 13/],
    ['a stray quote', '410307,A"B,,2023,,,2021,,,1,0,,', 'BAD_INPUT', /quote/],
  ];
  it.each(bad)('refuses %s with its line, and goes on', async (_, line, code, message) => {
    const records = await read([header, row, line, row, ''].join('\n'));
    expect(refused(records)).toMatchObject([{ line: 3, code, en: expect.stringMatching(message) }]);
    expect(records.filter((each) => each.type === 'report').map((each) => each.line)).toEqual([2, 4]);
  });

  it('says that a file was cut off', async () => {
    expect(refused(await read(`${header}\n${row}\n410307,A,,2023`))).toMatchObject([{ line: 3, code: 'DAMAGED_FILE' }]);
    expect(refused(await read(`${header}\n${row}\n410307,"A,,2023`))).toMatchObject([
      { line: 3, code: 'DAMAGED_FILE' },
    ]);
  });

  it.each([
    ['an unknown column', 'region,body,year,form2,licensing', /no column "licensing"/],
    ['a column twice', 'region,body,year,body', /column "body" stands twice/],
    ['cells without their form', 'body,year,licensing.decisions', /lacks the column form2/],
    ['no year', 'region,body,form2', /lacks the column year/],
  ])('refuses a file whose header has %s', async (_, columns, message) => {
    const reading = read(`${columns}\nx\n`);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toMatchObject({ code: 'BAD_INPUT', place: { line: 1 } } satisfies Partial<Problem>);
  });

  it('reads what Excel writes in Chinese: GB18030, CRLF, rows of commas', async () => {
    const gbk = Buffer.concat([
      Buffer.from('region,name\r\n410307,'),
      Buffer.from([0xcb, 0xbe, 0xb7, 0xa8, 0xbe, 0xd6]),
      Buffer.from('\r\n,\r\n'),
    ]);
    expect(await read(gbk, 3)).toMatchObject([{ type: 'body', line: 2, body: { region: '410307', name: '司法局' } }]);
  });

  it('knows the register and regions by their header, and nothing else', async () => {
    expect(await read('code,name,parent\n990100,某市,990000\n')).toMatchObject([
      { type: 'region', region: { code: '990100' } },
    ]);
    expect(await read('region,name,kind,from,to\n990100,某局,other,2020,2021\n')).toMatchObject([
      { type: 'body', body: { from: 2020, to: 2021 } },
    ]);
    expect(recogniseStructured(Buffer.from('信息内容,本年制发件数\n规章,0\n'))).toBeUndefined();
    expect(recogniseStructured(Buffer.from('一、总体情况\n'))).toBeUndefined();
    expect(recogniseStructured(Buffer.from([0x7b, 0x22, 0, 1]))).toBeUndefined();
  });
});

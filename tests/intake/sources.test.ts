import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandSources } from '../../src/intake/sources';

describe('the files of an import', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sources-'));
  mkdirSync(join(directory, 'a', 'b'), { recursive: true });
  mkdirSync(join(directory, 'empty'));
  for (const name of ['a/2.txt', 'a/10.txt', 'a/b/1.jsonl', 'a/.hidden', 'a/~$2.docx', '[x].txt'])
    writeFileSync(join(directory, name), name);
  symlinkSync(join(directory, 'a/2.txt'), join(directory, 'link.txt'));
  const expand = async (...paths: string[]) => {
    const { files, problems } = await expandSources(paths.map((path) => join(directory, path)));
    return {
      files: files.map((file) => file.path.slice(directory.length + 1)),
      problems: problems.map((problem) => [problem.code, problem.place.file?.slice(directory.length + 1)]),
    };
  };

  it('are all files below a folder, by path, without hidden ones and lock files', async () => {
    expect(await expand('a')).toEqual({ files: ['a/10.txt', 'a/2.txt', 'a/b/1.jsonl'], problems: [] });
    expect((await expand('a/')).files).toEqual(['a/10.txt', 'a/2.txt', 'a/b/1.jsonl']);
  });

  it('are those that a glob matches; a file of that very name comes first', async () => {
    expect((await expand('a/*.txt')).files).toEqual(['a/10.txt', 'a/2.txt']);
    expect((await expand('[x].txt')).files).toEqual(['[x].txt']);
  });

  it('are taken once, in the order given, with their sizes', async () => {
    expect((await expand('a/b', 'link.txt', 'a')).files).toEqual(['a/b/1.jsonl', 'link.txt', 'a/10.txt']);
    expect((await expandSources([join(directory, 'a/2.txt')])).files[0]?.bytes).toBe(7);
  });

  it('are missed where a path has none', async () => {
    expect(await expand('nowhere.txt', '*.pdf', 'empty', 'a/2.txt')).toEqual({
      files: ['a/2.txt'],
      problems: [
        ['NOT_FOUND', 'nowhere.txt'],
        ['NOT_FOUND', '*.pdf'],
        ['NOT_FOUND', 'empty'],
      ],
    });
  });
});

import type { Command } from 'commander';
import { messageOf } from '../../check/message';
import { findRule, type Severity } from '../../check/rules';
import type { DraftNotice } from '../../form/draft';
import { type CheckedReport, checkPaths } from '../../intake/check';
import { SCOPES } from '../form';
import { checkAsJson } from '../json';
import {
  type IntakeFlags,
  intakeOptions,
  type ParsersFlag,
  parserPool,
  withIntakeOptions,
  withParsers,
} from '../options';
import type { Session } from '../session';
import type { Bilingual } from '../terminal';

const SEVERITIES: Readonly<Record<Severity, Bilingual>> = {
  ERROR: { zh: '错误', en: 'error' },
  WARNING: { zh: '提醒', en: 'warning' },
  INFO: { zh: '说明', en: 'note' },
};

/** What a finding or the line of the scope says as well. */
const TOLD: ReadonlySet<DraftNotice['code']> = new Set([
  'TABLE_MISSING',
  'CELL_UNREADABLE',
  'HEADING_MISSING',
  'SCOPE_READ',
  'SCOPE_OPEN',
]);

interface CheckFlags extends IntakeFlags, ParsersFlag {
  readonly json?: boolean;
}

export function checkCommand(program: Command, session: Session): void {
  const command = session.command(
    program,
    'check <path...>',
    {
      zh: '读取并核对报告（不入库）',
      en: 'read and check reports (nothing is stored)',
    },
    'gongkai check report.docx\ngongkai check reports/ --json',
  );
  withParsers(withIntakeOptions(command, session), session)
    .option('--json', session.say({ zh: '输出 JSON，每行一份报告', en: 'JSON, one report a line' }))
    .action(async (paths: string[], { json, parsers, ...flags }: CheckFlags) => {
      const pool = parserPool(session.config({ parsers }));
      try {
        for await (const checked of checkPaths(paths, intakeOptions(flags), pool)) {
          if (!('check' in checked)) {
            session.refuse(checked);
            continue;
          }
          session.terminal.out(json ? JSON.stringify(checkAsJson(checked)) : drawCheck(checked, session));
        }
      } finally {
        await pool.close();
      }
    });
}

function drawCheck({ file, line, draft, particulars, check }: CheckedReport, session: Session): string {
  const { locale } = session.terminal;
  const place = line === undefined ? file : `${file}:${line}`;
  const about = `${particulars.body} ${particulars.year}`;
  const findings = check.findings.map((finding) => {
    const severity = SEVERITIES[findRule(finding.rule)?.severity ?? 'INFO'];
    return `  ${session.say(severity)} ${finding.rule}: ${messageOf(finding, locale)}`;
  });
  if (findings.length === 0) findings.push(session.say({ zh: '  没有发现问题', en: '  nothing found' }));
  // That a rule found nothing and that it could not be assessed are two different things.
  if (check.unassessed.length > 0)
    findings.push(`${session.say({ zh: '  无法核对', en: '  not assessable' })}: ${check.unassessed.join(' ')}`);
  const evidence = draft.scope ? `  [${draft.scope.evidence}]` : '';
  const notices = draft.notices
    .filter(({ code }) => !TOLD.has(code))
    .map((notice) => `  ! ${notice.line ? `${notice.line}: ` : ''}${session.say(notice)}`);
  const scope = `  ${session.say({ zh: '口径', en: 'scope' })}: ${session.say(SCOPES[particulars.scope])}${evidence}`;
  return [`${place}: ${about}`, scope, ...notices, ...findings].join('\n');
}

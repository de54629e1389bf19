/** Problems of what a client hands in, each at its field. */
import { Problem } from '../form/problem';
import type { GraphContext } from './context';
import type { UserError } from './types/user-error';

/** A problem of the input, at a field of it. */
export class InputProblem extends Problem {
  constructor(
    readonly field: string,
    problem: Problem,
  ) {
    super(problem.code, problem.zh, problem.en, problem.place);
  }
}

/** Does work over a field of the input: its problems are of that field. */
export function at<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Problem ? new InputProblem(field, error) : error;
  }
}

/** A problem as the answer tells it. */
export function userError(context: GraphContext, problem: Problem): UserError {
  const { code, zh, en } = problem;
  const path = problem instanceof InputProblem ? ['input', problem.field] : undefined;
  return { code, zh, en, message: context.locale === 'zh' ? zh : en, path };
}

import { z } from 'zod/v3';
import { Finding } from '../Finding';

/** Adds an issue that says what is wrong and how to put it right. */
export function refuse(
  ctx: z.RefinementCtx,
  path: (string | number)[],
  problem: string,
  fix: string,
): void {
  ctx.addIssue({
    code: z.ZodIssueCode.custom,
    path,
    message: `${problem}. Fix: ${fix}`,
    params: { problem, fix },
  });
}

/**
 * Turns a refused input into findings, one per issue, each with its field.
 *
 * @public
 */
export function inputFindings(error: z.ZodError): Finding[] {
  return error.issues.map(issue => {
    const params = issue.code === z.ZodIssueCode.custom ? issue.params : {};
    const path = issue.path.join('.') || 'input';
    return {
      code: 'InvalidInput',
      severity: 'error' as const,
      path,
      message: params?.problem ?? issue.message,
      fix: params?.fix ?? defaultFix(issue),
    };
  });
}

function defaultFix(issue: z.ZodIssue): string {
  switch (issue.code) {
    case z.ZodIssueCode.unrecognized_keys:
      return `remove ${issue.keys.join(', ')}`;
    case z.ZodIssueCode.invalid_enum_value:
      return `use one of ${issue.options.join(', ')}`;
    case z.ZodIssueCode.invalid_type:
      return issue.received === 'undefined'
        ? 'give it a value'
        : `give a value of type ${issue.expected}`;
    default:
      return 'give a value that the field allows';
  }
}

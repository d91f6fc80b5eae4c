import { InvalidChangeError } from './errors';
import { foldPath } from './git/TreeEditor';
import { Change, FileChange } from './types';
import { validateBranch } from './validateBranch';
import { validatePath } from './validatePath';

/** The most that one file may hold, bytes. */
export const MAX_FILE_BYTES = 1024 * 1024;
/** The most files that one change may touch. */
const MAX_FILES = 500;
const MAX_ID_LENGTH = 256;
const MAX_MESSAGE_LENGTH = 32 * 1024;

/**
 * Throws InvalidChangeError for a change that could not be committed to any
 * state of the repository.
 */
export function validateChange(change: Change): void {
  validateBranch(change.branch);
  validateLine('Change id', change.id, MAX_ID_LENGTH);
  validateMessage(change.message);
  validatePerson(change.author);
  if (change.date !== undefined && Number.isNaN(Date.parse(change.date))) {
    throw new InvalidChangeError(
      `Date ${JSON.stringify(change.date)} is not an ISO 8601 date`,
    );
  }
  for (const [key, value] of Object.entries(change.trailers ?? {})) {
    validateTrailer(key, value);
  }
  validateFiles(change.files);
}

/** Throws InvalidChangeError for a file that is too large. */
export function validateSize(path: string, bytes: number): void {
  if (bytes > MAX_FILE_BYTES) {
    throw new InvalidChangeError(
      `${path} has ${bytes} bytes; the most is ${MAX_FILE_BYTES}`,
      path,
    );
  }
}

/** Throws InvalidChangeError unless git can write the name and the address. */
export function validatePerson(person: { name: string; email: string }): void {
  for (const [field, value] of [
    ['name', person.name],
    ['e-mail', person.email],
  ]) {
    validateLine(`Author ${field}`, value, MAX_ID_LENGTH);
    if (/[<>]/.test(value)) {
      throw new InvalidChangeError(
        `Author ${field} ${JSON.stringify(value)} has an angle bracket`,
      );
    }
  }
}

function validateFiles(files: FileChange[]): void {
  if (files.length === 0) {
    throw new InvalidChangeError('The change has no files');
  }
  if (files.length > MAX_FILES) {
    throw new InvalidChangeError(
      `The change has ${files.length} files; the most is ${MAX_FILES}`,
    );
  }
  const seen = new Map<string, FileChange>();
  for (const file of files) {
    validatePath(file.path);
    if ('content' in file) {
      validateSize(file.path, Buffer.byteLength(file.content));
    }
    const folded = foldPath(file.path);
    const twin = seen.get(folded);
    if (twin?.path === file.path) {
      throw new InvalidChangeError(
        `${file.path} is in the change twice`,
        file.path,
      );
    }
    // One of them deleted is a rename.
    if (twin && !('delete' in twin) && !('delete' in file)) {
      throw new InvalidChangeError(
        `${file.path} differs only in case from ${twin.path}`,
        file.path,
      );
    }
    seen.set(folded, file);
  }
}

function validateMessage(message: string): void {
  if (
    message.trim() === '' ||
    /^\s*\n/.test(message) ||
    message.length > MAX_MESSAGE_LENGTH ||
    message.includes('\0')
  ) {
    throw new InvalidChangeError(
      'The commit message needs a first line, and no NUL character',
    );
  }
  // It would make the commit pass for another change's.
  if (/^callboard-(change|content):/im.test(message)) {
    throw new InvalidChangeError(
      'The commit message must not hold Callboard-Change or Callboard-Content',
    );
  }
}

function validateTrailer(key: string, value: string): void {
  if (
    !/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(key) ||
    /^callboard-(change|content)$/i.test(key)
  ) {
    throw new InvalidChangeError(`Trailer ${JSON.stringify(key)} is not legal`);
  }
  validateLine(`Trailer ${key}`, value, MAX_MESSAGE_LENGTH);
}

function validateLine(what: string, value: string, length: number): void {
  if (
    value === '' ||
    value !== value.trim() ||
    value.length > length ||
    [...value].some(char => char < ' ' || char === '\x7f')
  ) {
    throw new InvalidChangeError(
      `${what} ${JSON.stringify(
        value,
      )} must be one line of 1 to ${length} characters without spaces around`,
    );
  }
}

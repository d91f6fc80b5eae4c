import { makeChange } from './__testUtils__/Workbench';
import { GitOpsError, InvalidChangeError } from './errors';
import { GitOpsRepository } from './GitOpsRepository';
import { Change, FileChange } from './types';
import { validateChange } from './validateChange';
import { validateUrl } from './validateUrl';

const file = { path: 'a.yaml', content: 'a\n' };

function fault(change: Change): InvalidChangeError {
  try {
    validateChange(change);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidChangeError);
    return error as InvalidChangeError;
  }
  throw new Error('was accepted');
}

it.each([
  'a',
  'clusters/prod-eu/team/kustomization.yaml',
  '.github/workflows/x.yml',
  '.gitignore',
  'a/.gitkeep',
  'ü/名前.yaml',
  'with space/a b.yaml',
  '-rf',
  '..a/b..c',
  'x'.repeat(255),
])('accepts the path %j', path => {
  expect(() =>
    validateChange(makeChange([{ path, content: '' }])),
  ).not.toThrow();
});

it.each([
  ['', 'is empty'],
  ['/etc/passwd', 'is absolute'],
  ['../x', 'segment ..'],
  ['a/../../x', 'segment ..'],
  ['./x', 'segment .'],
  ['a//b', 'empty segment'],
  ['a/', 'empty segment'],
  ['a\\b', 'backslash'],
  ['a\0b', 'control'],
  ['a\nb', 'control'],
  ['a\x7f', 'control'],
  ['.git/config', "git's own"],
  ['a/.GIT/hooks/x', "git's own"],
  ['.git./config', "git's own"],
  ['.git ', "git's own"],
  ['GIT~1/config', "git's own"],
  ['.g\u200cit/config', 'invisible'],
  ['a\ud800', 'invisible or broken'],
  [' a', 'space'],
  ['a /b', 'space'],
  ['a./b', 'dot'],
  ['C:/x', 'colon'],
  ['x'.repeat(1025), 'longer than'],
])('refuses the path %j', (path, reason) => {
  const error = fault(makeChange([file, { path, content: '' }]));
  expect(error.message).toContain(reason);
  expect(error.path).toBe(path);
});

it.each<[string, FileChange[], string]>([
  ['no files', [], 'has no files'],
  ['a path twice', [file, { path: 'a.yaml', delete: true }], 'twice'],
  ['case twins', [file, { path: 'A.yaml', content: '' }], 'only in case'],
  [
    'a large file',
    [{ path: 'a.yaml', content: 'ü'.repeat(512 * 1024 + 1) }],
    'has 1048578 bytes',
  ],
  [
    'many files',
    Array.from({ length: 501 }, (_, i) => ({ path: `${i}`, content: '' })),
    'has 501 files',
  ],
])('refuses %s', (_, files, reason) => {
  expect(fault(makeChange(files)).message).toContain(reason);
});

it.each<[string, Partial<Change>, string]>([
  ['an empty id', { id: '' }, 'Change id'],
  ['an id of two lines', { id: 'a\nCallboard-Change: b' }, 'Change id'],
  ['an id with spaces around', { id: 'a ' }, 'Change id'],
  ['an empty message', { message: ' \n' }, 'first line'],
  ['no first line', { message: '\nx' }, 'first line'],
  ['NUL in the message', { message: 'a\0' }, 'NUL'],
  [
    "another change's trailer in the message",
    { message: 'a\n\ncallboard-change: other' },
    'must not hold',
  ],
  ['a bad date', { date: 'yesterday' }, 'ISO 8601'],
  ['an author in brackets', { author: { name: 'A <b>', email: 'c' } }, 'angle'],
  [
    'an author of two lines',
    { author: { name: 'A\ncommitter x', email: 'c' } },
    'one line',
  ],
  ['no e-mail', { author: { name: 'A', email: '' } }, 'e-mail'],
  ['an illegal trailer', { trailers: { 'a b': 'c' } }, 'Trailer "a b"'],
  [
    'a trailer of ours',
    { trailers: { 'callboard-change': 'other' } },
    'not legal',
  ],
  ['a trailer of two lines', { trailers: { a: 'b\nc: d' } }, 'Trailer a'],
])('refuses %s', (_, extra, reason) => {
  expect(fault(makeChange([file], extra)).message).toContain(reason);
});

it.each(['main', 'release/1.2', 'user@host', 'a.b', 'ü'])(
  'accepts the branch %j',
  branch => {
    expect(() => validateChange(makeChange([file], { branch }))).not.toThrow();
  },
);

it.each([
  '',
  '@',
  'HEAD',
  '-main',
  'a..b',
  '.a',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a/',
  '/a',
  'a//b',
  'a b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[b',
  'a\\b',
  'a@{1}',
  'a.',
  'a\x01',
  'x'.repeat(201),
])('refuses the branch %j', branch => {
  expect(fault(makeChange([file], { branch })).message).toContain(
    'not a legal branch name',
  );
});

it.each([
  'https://github.com/acme/gitops.git',
  'http://127.0.0.1:8080/gitops.git',
  'ssh://git@example.com/gitops.git',
  'file:///srv/gitops.git',
])('accepts the URL %s', url => {
  expect(() => validateUrl(url)).not.toThrow();
});

it.each([
  '/srv/gitops.git',
  '--upload-pack=touch x',
  'ext::sh -c touch% x',
  'git://example.com/x',
  'ssh://-oProxyCommand=x/y',
  'https://bot:hunter2@example.com/x.git',
  'https://hunter2@example.com/x.git',
])('refuses the URL %s', url => {
  let error: unknown;
  try {
    GitOpsRepository.create({
      url,
      cacheDir: 'unused',
      committer: { name: 'a', email: 'b' },
    });
  } catch (e) {
    error = e;
  }
  expect(error).toBeInstanceOf(GitOpsError);
  expect(String(error)).not.toContain('hunter2');
});

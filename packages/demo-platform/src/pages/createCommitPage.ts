import { RequestHandler } from 'express';
import { GitRepository } from '../git/GitRepository';
import { escapeHtml, htmlPage, sendPage } from './html';

const SHA = /^[0-9a-f]{7,40}$/;

function classOf(line: string): string {
  if (/^(diff |index |--- |\+\+\+ |@@|commit )/.test(line)) {
    return 'head';
  }
  if (line.startsWith('+')) {
    return 'add';
  }
  return line.startsWith('-') ? 'del' : '';
}

/** One commit of the GitOps repository: message, author, files, diff. */
export function createCommitPage(repository: GitRepository): RequestHandler {
  return async (req, res) => {
    const { sha } = req.params;
    const text = SHA.test(sha)
      ? await repository.show(sha).catch(() => undefined)
      : undefined;
    if (text === undefined) {
      sendPage(
        res.status(404),
        htmlPage('Commit not found', '<p>There is no such commit.</p>'),
      );
      return;
    }
    const lines = text
      .split('\n')
      .map(line => `<span class="${classOf(line)}">${escapeHtml(line)}</span>`);
    sendPage(
      res,
      htmlPage(
        `Commit ${sha.slice(0, 12)}`,
        `<p>GitOps repository, branch <code>main</code></p><pre>${lines.join(
          '\n',
        )}</pre>`,
      ),
    );
  };
}

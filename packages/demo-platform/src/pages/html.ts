import { Response } from 'express';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1f2933; background: #f5f7fa; }
header { background: #243b53; color: #fff; padding: 12px 24px; }
header span { background: #f0b429; color: #1f2933; border-radius: 4px; padding: 1px 8px; margin-left: 8px; font-size: 13px; }
main { max-width: 1000px; margin: 24px auto; padding: 0 24px; }
table { border-collapse: collapse; background: #fff; }
th, td { text-align: left; border: 1px solid #d9e2ec; padding: 4px 12px; }
pre { background: #fff; border: 1px solid #d9e2ec; padding: 12px; overflow-x: auto; font-size: 13px; }
.add { color: #14663f; } .del { color: #a61b1b; } .head { color: #334e68; font-weight: 600; }
`;

/** A whole page; `body` is HTML, the title is text. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(
    title,
  )}</title><style>${STYLE}</style></head>
<body>
<header><strong>${escapeHtml(
    title,
  )}</strong><span>Callboard demo platform</span></header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Sends a page that may load nothing: no script, no frame. */
export function sendPage(res: Response, page: string): void {
  res
    .set({
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    })
    .type('html')
    .send(page);
}

import { site } from '#site';
import { partsOf } from '#forms/whole-words.ts';
import { readPalette } from '#src/read-palette.ts';

const colour = readPalette();

/** Beside each rule for light mail programs, one for those in dark colours. A program that drops styles shows plain text in order. */
const styles = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;background:${colour('paper')};color:${colour('ink')};font:17px/1.55 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere}
.mail{max-width:600px;margin:0 auto;padding:24px 20px 40px}
.brand{font-weight:700;margin:0 0 20px}
.mark{display:inline-block;width:22px;height:22px;background:${colour('plum-mid')};border-radius:11px 11px 11px 0;vertical-align:-3px}
.answer{display:inline-block;width:15px;height:15px;background:${colour('marigold')};border-radius:8px 8px 0 8px;vertical-align:-7px;margin:0 8px 0 -5px}
.head{background:${colour('plum-pale')};border-radius:24px 24px 24px 0;padding:20px 24px;margin:0 0 24px}
h1{font-size:26px;line-height:1.2;margin:0;letter-spacing:-.3px;text-wrap:balance}
.whole{display:inline-block}
.ref{width:max-content;max-width:100%;box-sizing:border-box;background:${colour('marigold')};color:${colour('ink')};border-radius:20px 20px 0 20px;padding:10px 20px;margin:-8px 0 24px auto}
.ref strong{display:block;font-size:20px;letter-spacing:1px}
p{margin:0 0 14px}
a{color:${colour('plum')};font-weight:600}
.go a{display:inline-block;background:${colour('plum')};color:${colour('paper')};border-radius:20px 20px 20px 0;padding:10px 20px;text-decoration:none}
ul,ol{margin:0 0 14px;padding:0 0 0 22px}
li{margin:0 0 8px}
@media (prefers-color-scheme:dark){
body{background:${colour('night')}!important;color:${colour('moon')}!important}
.head{background:${colour('plum-night')}!important}
a{color:${colour('plum-light')}!important}
.go a{background:${colour('plum-light')}!important;color:${colour('night')}!important}
}`;

/** A paragraph that is one link. */
const alone = /<p>(?=<a [^>]*>[^<]*<\/a><\/p>)/g;

/**
 * Returns a mail as a page of HTML: one column, the mark drawn as two boxes, its subject as a head. It has no image and fetches nothing;
 * `color-scheme` allows a dark mail program to choose its colours. A link that stands alone is a button.
 * @param reference shown in an answering shape when the subject ends with it
 */
export function mailPage(title: string, body: string, reference = ''): string {
  const end = ` (${reference})`;
  const answers = reference !== '' && title.endsWith(end);
  return `<!doctype html>
<html lang="${site.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${styles}</style>
</head>
<body>
<main class="mail">
<p class="brand"><span class="mark"></span><span class="answer"></span>${escapeHtml(site.name)}</p>
<div class="head"><h1>${wholeHtml(answers ? title.slice(0, -end.length) : title)}</h1></div>
${answers ? `<p class="ref">Reference <strong>${escapeHtml(reference)}</strong></p>\n` : ''}${body.replace(alone, '<p class="go">')}
</main>
</body>
</html>
`;
}

/** Returns a text as HTML, with what is counted and a name with hyphens on one line each. */
const wholeHtml = (text: string) =>
  partsOf(text)
    .map((part, index) => (index % 2 === 1 ? `<span class="whole">${escapeHtml(part)}</span>` : escapeHtml(part)))
    .join('');

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);

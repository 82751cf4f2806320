// SPDX-License-Identifier: GPL-3.0-or-later
// Redoc over this server's own description. Its search runs in a worker made from a blob, which
// this page's policy forbids: the browser's own search does as well on one page.
import { chosenDocument } from './apis.js';

const font = 'Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, sans-serif';
const mono = 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace';

window.Redoc.init(await chosenDocument(document.getElementById('which')), {
  disableSearch: true,
  hideDownloadButton: false,
  nativeScrollbars: true,
  pathInMiddlePanel: true,
  theme: {
    colors: { primary: { main: '#2a6a58' }, text: { primary: '#26231e' } },
    typography: {
      fontSize: '15px',
      fontFamily: font,
      headings: { fontFamily: font, fontWeight: '600' },
      code: { fontFamily: mono, fontSize: '13px' },
    },
    sidebar: { backgroundColor: '#faf8f4', textColor: '#26231e', width: '280px' },
    rightPanel: { backgroundColor: '#23211e' },
  },
}, document.getElementById('api'));

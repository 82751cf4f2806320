// SPDX-License-Identifier: GPL-3.0-or-later
// Drawn on a 20-unit grid with one stroke width; decorative, so hidden from assistive technology.
const paths = {
  search: 'M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12Zm4.5-1.5L17 17',
  plus: 'M10 4v12M4 10h12',
  people: 'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c0-2.8 2.5-4.5 5.5-4.5s5.5 1.7 5.5 4.5M13.5 4a2.7 2.7 0 0 1 0 5.2M15 12.3c1.9.6 3 2 3 4.2',
  hash: 'M8 3.5 6.5 16.5M13.5 3.5 12 16.5M4 7.5h13M3 12.5h13',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  close: 'M5 5l10 10M15 5 5 15',
  send: 'M3.5 10 3 3.8 17 10 3 16.2 3.5 10Zm0 0H10',
  smile: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM6.8 11.8c.6 1.2 1.8 2 3.2 2s2.6-.8 3.2-2M7.5 8v.1M12.5 8v.1',
  reply: 'M8 5 3.5 9.5 8 14M4 9.5h7c3.5 0 5.5 1.8 5.5 5',
  edit: 'M4 16l.8-3.2L13.5 4a1.7 1.7 0 0 1 2.4 2.4L7.2 15.2 4 16Z',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  check: 'M4 10.5 8 14.5 16 6',
  checks: 'M2 10.5 5.8 14.5 12.5 6.5M8.8 13.8l.8.7L17 6.5',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.3l2.7 1.7',
  alert: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6.5v4.2M10 13.5v.1',
  down: 'M10 4v12M4.5 10.5 10 16l5.5-5.5',
  eye: 'M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10Zm8 2.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  copy: 'M7 7V4h9v9h-3M4 7h9v9H4z',
  gear: 'M10 12.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM10 2.5v2.2M10 15.3v2.2M2.5 10h2.2M15.3 10h2.2M4.7 4.7l1.6 1.6M13.7 13.7l1.6 1.6M4.7 15.3l1.6-1.6M13.7 6.3l1.6-1.6',
  leave: 'M8 3.5H4v13h4M8 10h9M13.5 6.5 17 10l-3.5 3.5',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M4.7 15.3l1.2-1.2M14.1 5.9l1.2-1.2',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M7 11.7h6',
  user: 'M10 9.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6ZM3.5 17c0-3 2.9-4.8 6.5-4.8s6.5 1.8 6.5 4.8',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);

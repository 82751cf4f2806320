// SPDX-License-Identifier: GPL-3.0-or-later
/** The sign of Kith, as in pages/kith.svg. */
export const Mark = ({ size }: { size: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
    <rect width="64" height="64" rx="18" />
    <path class="near" d="M25 15c-8.3 0-15 6.3-15 14 0 4.2 2 8 5.1 10.5L13.5 46l7.3-3.6c1.4.4 2.8.6 4.2.6 8.3 0 15-6.3 15-14S33.3 15 25 15z" />
    <path class="far" d="M41 22.5c7.3.9 13 6.6 13 13.5 0 3.8-1.7 7.2-4.5 9.6L51 52l-6.8-3.3c-1.3.3-2.6.5-4 .5-5.3 0-9.9-2.6-12.5-6.4C36.9 41.8 44 35.1 44 27c0-1.6-1-3.6-3-4.5z" />
  </svg>
);

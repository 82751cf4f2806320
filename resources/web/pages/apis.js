// SPDX-License-Identifier: GPL-3.0-or-later
// Which API's description a page shows: the native one, or that of an older service, by ?api=name.

/** Fills the choice, and answers the address of the description to show. */
export async function chosenDocument(select) {
  const answer = await fetch('/openapi').catch(() => null);
  const apis = answer?.ok ? (await answer.json()).items : [];
  const wanted = new URLSearchParams(location.search).get('api') ?? 'native';
  const chosen = apis.find((api) => api.name === wanted) ?? apis[0];
  if (select && apis.length > 1) {
    for (const api of apis) select.add(new Option(api.title, api.name, false, api === chosen));
    select.hidden = false;
    select.addEventListener('change', () => {
      location.href = `${location.pathname}?api=${encodeURIComponent(select.value)}`;
    });
  }
  return chosen?.url ?? '/openapi.json';
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What dialogs with a form have in common: one answer at a time, errors at their fields.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { User } from '../../logic/types';
import { ApiError } from '../../net/http';
import { searchPeople } from '../../state/loading';
import { explain } from '../../state/toasts';
import { t } from '../../i18n';
import { displayName } from '../../logic/people';
import { Avatar, Empty, Skeleton } from '../parts';
import { Icon } from '../icons';

export function useSubmit(work: () => Promise<void>, done: () => void) {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [general, setGeneral] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setErrors({});
    setGeneral('');
    try {
      await work();
      done();
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : {};
      setErrors(fields);
      if (!Object.keys(fields).length) setGeneral(error instanceof ApiError || !(error instanceof Error) ? explain(error) : error.message);
      setBusy(false);
    }
  };
  return { errors, general, busy, submit };
}

interface FormProps {
  form: ReturnType<typeof useSubmit>;
  action: string;
  onCancel(): void;
  danger?: boolean;
  children?: ComponentChildren;
}

export const Form = ({ form, action, onCancel, danger = false, children }: FormProps) => (
  <form class="dialogform" onSubmit={form.submit} noValidate>
    {children}
    {form.general && <p class="formerror" role="alert">{form.general}</p>}
    <footer>
      <button type="button" class="quiet" onClick={onCancel}>{t('cancel')}</button>
      <button type="submit" class={`primary ${danger ? 'danger' : ''}`} disabled={form.busy}>{action}</button>
    </footer>
  </form>
);

const pause = 200; // ms without typing before the server is asked

/** People whose names match, asked for when typing pauses; null while nothing is known. */
export function usePeople(words: string): User[] | null {
  const [found, setFound] = useState<User[] | null>(null);
  const asked = useRef('');
  useEffect(() => {
    const query = words.trim();
    asked.current = query;
    const timer = setTimeout(() => {
      searchPeople(query).then((users) => asked.current === query && setFound(users), () => asked.current === query && setFound([]));
    }, query ? pause : 0);
    return () => clearTimeout(timer);
  }, [words]);
  return found;
}

interface PickProps { chosen: User[]; onChange(users: User[]): void; without?: Set<number> }

/** Chooses several people: chips above, a search and its results below. */
export function PeoplePicker({ chosen, onChange, without }: PickProps) {
  const [words, setWords] = useState('');
  const found = usePeople(words)?.filter((user) => !without?.has(user.id));
  const isChosen = (user: User) => chosen.some((one) => one.id === user.id);
  const toggle = (user: User) => onChange(isChosen(user) ? chosen.filter((one) => one.id !== user.id) : [...chosen, user]);
  return (
    <div class="picker">
      <label class="pickerlabel">{t('pickMembers')}
        <input type="search" class="filter" placeholder={t('searchPeople')} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      {chosen.length > 0 && (
        <div class="chips">{chosen.map((user) => <button type="button" key={user.id} onClick={() => toggle(user)}>{displayName(user)}<Icon name="close" size={13} /></button>)}</div>
      )}
      <ul class="results">
        {!found && <Skeleton rows={4} />}
        {found?.length === 0 && <Empty icon="search" title={t('nothingFound')} />}
        {found?.map((user) => (
          <li key={user.id}>
            <button type="button" class="personrow" aria-pressed={isChosen(user)} onClick={() => toggle(user)}>
              <Avatar user={user} presence /><span><strong>{displayName(user)}</strong><small>@{user.username}</small></span>
              {isChosen(user) && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

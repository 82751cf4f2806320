// SPDX-License-Identifier: GPL-3.0-or-later
// Setting a new password with a link. It signs nobody in: whoever set it shows that they know it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../net/http';
import { setPassword } from '../net/session';
import { leaveReset } from '../state/reset';
import { explain } from '../state/toasts';
import { t } from '../i18n';
import { Field, IconButton } from './parts';
import { Mark } from './mark';

export function ResetScreen({ token }: { token: string }) {
  const [password, setTyped] = useState('');
  const [error, setError] = useState('');
  const [general, setGeneral] = useState('');
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [done, setDone] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);

  async function submit(event: Event) {
    event.preventDefault();
    const short = Array.from(password).length < 8;
    setError(short ? t('needLongPassword') : '');
    setGeneral('');
    if (short || busy) return;
    setBusy(true);
    try {
      await setPassword(token, password);
      setDone(true);
    } catch (reason) {
      const fields = reason instanceof ApiError ? reason.fields : {};
      setError(fields.new_password ?? '');
      if (fields.token) setGeneral(t('linkEnded'));
      else if (!fields.new_password) setGeneral(explain(reason));
    }
    setBusy(false);
  }

  const change = (value: string) => {
    setTyped(value);
    setError('');
  };

  return (
    <main class="auth">
      <section class="authcard">
        <Mark size={52} />
        <h1>{t(done ? 'passwordSet' : 'newPassword')}</h1>
        <p class="lead">{t(done ? 'passwordSetLead' : 'newPasswordLead')}</p>
        {!done && (
          <form ref={form} onSubmit={submit} noValidate>
            <Field label={t('newPassword')} name="new_password" type={shown ? 'text' : 'password'} value={password} onInput={change} error={error} autocomplete="new-password" autofocus>
              <IconButton icon="eye" class={shown ? 'pressed' : ''} label={t(shown ? 'hidePassword' : 'showPassword')} onClick={() => setShown(!shown)} />
            </Field>
            {general && <p class="formerror" role="alert">{general}</p>}
            <button class="primary" type="submit" disabled={busy}>{t('setPassword')}</button>
          </form>
        )}
        <p class="switch"><button type="button" class="linklike" onClick={leaveReset}>{t('signIn')}</button></p>
      </section>
      <p class="tagline">{t('tagline')}</p>
    </main>
  );
}
